using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Security.Tests.Identity;

public sealed class PemIdentityTests
{
    private const string Password = "open sesame";

    public static TheoryData<string> Keys => ["P-256", "P-384", "P-521", "RSA-2048", "RSA-3072"];

    [Theory]
    [MemberData(nameof(Keys))]
    public void PemWithoutPassword_RoundTrips(string kind)
    {
        using PeerIdentity identity = IdentityScene.Create(kind);

        using PeerIdentity read = PeerIdentity.ImportPem(identity.ExportPem());

        Assert.Equal(identity.Key, read.Key);
        Assert.Equal(identity.Certificate.RawData, read.Certificate.RawData);
    }

    [Theory]
    [InlineData("P-256")]
    [InlineData("RSA-2048")]
    public void PemWithPassword_OpensOnlyWithIt(string kind)
    {
        using PeerIdentity identity = IdentityScene.Create(kind);
        char[] text = identity.ExportPem(Password);

        using PeerIdentity read = PeerIdentity.ImportPem(text, Password);

        Assert.Equal(identity.Key, read.Key);
        Assert.Equal(PeerDiagnosisCode.IdentityPasswordWrong, CodeOf(() => PeerIdentity.ImportPem(text, "open barley")));
        Assert.Equal(PeerDiagnosisCode.IdentityPasswordWrong, CodeOf(() => PeerIdentity.ImportPem(text)));
    }

    [Fact]
    public void KeyBeforeCertificateAmongOthers_IsRead()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        using PeerIdentity authority = PeerIdentity.Create();
        string key = KeyOf(identity);

        using PeerIdentity read = PeerIdentity.ImportPem($"bag attributes\n{key}\n{authority.ExportCertificatePem()}\nmore\n{identity.ExportCertificatePem()}");

        Assert.Equal(identity.Key, read.Key);
    }

    [Fact]
    public void KeyOfAnother_IsToldFromAMissingOne()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        using PeerIdentity other = PeerIdentity.Create();
        using PeerIdentity rsa = IdentityScene.Create("RSA-2048");

        Assert.Equal(PeerDiagnosisCode.IdentityKeyMismatch, CodeOf(() => PeerIdentity.ImportPem(identity.ExportCertificatePem() + "\n" + KeyOf(other))));
        Assert.Equal(PeerDiagnosisCode.IdentityKeyMismatch, CodeOf(() => PeerIdentity.ImportPem(identity.ExportCertificatePem() + "\n" + KeyOf(rsa))));
        Assert.Equal(PeerDiagnosisCode.IdentityWithoutPrivateKey, CodeOf(() => PeerIdentity.ImportPem(identity.ExportCertificatePem())));
        Assert.Equal(PeerDiagnosisCode.IdentityUnreadable, CodeOf(() => PeerIdentity.ImportPem(KeyOf(identity))));
        Assert.Equal(PeerDiagnosisCode.IdentityUnreadable, CodeOf(() => PeerIdentity.ImportPem("")));
        Assert.Equal(PeerDiagnosisCode.IdentityUnreadable, CodeOf(() => PeerIdentity.ImportPem(identity.ExportCertificatePem() + "\n" + KeyOf(identity) + "\n" + KeyOf(identity))));
    }

    [Theory]
    [InlineData("RSA-1024")]
    [InlineData("secp256k1")]
    [InlineData("brainpoolP256r1")]
    public void WeakOrUncommonKey_IsRefusedWithWhatHelps(string kind)
    {
        using X509Certificate2 certificate = IdentityScene.CreateCertificate(kind);
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()!;
        string text = certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem();

        PeerIdentityException refused = Assert.Throws<PeerIdentityException>(() => PeerIdentity.ImportPem(text));

        Assert.Equal(PeerDiagnosisCode.IdentityKeyUnsuitable, refused.Diagnosis.Code);
        Assert.Contains("openssl req", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeyEncryptedInTheOldWay_IsRefusedWithTheCommandThatConvertsIt()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        string text = identity.ExportCertificatePem() + "\n-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n";

        PeerIdentityException refused = Assert.Throws<PeerIdentityException>(() => PeerIdentity.ImportPem(text, Password));

        Assert.Equal(PeerDiagnosisCode.IdentityFormUnsupported, refused.Diagnosis.Code);
        Assert.Contains("openssl pkcs8 -topk8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeyThatAsksForTooMuchWork_IsRefusedBeforeItIsDone()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        byte[] locked = new Pkcs12Sample { Iterations = int.MaxValue }.EncryptedKey();
        string text = identity.ExportCertificatePem() + "\n" + PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", locked);

        PeerIdentityException refused = Assert.Throws<PeerIdentityException>(() => PeerIdentity.ImportPem(text, Password));

        Assert.Equal(PeerDiagnosisCode.IdentityFormUnsupported, refused.Diagnosis.Code);
        Assert.Contains("more work than is safe", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedText_IsATypedErrorOrTheSameKey()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        char[] whole = identity.ExportPem();
        Random random = new(4711);
        for (int i = 0; i < 500; i++)
        {
            char[] damaged = [.. whole];
            for (int n = random.Next(1, 4); n > 0; n--)
                damaged[random.Next(damaged.Length)] = (char)random.Next(128);
            if (random.Next(4) == 0)
                damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                using PeerIdentity read = PeerIdentity.ImportPem(damaged);
                Assert.Equal(identity.Key, read.Key);
            }
            catch (PeerIdentityException failure)
            {
                Assert.NotEqual(PeerDiagnosisCode.Unknown, failure.Diagnosis.Code);
            }
        }
    }

    private static PeerDiagnosisCode CodeOf(Action import) => Assert.Throws<PeerIdentityException>(import).Diagnosis.Code;

    private static string KeyOf(PeerIdentity identity)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)identity.Certificate.GetECDsaPrivateKey() ?? identity.Certificate.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
