namespace PeerProto;

/// <summary>The two ways in which a PKCS#12 file (RFC 7292) is protected. Both hold the same identity.</summary>
public enum Pkcs12Format
{
    /// <summary>AES-256 by PBES2 (RFC 8018), 200,000 rounds. Read by this library, OpenSSL 1.1 and 3, Windows 10 and later, and Apple systems from macOS 15 and iOS 18 on.</summary>
    Modern,

    /// <summary>
    /// Triple DES with a SHA-1 MAC, 2,000 rounds: what every Apple system reads. Its password is guessed a hundred times faster, so use a long one, and delete the file when it has done its work.
    /// </summary>
    Legacy,
}
