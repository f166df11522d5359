using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Security.Tests.Identity;

public sealed class Pkcs12InspectionTests
{
    private const string Password = "open sesame";
    private const string TripleDes = "1.2.840.113549.1.12.1.3";
    private const string Rc2 = "1.2.840.113549.1.12.1.6";
    private const string Sha1 = "1.3.14.3.2.26";

    [Fact]
    public void ModernExport_IsToldAsSuch()
    {
        using PeerIdentity identity = PeerIdentity.Create();

        Pkcs12Inspection form = Inspect(identity.ExportPkcs12(Password));

        Assert.Equal(Pkcs12Style.Modern, form.Style);
        Assert.Equal("SHA-256", form.MacAlgorithm);
        Assert.Equal("AES-256 with PBKDF2 and SHA-256", form.KeyEncryption ?? form.CertificateEncryption);
        Assert.Equal(200_000, Math.Max(form.KeyIterations, form.CertificateIterations));
        Assert.Equal(200_000, form.MacIterations);
        Assert.False(form.IsReadByOldAppleSystems);
    }

    [Fact]
    public void LegacyExport_IsToldAsSuchAndReadBack()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        byte[] exported = identity.ExportPkcs12(Password, Pkcs12Format.Legacy);

        Pkcs12Inspection form = Inspect(exported);
        using PeerIdentity imported = PeerIdentity.ImportPkcs12(exported, Password);

