using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Security.Tests.Identity;

public sealed class PeerIdentityTests
{
    [Fact]
    public void CreatedIdentities_AreDifferentAndTellNothing()
    {
        using PeerIdentity first = PeerIdentity.Create();
        using PeerIdentity second = PeerIdentity.Create();
        Assert.NotEqual(first.Key, second.Key);
        Assert.NotEqual(first.Certificate.Subject, second.Certificate.Subject);
        Assert.Equal(first.Certificate.NotBefore, second.Certificate.NotBefore);
        foreach (string personal in new[] { Environment.MachineName, Environment.UserName })
            Assert.DoesNotContain(personal, first.Certificate.Subject, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void CreatedIdentity_HoldsAP256KeyForBothRoles()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        using ECDsa? key = identity.Certificate.GetECDsaPrivateKey();
        Assert.NotNull(key);
        Assert.Equal(ECCurve.NamedCurves.nistP256.Oid.Value, key.ExportParameters(false).Curve.Oid.Value);
        Assert.Equal(
            ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"],
            identity.Certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(oid => oid.Value));
    }

    [Fact]
    public void ExportedIdentity_IsTheSameAfterImport()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        byte[] exported = identity.ExportPkcs12("open sesame");
        using PeerIdentity imported = PeerIdentity.ImportPkcs12(exported, "open sesame");
        Assert.Equal(identity.Key, imported.Key);
        Assert.True(imported.Certificate.HasPrivateKey);
        Assert.ThrowsAny<CryptographicException>(() => PeerIdentity.ImportPkcs12(exported, "open barley"));
        Assert.ThrowsAny<CryptographicException>(() => PeerIdentity.ImportPkcs12(exported.AsSpan(0, exported.Length / 2), "open sesame"));
    }

    [Fact]
    public void ImportWithoutPrivateKey_SaysSo()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        using X509Certificate2 publicOnly = X509CertificateLoader.LoadCertificate(identity.Certificate.RawData);
        byte[] exported = publicOnly.ExportPkcs12(Pkcs12ExportPbeParameters.Default, "open sesame");
        CryptographicException failure = Assert.ThrowsAny<CryptographicException>(() => PeerIdentity.ImportPkcs12(exported, "open sesame"));
        Assert.Contains("no private key", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RenewedIdentity_KeepsItsKeyAndHasAnotherCertificate()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        using PeerIdentity renewed = identity.Renew();
        Assert.Equal(identity.Key, renewed.Key);
        Assert.NotEqual(identity.Certificate.Thumbprint, renewed.Certificate.Thumbprint);
        using ECDsa one = identity.Certificate.GetECDsaPrivateKey()!;
        using ECDsa other = renewed.Certificate.GetECDsaPrivateKey()!;
        Assert.True(one.VerifyData("renewed"u8, other.SignData("renewed"u8.ToArray(), HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
    }

    [Fact]
    public void RenewedRsaIdentity_KeepsItsKey()
    {
        using PeerIdentity identity = IdentityScene.Create("RSA-2048");
        using PeerIdentity renewed = identity.Renew();
        Assert.Equal(identity.Key, renewed.Key);
    }

    [Fact]
    public void Validity_BeginsADayAgoAndEndsWhenToldTo()
    {
        DateTimeOffset now = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        FakeTimeProvider time = new(now);
        using PeerIdentity endless = PeerIdentity.Create();
        using PeerIdentity apple = PeerIdentity.Create(new PeerCertificateOptions { Validity = PeerCertificateOptions.AppleMaximum, Names = ["ana.local"], TimeProvider = time });
        using PeerIdentity longest = PeerIdentity.Create(new PeerCertificateOptions { Validity = TimeSpan.MaxValue, TimeProvider = time });

        Assert.Equal(9999, endless.ValidUntil.ToUniversalTime().Year);
        Assert.Equal(now - TimeSpan.FromDays(1), apple.Certificate.NotBefore.ToUniversalTime());
        Assert.Equal(now + TimeSpan.FromDays(824), apple.ValidUntil.ToUniversalTime());
        Assert.Equal(["ana.local"], apple.Certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames());
        Assert.Equal(9999, longest.ValidUntil.ToUniversalTime().Year);
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerIdentity.Create(new PeerCertificateOptions { Validity = TimeSpan.Zero }));
    }

    [Fact]
    public void Text_IsTheFingerprintAndEmptyPasswordsAreRefused()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        Assert.Equal(identity.Key.ToString(), identity.ToString());
        Assert.Throws<ArgumentException>(() => identity.ExportPkcs12(""));
        Assert.Throws<ArgumentException>(() => identity.ExportPem(""));
    }
}
