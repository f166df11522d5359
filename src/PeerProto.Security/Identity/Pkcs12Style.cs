namespace PeerProto;

/// <summary>With what generation of algorithms a PKCS#12 file is protected, and so which programs read it.</summary>
public enum Pkcs12Style
{
    /// <summary>Algorithms that this library does not know.</summary>
    Unknown,

    /// <summary>AES by PBES2: what OpenSSL 3 and this library make. Apple systems read it from macOS 15 and iOS 18 on, and only with PBKDF2 over SHA-256.</summary>
    Modern,

    /// <summary>Triple DES and a SHA-1 MAC: read by everything.</summary>
    Legacy,

    /// <summary>RC2, RC4 or DES somewhere: what Keychain Access and <c>openssl pkcs12 -legacy</c> make. OpenSSL 3 reads it only with <c>-legacy</c>.</summary>
    Obsolete,

    /// <summary>No encryption at all: whoever has the file has the key.</summary>
    Unprotected,
}
