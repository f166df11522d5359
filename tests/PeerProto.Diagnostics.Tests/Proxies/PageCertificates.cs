using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Diagnostics.Tests.Proxies;

/// <summary>Certificates for <c>page.example</c>, and the authorities behind them.</summary>
internal static class PageCertificates
{
    public static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        if (issuer is null)
            return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
        using X509Certificate2 made = request.Create(issuer, issuer.NotBefore, issuer.NotAfter, [1]);
        return made.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 Leaf(X509Certificate2 issuer, string? whereItsIssuerIs = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=page", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("page.example");
        request.CertificateExtensions.Add(names.Build());
        if (whereItsIssuerIs is not null)
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [whereItsIssuerIs]));
        using X509Certificate2 made = request.Create(issuer, issuer.NotBefore, issuer.NotAfter, [2]);
        using X509Certificate2 whole = made.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
