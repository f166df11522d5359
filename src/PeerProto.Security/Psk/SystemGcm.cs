using System.Security.Cryptography;
using Org.BouncyCastle.Tls.Crypto.Impl;

namespace PeerProto.Security.Psk;

/// <summary>AES-GCM of the base library for one direction of a connection, in the form in which BouncyCastle calls it. One key serves many records.</summary>
internal sealed class SystemGcm(bool isEncrypting) : TlsAeadCipherImpl, IDisposable
{
    private const int TagBytes = 16;

    private AesGcm? _gcm;
    private byte[] _nonce = [];

    public void SetKey(byte[] key, int keyOff, int keyLen) => SetKey(key.AsSpan(keyOff, keyLen));

    public void SetKey(ReadOnlySpan<byte> key)
    {
        _gcm?.Dispose();
        _gcm = new AesGcm(key, TagBytes);
    }

    public void Init(byte[] nonce, int macSize, byte[]? additionalData)
    {
        if (macSize != TagBytes)
            throw new NotSupportedException($"AES-GCM has tags of {TagBytes} bytes here.");
        _nonce = nonce;
    }

    public int GetOutputSize(int inputLength) => isEncrypting ? inputLength + TagBytes : Math.Max(0, inputLength - TagBytes);

    public int DoFinal(byte[] input, int inputOffset, int inputLength, byte[] output, int outputOffset) => DoFinal([], input, inputOffset, inputLength, output, outputOffset);

    /// <exception cref="AuthenticationTagMismatchException">The bytes were not encrypted with this key, this nonce and this additional data.</exception>
    public int DoFinal(byte[] additionalData, byte[] input, int inputOffset, int inputLength, byte[] output, int outputOffset)
    {
        AesGcm gcm = _gcm ?? throw new InvalidOperationException("There is no key yet.");
        int length = isEncrypting ? inputLength : inputLength - TagBytes;
        ReadOnlySpan<byte> source = input.AsSpan(inputOffset, length);
        Span<byte> destination = output.AsSpan(outputOffset, length);
        if (isEncrypting)
            gcm.Encrypt(_nonce, source, destination, output.AsSpan(outputOffset + length, TagBytes), additionalData);
        else
            gcm.Decrypt(_nonce, source, input.AsSpan(inputOffset + length, TagBytes), destination, additionalData);
        return GetOutputSize(inputLength);
    }

    public void Reset()
    {
        // Nothing is left over from the last record but the key.
    }

    public void Dispose() => _gcm?.Dispose();
}
