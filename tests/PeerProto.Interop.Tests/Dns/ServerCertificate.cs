using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Interop.Tests.Dns;

/// <summary>A certificate for <c>dns.example.com</c>, made for one test, and the authority that signed it.</summary>
internal sealed class ServerCertificate : IDisposable
{
    public const string Name = "dns.example.com";

    private readonly X509Certificate2 _authority;

    public ServerCertificate()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest authority = new("CN=Authority of a test", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        _authority = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(7));

        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={Name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(Name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(_authority, now.AddDays(-1), now.AddDays(6), RandomNumberGenerator.GetBytes(8));
        CertificatePem = certificate.ExportCertificatePem();
        KeyPem = key.ExportPkcs8PrivateKeyPem();
    }

    public string CertificatePem { get; }

    public string KeyPem { get; }

    public string AuthorityPem => _authority.ExportCertificatePem();

    public X509Certificate2Collection Authorities => [_authority];

    public void Dispose() => _authority.Dispose();
}
