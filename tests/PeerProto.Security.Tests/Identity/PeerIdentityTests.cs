using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

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
}
