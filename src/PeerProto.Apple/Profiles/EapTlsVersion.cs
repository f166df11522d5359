namespace PeerProto.Apple;

/// <summary>A version of TLS inside EAP.</summary>
public enum EapTlsVersion
{
    /// <summary>TLS 1.0. Apple's default for the least.</summary>
    Tls10,

    /// <summary>TLS 1.1.</summary>
    Tls11,

    /// <summary>TLS 1.2. Apple's default for the most.</summary>
    Tls12,

    /// <summary>TLS 1.3.</summary>
    Tls13,
}
