namespace PeerProto.Cli.Identity;

/// <summary>What <c>peerproto identity export</c> writes.</summary>
internal enum IdentityFormat
{
    /// <summary>PKCS#12 with AES-256.</summary>
    Modern,

    /// <summary>PKCS#12 with Triple DES, for old Apple systems.</summary>
    Legacy,

    /// <summary>PEM, the key encrypted.</summary>
    Pem,

    /// <summary>PEM, the key in clear.</summary>
    PlainPem,

    /// <summary>The certificate alone.</summary>
    Certificate,
}