        Assert.Equal(Pkcs12Style.Legacy, form.Style);
        Assert.Equal("SHA-1", form.MacAlgorithm);
        Assert.True(form.IsReadByOldAppleSystems);
        Assert.Equal(identity.Key, imported.Key);
    }

    [Fact]
    public void Styles_FollowTheAlgorithms()
    {
        Assert.Equal(Pkcs12Style.Modern, Inspect(new Pkcs12Sample().Write()).Style);
        Assert.Equal(Pkcs12Style.Legacy, Inspect(new Pkcs12Sample { Scheme = TripleDes, Mac = Sha1 }.Write()).Style);
        Assert.Equal(Pkcs12Style.Obsolete, Inspect(new Pkcs12Sample { Scheme = Rc2, Mac = Sha1 }.Write()).Style);
        Assert.Equal(Pkcs12Style.Unknown, Inspect(new Pkcs12Sample { Scheme = "1.2.3.4" }.Write()).Style);
        Assert.Equal(Pkcs12Style.Unknown, Inspect(new Pkcs12Sample { Cipher = "1.2.392.200011.61.1.1.1.4" }.Write()).Style); // Camellia
        Assert.Equal(Pkcs12Style.Unknown, Inspect(new Pkcs12Sample { Mac = "1.2.840.113549.1.5.14" }.Write()).Style); // PBMAC1
        Assert.Equal(Pkcs12Style.Unprotected, Inspect(new Pkcs12Sample { PlainKey = [0x30, 0], Certificate = [0x30, 0], Mac = null }.Write()).Style);
    }

    [Fact]
    public void Text_SaysHowTheFileWasMade() => Assert.Equal(
        "the obsolete form (Keychain Access, openssl -legacy): MAC SHA-1, 2,048 rounds; key RC2-40 with SHA-1, 4,096 rounds; certificates RC2-40 with SHA-1, 4,096 rounds",
        Inspect(new Pkcs12Sample { Scheme = Rc2, Mac = Sha1, Iterations = 4096 }.Write()).ToString());

    [Fact]
    public void Conversion_AsksForOldAlgorithmsOnlyWhereTheyAreNeeded()
    {
        Pkcs12Inspection obsolete = Inspect(new Pkcs12Sample { Scheme = Rc2 }.Write());
        Pkcs12Inspection modern = Inspect(new Pkcs12Sample().Write());

        Assert.StartsWith("openssl pkcs12 -legacy -in a.p12 ", obsolete.GetConversionCommand(Pkcs12Format.Modern, "a.p12", "b.p12"), StringComparison.Ordinal);
        Assert.DoesNotContain("-legacy", modern.GetConversionCommand(Pkcs12Format.Legacy), StringComparison.Ordinal);
        Assert.Contains("-certpbe PBE-SHA1-3DES", modern.GetConversionCommand(Pkcs12Format.Legacy), StringComparison.Ordinal);
    }

    [Fact]
    public void WrongPassword_SaysHowTheFileWasMadeAndHowToConvertIt()
    {
        using PeerIdentity identity = PeerIdentity.Create();

        PeerIdentityException wrong = Assert.Throws<PeerIdentityException>(() => PeerIdentity.ImportPkcs12(identity.ExportPkcs12(Password, Pkcs12Format.Legacy), "open barley"));

        Assert.Equal(PeerDiagnosisCode.IdentityPasswordWrong, wrong.Diagnosis.Code);
        Assert.Contains("the legacy form (3DES): MAC SHA-1", wrong.Diagnosis.Cause, StringComparison.Ordinal);
        Assert.Contains("openssl pkcs12 -in old.p12", wrong.Diagnosis.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("barley", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownAlgorithm_IsToldFromAWrongPassword()
    {
        PeerIdentityException unknown = Assert.Throws<PeerIdentityException>(() => PeerIdentity.ImportPkcs12(new Pkcs12Sample { Scheme = "1.2.3.4", Mac = null }.Write(), Password));

        Assert.Equal(PeerDiagnosisCode.IdentityFormUnsupported, unknown.Diagnosis.Code);
        Assert.Contains("1.2.3.4", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("openssl pkcs12", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedFileAndOtherFile_AreToldFromAWrongPassword()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        byte[] exported = identity.ExportPkcs12(Password);

        Assert.Equal(PeerDiagnosisCode.IdentityUnreadable, CodeOf(exported[..^10]));
        Assert.Equal(PeerDiagnosisCode.IdentityUnreadable, CodeOf([.. exported, 0]));
        Assert.Equal(PeerDiagnosisCode.IdentityUnreadable, CodeOf([]));
        Assert.Equal(PeerDiagnosisCode.IdentityUnreadable, CodeOf(identity.Certificate.RawData));
        PeerIdentityException pem = Assert.Throws<PeerIdentityException>(() => PeerIdentity.ImportPkcs12("-----BEGIN CERTIFICATE-----"u8, Password));
        Assert.Contains("ImportPem", pem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeyOfAnotherCertificate_IsToldSo()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        using PeerIdentity other = PeerIdentity.Create();
        using ECDsa key = other.Certificate.GetECDsaPrivateKey()!;
        byte[] crossed = new Pkcs12Sample { PlainKey = key.ExportPkcs8PrivateKey(), Certificate = identity.Certificate.RawData, Mac = null }.Write();
        byte[] straight = new Pkcs12Sample { PlainKey = key.ExportPkcs8PrivateKey(), Certificate = other.Certificate.RawData, Mac = null }.Write();

        Assert.Equal(PeerDiagnosisCode.IdentityKeyMismatch, CodeOf(crossed));
        using PeerIdentity read = PeerIdentity.ImportPkcs12(straight, "");
        Assert.Equal(other.Key, read.Key);
    }

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1, long.MaxValue)]
    [InlineData(3_000_000, 1)]
    [InlineData(1, 3_000_000)]
    public void FileThatAsksForTooMuchWork_IsRefusedBeforeItIsDone(long iterations, long macIterations)
    {
        byte[] file = new Pkcs12Sample { Iterations = iterations, MacIterations = macIterations }.Write();

        PeerIdentityException refused = Assert.Throws<PeerIdentityException>(() => PeerIdentity.ImportPkcs12(file, Password));

        Assert.Equal(PeerDiagnosisCode.IdentityFormUnsupported, refused.Diagnosis.Code);
        Assert.Contains("more work than is safe", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileWithManyPartsOrBags_IsNone()
    {
        Assert.False(Pkcs12Inspection.TryInspect(new Pkcs12Sample { Bags = 300 }.Write(), out _));
        Assert.False(Pkcs12Inspection.TryInspect(new Pkcs12Sample { Parts = 100, Bags = 0 }.Write(), out _));
        Assert.False(Pkcs12Inspection.TryInspect(new byte[Pkcs12Inspection.MaximumBytes + 1], out _));
        Assert.Equal(200, Inspect(new Pkcs12Sample { Bags = 200 }.Write()).VisibleKeys);
    }

    [Fact]
    public void RandomDamage_NeitherThrowsNorAllocatesWithoutBound()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        byte[][] samples = [identity.ExportPkcs12(Password), identity.ExportPkcs12(Password, Pkcs12Format.Legacy), new Pkcs12Sample { Scheme = Rc2 }.Write()];
        int count = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 1_000_000 : 5_000;
        Random random = new(4711);
        int taken = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < count; i++)
        {
            byte[] damaged = [.. samples[i % samples.Length]];
            for (int n = random.Next(1, 6); n > 0; n--)
                damaged[random.Next(random.Next(2) == 0 ? 64 : damaged.Length)] = (byte)random.Next(256);
            if (random.Next(8) == 0)
                damaged = damaged[..random.Next(damaged.Length)];
            if (Pkcs12Inspection.TryInspect(damaged, out Pkcs12Inspection? form))
            {
                taken++;
                Assert.NotEmpty(form.ToString());
                Assert.NotEmpty(form.GetConversionCommand(Pkcs12Format.Modern));
            }
        }

        Assert.InRange(taken, count / 100, count);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / count, 0, 64 * 1024);
    }

    [Fact]
    public void RandomBytes_AreNone()
    {
        Random random = new(4711);
        for (int i = 0; i < 5_000; i++)
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            Assert.False(Pkcs12Inspection.TryInspect(bytes, out _));
        }
    }

    private static Pkcs12Inspection Inspect(byte[] data)
    {
        Assert.True(Pkcs12Inspection.TryInspect(data, out Pkcs12Inspection? form));
        return form;
    }

    private static PeerDiagnosisCode CodeOf(byte[] data) => Assert.Throws<PeerIdentityException>(() => PeerIdentity.ImportPkcs12(data, Password)).Diagnosis.Code;
}
