namespace PeerProto;

/// <summary>
/// Encrypts what a store writes, with a key that is kept elsewhere: <see cref="DpapiKeyProtector"/> on Windows; <see cref="AesKeyProtector"/> with a key from Apple's Keychain, a TPM's vault or a
/// secret of the deployment; or one of the app's own. Without one, a store's file is protected by its mode alone. Safe for concurrent use.
/// </summary>
public interface IKeyProtector
{
    /// <summary>A short name that is written beside what is protected, so that a reader with another protector can say so. Letters, digits and hyphens.</summary>
    string Name { get; }

    /// <summary>Encrypts.</summary>
    /// <param name="plain">The secret. The caller clears it.</param>
    /// <returns>What only the same protector opens.</returns>
    byte[] Protect(ReadOnlySpan<byte> plain);

    /// <summary>Decrypts, and finds any change of what was encrypted.</summary>
    /// <param name="data">What <see cref="Protect"/> returned.</param>
    /// <returns>The secret. The caller clears it.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was encrypted by another key or changed.</exception>
    byte[] Unprotect(ReadOnlySpan<byte> data);
}
