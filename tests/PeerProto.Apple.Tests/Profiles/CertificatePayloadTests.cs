using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Apple.Tests;

public sealed class CertificatePayloadTests
{
    private const string Password = "open sesame";

    [Fact]
    public void IdentityThatTakesTooMuchWork_IsNotOpened()
    {
        using X509Certificate2 client = TestCertificates.Signer();
        Assert.NotNull(Read(client, 50_000, out _));
        Assert.Null(Read(client, 250_000, out string? cause));
        Assert.Contains("more work", cause, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreIdentitiesThanAreOpened_AreTold()
    {
        using X509Certificate2 client = TestCertificates.Signer();
        byte[] content = client.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Password);
        ConfigurationProfile profile = new() { Identifier = "org.example", Payloads = [.. Enumerable.Range(0, 10).Select(number => CertificatePayload.Identity($"org.example.{number}", content, Password))] };
        ProfileFinding[] findings = [.. ProfileLint.Check(profile).Where(finding => finding.Code == ProfileFindingCode.UnreadableCertificate)];
        Assert.Equal(["org.example.8", "org.example.9"], findings.Select(finding => finding.PayloadIdentifier));
        Assert.All(findings, finding => Assert.Contains("more than 8 identities", finding.Message, StringComparison.Ordinal));
    }

    // a PKCS #12 file whose authentication takes so many rounds
    private static X509Certificate2? Read(X509Certificate2 client, int rounds, out string? cause)
    {
        Pkcs12SafeContents contents = new();
        byte[] key = [1];
        PbeParameters cheap = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);
        using RSA rsa = client.GetRSAPrivateKey()!;
        contents.AddCertificate(client).Attributes.Add(new Pkcs9LocalKeyId(key));
        contents.AddShroudedKey(rsa, Password, cheap).Attributes.Add(new Pkcs9LocalKeyId(key));
        Pkcs12Builder builder = new();
        builder.AddSafeContentsUnencrypted(contents);
        builder.SealWithMac(Password, HashAlgorithmName.SHA256, rounds);
        return CertificatePayload.Identity("org.example.identity", builder.Encode(), Password).TryReadCertificate(out cause);
    }
}
