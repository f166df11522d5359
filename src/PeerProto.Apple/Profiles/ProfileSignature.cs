namespace PeerProto.Apple;

/// <summary>Who signed a configuration profile. The signature fits the content; whether the signer is to be trusted is another question.</summary>
/// <param name="Signer">Subject of the signer's certificate.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="NotBefore">When it begins to hold.</param>
/// <param name="NotAfter">When it ends to hold.</param>
/// <param name="CertificateCount">How many certificates came with the signature.</param>
public sealed record ProfileSignature(string Signer, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter, int CertificateCount);
