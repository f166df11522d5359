using System.Security.Cryptography;

namespace PeerProto;

/// <summary>
/// Encrypts with AES-256-GCM and a key that the app keeps where its system keeps secrets: an item of Apple's Keychain, an Android Keystore, a secret of the deployment. What is protected is safe for as
/// long as the key is, and lost with it.
/// </summary>
public sealed class AesKeyProtector : IKeyProtector, IDisposable
{
    /// <summary>The length of the key in bytes.</summary>
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly AesGcm _cipher;

    /// <summary>Makes a protector from a key.</summary>
    /// <param name="key"><see cref="KeyLength"/> random bytes. The caller clears them.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes.</exception>
    public AesKeyProtector(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
            throw new ArgumentException($"The key has {KeyLength} bytes, not {key.Length}.", nameof(key));
        _cipher = new AesGcm(key, TagLength);
    }

    /// <inheritdoc/>
    public string Name => "aes-256-gcm";

    /// <inheritdoc/>
    public byte[] Protect(ReadOnlySpan<byte> plain)
    {
        byte[] data = new byte[NonceLength + plain.Length + TagLength];
        Span<byte> nonce = data.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        _cipher.Encrypt(nonce, plain, data.AsSpan(NonceLength, plain.Length), data.AsSpan(NonceLength + plain.Length));
        return data;
    }

    /// <inheritdoc/>
    public byte[] Unprotect(ReadOnlySpan<byte> data)
    {
        if (data.Length < NonceLength + TagLength)
            throw new CryptographicException("The protected data is too short.");
        byte[] plain = new byte[data.Length - NonceLength - TagLength];
        _cipher.Decrypt(data[..NonceLength], data[NonceLength..^TagLength], data[^TagLength..], plain);
        return plain;
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _cipher.Dispose();
}
