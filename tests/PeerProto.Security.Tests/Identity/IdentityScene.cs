using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Security.Tests.Identity;

/// <summary>Makes identities and certificates with keys of every kind.</summary>
internal static class IdentityScene
{
    public static PeerIdentity Create(string kind)
    {
        using X509Certificate2 certificate = CreateCertificate(kind);
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()!;
        return PeerIdentity.ImportPem(certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
    }

    public static X509Certificate2 CreateCertificate(string kind)
    {
        using AsymmetricAlgorithm key = CreateKey(kind);
        CertificateRequest request = key is ECDsa elliptic
            ? new CertificateRequest("CN=test", elliptic, HashAlgorithmName.SHA256)
            : new CertificateRequest("CN=test", (RSA)key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    private static AsymmetricAlgorithm CreateKey(string kind) => kind.StartsWith("RSA-", StringComparison.Ordinal)
        ? RSA.Create(int.Parse(kind.AsSpan(4)))
        : ECDsa.Create(kind switch
        {
            "P-256" => ECCurve.NamedCurves.nistP256,
            "P-384" => ECCurve.NamedCurves.nistP384,
            "P-521" => ECCurve.NamedCurves.nistP521,
            _ => ECCurve.CreateFromFriendlyName(kind),
        });
}
