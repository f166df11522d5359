using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PeerProto.Apple.Tests;

public sealed class ConfigurationProfileTests
{
    private const string Foreign =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <plist version="1.0"><dict>
          <key>PayloadType</key><string>Configuration</string><key>PayloadVersion</key><integer>1</integer>
          <key>PayloadIdentifier</key><string>org.example.p</string><key>PayloadUUID</key><string>0F1A1A3E-0B54-4E56-9A3F-000000000001</string>
          <key>ConsentText</key><dict><key>default</key><string>Yes?</string></dict>
          <key>PayloadScope</key><string>System</string>
          <key>PayloadContent</key><array>
            <dict><key>PayloadType</key><string>com.example.odd</string><key>PayloadVersion</key><integer>3</integer>
              <key>PayloadIdentifier</key><string>org.example.p.odd</string><key>PayloadUUID</key><string>0F1A1A3E-0B54-4E56-9A3F-000000000002</string>
              <key>Inner</key><array><real>1.5</real><true/></array></dict>
            <dict><key>PayloadType</key><string>com.apple.security.root</string><key>PayloadVersion</key><integer>1</integer>
              <key>PayloadIdentifier</key><string>org.example.p.root</string><key>PayloadUUID</key><string>0F1A1A3E-0B54-4E56-9A3F-000000000003</string>
              <key>PayloadContent</key><string>not bytes</string><key>Extra</key><string>kept</string></dict>
          </array>
        </dict></plist>
        """;

    private static ConfigurationProfile Sample(X509Certificate2 root) => new()
    {
        Identifier = "org.example.office",
        DisplayName = "Office",
        Organization = "Example & Co",
        Scope = ProfileScope.System,
        Payloads = [CertificatePayload.Root("org.example.office.root", root)],
    };

    [Fact]
    public void SameInput_GivesTheSameBytes()
    {
        using X509Certificate2 root = TestCertificates.Root();
        Assert.Equal(Sample(root).Write(), Sample(root).Write());
        Assert.NotEqual(Sample(root).Uuid, (Sample(root) with { Identifier = "org.example.home" }).Uuid);
        Assert.Equal('8', Sample(root).Uuid[14]); // RFC 9562: the version
    }

    [Fact]
    public void WhatIsWritten_IsReadTheSame()
    {
        using X509Certificate2 root = TestCertificates.Root();
        ConfigurationProfile read = ConfigurationProfile.Read(Sample(root).Write(), out ProfileSignature? signature);
        Assert.Null(signature);
        Assert.Equal(Sample(root).Write(), read.Write());
        Assert.Equal((ProfileScope.System, "Example & Co"), (read.Scope, read.Organization));
        Assert.Equal(root.RawData, Assert.IsType<CertificatePayload>(read.Payloads[0]).Content.ToArray());
        Assert.Equal(Sample(root).Write(), ConfigurationProfile.Read(PropertyList.WriteBinary(read.ToPropertyList())).Write());
        Assert.Empty(ProfileLint.Check(read));
    }

    [Fact]
    public void KeysOfOthers_AndValuesOfAWrongKind_AreKept()
    {
        PropertyListValue given = PropertyList.Read(Encoding.UTF8.GetBytes(Foreign));
        PropertyListValue written = PropertyList.Read(ConfigurationProfile.From(given).Write());
        AssertSame(given, written);
        ProfileFinding[] findings = [.. ProfileLint.Check(ConfigurationProfile.From(given))];
        Assert.Contains(findings, finding => finding is { Code: ProfileFindingCode.WrongValue, PayloadIdentifier: "org.example.p.odd" } && finding.Message.StartsWith("PayloadVersion", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding is { Code: ProfileFindingCode.WrongValue, PayloadIdentifier: "org.example.p.root" } && finding.Message.StartsWith("PayloadContent", StringComparison.Ordinal));
    }

    [Fact]
    public void SignedProfile_IsReadAndTellsItsSigner()
    {
        using X509Certificate2 root = TestCertificates.Root();
        using X509Certificate2 signer = TestCertificates.Signer();
        byte[] signed = Sample(root).Sign(signer);
        ConfigurationProfile read = ConfigurationProfile.Read(signed, out ProfileSignature? signature);
        Assert.Equal("CN=Example Signer", signature?.Signer);
        Assert.Equal(Sample(root).Write(), read.Write());
    }

    [Fact]
    public void ChangedContentOfASignedProfile_IsRefused()
    {
        using X509Certificate2 root = TestCertificates.Root();
        using X509Certificate2 signer = TestCertificates.Signer();
        byte[] signed = Sample(root).Sign(signer);
        signed[signed.AsSpan().IndexOf("Example &amp; Co"u8)] = (byte)'e';
        Assert.Contains("signature does not fit", Assert.Throws<ProfileException>(() => ConfigurationProfile.Read(signed)).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void CertificateWithoutKey_CannotSign()
    {
        using X509Certificate2 root = TestCertificates.Root();
        using X509Certificate2 open = X509CertificateLoader.LoadCertificate(root.RawData);
        Assert.Contains("no private key", Assert.Throws<ProfileException>(() => Sample(root).Sign(open)).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it is no property list")]
    [InlineData("hello", "")]
    [InlineData("0", "neither a property list nor a signed message")]
    [InlineData("<plist version=\"1.0\"><dict><key>PayloadType</key><string>com.apple.wifi.managed</string></dict></plist>", "PayloadType is not Configuration")]
    [InlineData("<plist version=\"1.0\"><dict><key>PayloadType</key><string>Configuration</string><key>EncryptedPayloadContent</key><data>AAAA</data></dict></plist>", "encrypted")]
    [InlineData("<plist version=\"1.0\"><dict><key>PayloadType</key><string>Configuration</string><key>PayloadContent</key><array><string>x</string></array></dict></plist>", "no array of dictionaries")]
    public void WhatIsNoProfile_IsRefusedWithItsCause(string text, string cause)
    {
        ProfileException failure = Assert.Throws<ProfileException>(() => ConfigurationProfile.Read(Encoding.UTF8.GetBytes(text)));
        if (text.Length > 0)
            Assert.Contains(cause, failure.Cause, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remedy);
    }

    [Fact]
    public void TooManyPayloads_AreRefused()
    {
        PropertyListValue profile = PropertyListValue.Of(("PayloadContent", PropertyListValue.Of(Enumerable.Repeat(PropertyListValue.Of(("PayloadType", PropertyListValue.Of("x"))), ConfigurationProfile.MaximumPayloads + 1))));
        Assert.Contains("1001 payloads", Assert.Throws<ProfileException>(() => ConfigurationProfile.From(profile)).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void CommonMistakes_AreFound()
    {
        using X509Certificate2 ended = TestCertificates.Root("Ended", -20, -10);
        using X509Certificate2 early = TestCertificates.Root("Early", 10, 20);
        CertificatePayload payload = CertificatePayload.Root("org.example.a", ended);
        ConfigurationProfile profile = new()
        {
            Identifier = "",
            Uuid = "none",
            Payloads =
            [
                payload, payload, CertificatePayload.Root("org.example.b", early), new CertificatePayload { Identifier = "org.example.c", Content = new byte[] { 1, 2 } },
                CertificatePayload.Identity("org.example.d", new byte[] { 1, 2 }, "open sesame"), CertificatePayload.Identity("org.example.e", new byte[] { 1 }, null), new OtherPayload("") { Identifier = "x", Uuid = "" },
            ],
        };
        IReadOnlyList<ProfileFinding> findings = ProfileLint.Check(profile);
        foreach ((ProfileFindingCode code, string? identifier, string message) in new (ProfileFindingCode, string?, string)[]
        {
            (ProfileFindingCode.MissingKey, null, "PayloadIdentifier is missing"),
            (ProfileFindingCode.WrongValue, null, "PayloadUUID is no UUID"),
            (ProfileFindingCode.DuplicateIdentity, null, "PayloadUUID " + payload.Uuid),
            (ProfileFindingCode.DuplicateIdentity, null, "PayloadIdentifier org.example.a"),
            (ProfileFindingCode.CertificateOutOfDate, "org.example.a", "ended on"),
            (ProfileFindingCode.CertificateOutOfDate, "org.example.b", "holds only from"),
            (ProfileFindingCode.UnreadableCertificate, "org.example.c", "no certificate"),
            (ProfileFindingCode.UnreadableCertificate, "org.example.d", "broken"),
            (ProfileFindingCode.PlainPassword, "org.example.d", "in the clear"),
            (ProfileFindingCode.UnreadableCertificate, "org.example.e", "no password"),
            (ProfileFindingCode.MissingKey, "x", "PayloadType is missing"),
            (ProfileFindingCode.MissingKey, "x", "PayloadUUID is missing"),
        })
            Assert.Contains(findings, finding => finding.Code == code && finding.PayloadIdentifier == identifier && finding.Message.Contains(message, StringComparison.Ordinal));
        Assert.DoesNotContain("open sesame", string.Concat(findings) + profile + string.Concat(profile.Payloads), StringComparison.Ordinal);
        Assert.Contains(ProfileLint.Check(new ConfigurationProfile { Identifier = "org.example" }), finding => finding.Code == ProfileFindingCode.NoPayload);
    }

    internal static void AssertSame(PropertyListValue expected, PropertyListValue actual)
    {
        Assert.Equal(expected.Kind, actual.Kind);
        Assert.Equal(expected.Members.Keys.Order(StringComparer.Ordinal), actual.Members.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, PropertyListValue value) in expected.Members)
            AssertSame(value, actual[name]!);
        Assert.Equal(expected.Items.Count, actual.Items.Count);
        for (int i = 0; i < expected.Items.Count; i++)
            AssertSame(expected.Items[i], actual.Items[i]);
        if (expected.Kind is not (PropertyListKind.Dictionary or PropertyListKind.Array))
            Assert.Equal(PropertyList.WriteXml(expected), PropertyList.WriteXml(actual));
    }
}
