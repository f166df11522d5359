namespace PeerProto.Security.Identity;

/// <summary>Which tools know a way of encrypting with a password.</summary>
internal enum EncryptionAge
{
    /// <summary>None that this library knows of.</summary>
    Unknown,

    /// <summary>Those of today: PBES2.</summary>
    Modern,

    /// <summary>All, old Apple systems among them: Triple DES.</summary>
    Legacy,

    /// <summary>Old ones; OpenSSL 3 only with <c>-legacy</c>: RC2, RC4, DES.</summary>
    Obsolete,
}
