namespace PeerProto.Apple;

/// <summary>Who signed a configuration profile. The signature fits the content; whether the signer is to be trusted is another question.</summary>
/// <param name="Signer">Subject of the signer's certificate.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="NotBefore">When it begins to hold.</param>
/// <param name="NotAfter">When it ends to hold.</param>
/// <param name="CertificateCount">How many certificates came with the signature.</param>
public sealed record ProfileSignature(string Signer, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter, int CertificateCount)
{
    /// <summary>How many signed. The first is told here. Default: 1.</summary>
    public int SignerCount { get; init; } = 1;

    /// <summary>Whether the signature is by way of MD5 or SHA-1, for which another content can be found. Default: false.</summary>
    public bool IsByWeakDigest { get; init; }

    /// <summary>Whether the signer vouches for itself: anybody can make such a certificate.</summary>
    public bool IsSelfIssued => Signer == Issuer;
}
