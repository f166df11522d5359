using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Abstractions.Tests.Security;

public sealed class PeerKeyTests
{
    // The P-256 public key of RFC 6979 appendix A.2.5 in the SubjectPublicKeyInfo form of RFC 5480; its hash by sha256sum.
    private const string Spki =
        "3059301306072A8648CE3D020106082A8648CE3D030107034200" +
        "0460FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6" +
        "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";

    private const string SpkiSha256 = "5a7a78cca4a0f420d9bc62bb669c3c2759e39f723d3ae10dcbe0f0815a07ecd4";

    [Fact]
    public void KeyOfACertificate_IsTheHashOfItsPublicKeyInDer()
    {
        using ECDsa publicKey = ECDsa.Create();
        publicKey.ImportSubjectPublicKeyInfo(Convert.FromHexString(Spki), out _);
        using ECDsa issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", publicKey, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.Create(
            new X500DistinguishedName("CN=issuer"),
            X509SignatureGenerator.CreateForECDsa(issuerKey),
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
            [1]);

        Assert.Equal(SpkiSha256, Convert.ToHexStringLower(PeerKey.FromCertificate(certificate).Span));
        Assert.Equal(SpkiSha256, PeerKey.FromCertificate(certificate).ToString().Replace("-", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Fingerprint_IsEightGroupsOfEightDigits()
    {
        PeerKey key = PeerKey.FromBytes([.. Enumerable.Range(0, PeerKey.Length).Select(i => (byte)i)]);
        Assert.Equal("00010203-04050607-08090a0b-0c0d0e0f-10111213-14151617-18191a1b-1c1d1e1f", key.ToString());
    }

    [Theory]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")]
    [InlineData("00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F")]
    [InlineData("00010203 04050607 08090a0b 0c0d0e0f 10111213 14151617 18191a1b 1c1d1e1f")]
    public void FingerprintInAnyGrouping_IsRead(string text) =>
        Assert.Equal(PeerKey.FromBytes([.. Enumerable.Range(0, PeerKey.Length).Select(i => (byte)i)]), PeerKey.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("00010203")]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f00")]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g")]
    public void OtherText_IsRefused(string text)
    {
        Assert.False(PeerKey.TryParse(text, out _));
        Assert.Throws<FormatException>(() => PeerKey.Parse(text));
    }

    [Fact]
    public void EqualBytes_AreEqualKeys()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(PeerKey.Length);
        PeerKey key = PeerKey.FromBytes(bytes);
        PeerKey same = PeerKey.Parse(key.ToString());
        bytes[31] ^= 1;
        Assert.True(key == same);
        Assert.Equal(key.GetHashCode(), same.GetHashCode());
        Assert.True(key != PeerKey.FromBytes(bytes));
        Assert.Throws<ArgumentException>(() => PeerKey.FromBytes(bytes.AsSpan(1)));
    }
}
