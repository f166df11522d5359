using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace PeerProto.Security.Psk;

/// <summary>
/// The cryptography of one connection: BouncyCastle's, with AES-GCM and randomness of the base library. BouncyCastle's own AES-GCM is at the base library's side on x86 and an eighth as fast
/// elsewhere.
/// </summary>
internal sealed class PskCrypto() : BcTlsCrypto(SystemRandom), IDisposable
{
    private static readonly SecureRandom SystemRandom = new(new CryptoApiRandomGenerator());

    private readonly List<SystemGcm> _ciphers = [];

    /// <summary>Forgets the keys of all ciphers made here.</summary>
    public void Dispose()
    {
        foreach (SystemGcm cipher in _ciphers)
            cipher.Dispose();
    }

    protected override TlsAeadCipher CreateCipher_Aes_Gcm(TlsCryptoParameters cryptoParams, int cipherKeySize, int macSize)
    {
        if (!AesGcm.IsSupported)
            return base.CreateCipher_Aes_Gcm(cryptoParams, cipherKeySize, macSize);
        SystemGcm encrypt = new(isEncrypting: true);
        SystemGcm decrypt = new(isEncrypting: false);
        _ciphers.Add(encrypt);
        _ciphers.Add(decrypt);
        return new GcmRecordCipher(cryptoParams, encrypt, decrypt, cipherKeySize, macSize);
    }
}
