using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Apple.Tests;

/// <summary>Certificates made when a test runs.</summary>
internal static class TestCertificates
{
    public static DateTimeOffset Now { get; } = DateTimeOffset.UtcNow;

    public static X509Certificate2 Root(string name = "Example Root", int validFromDays = -1, int validToDays = 30)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Now.AddDays(validFromDays), Now.AddDays(validToDays));
    }

    /// <summary>An authority below a root.</summary>
    public static X509Certificate2 Intermediate(X509Certificate2 root)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Example Intermediate", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.Create(root, Now, Now.AddDays(10), [1, 2, 3]);
    }

    public static X509Certificate2 Signer()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=Example Signer", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(30));
    }
}
