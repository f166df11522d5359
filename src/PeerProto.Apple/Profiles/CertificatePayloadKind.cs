namespace PeerProto.Apple;

/// <summary>What a certificate payload holds.</summary>
public enum CertificatePayloadKind
{
    /// <summary>A root certificate, DER or PEM (com.apple.security.root). The system trusts it.</summary>
    Root,

    /// <summary>A certificate as DER (com.apple.security.pkcs1).</summary>
    Pkcs1,

    /// <summary>A certificate as PEM (com.apple.security.pem).</summary>
    Pem,

    /// <summary>An identity: certificate and private key, under a password (com.apple.security.pkcs12).</summary>
    Pkcs12,
}
