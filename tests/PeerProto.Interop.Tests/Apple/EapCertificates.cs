using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Interop.Tests.Apple;

/// <summary>A root with a server and a client of its own, made when the tests run. Making keys takes long, so that tests share them.</summary>
internal sealed class EapCertificates
{
    public const string ServerName = "radius.example.com";
    public const string ClientName = "laptop.example.com";

    private const string RootName = "Example Root";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly RSA _rootKey = RSA.Create(2048);
    private readonly RSA _leafKey = RSA.Create(2048);
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    private EapCertificates(string rootName)
    {
        CertificateRequest request = new($"CN={rootName}", _rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        Root = request.CreateSelfSigned(_now.AddDays(-100), _now.AddDays(100));
    }

    /// <summary>Those of the server that tests start.</summary>
    public static EapCertificates Ours { get; } = new(RootName);

    /// <summary>Those of a stranger.</summary>
    public static EapCertificates Others { get; } = new("Other Root");

    /// <summary>Those of another root of the same name.</summary>
    public static EapCertificates Renewed { get; } = new(RootName);

    public X509Certificate2 Root { get; }

    /// <summary>The server's certificate, valid for some days from now or another moment.</summary>
    public string ServerPem(int validFromDays, int validToDays)
    {
        using X509Certificate2 certificate = Issue(ServerName, ServerAuthentication, validFromDays, validToDays);
        return certificate.ExportCertificatePem() + "\n";
    }

    public string ServerKeyPem() => _leafKey.ExportPkcs8PrivateKeyPem() + "\n";

    public byte[] ClientPkcs12(string password)
    {
        using X509Certificate2 certificate = Issue(ClientName, ClientAuthentication, -1, 10);
        using X509Certificate2 identity = certificate.CopyWithPrivateKey(_leafKey);
        return identity.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password);
    }

    private X509Certificate2 Issue(string name, string usage, int validFromDays, int validToDays)
    {
        CertificateRequest request = new($"CN={name}", _leafKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        return request.Create(Root, _now.AddDays(validFromDays), _now.AddDays(validToDays), RandomNumberGenerator.GetBytes(12));
    }
}
