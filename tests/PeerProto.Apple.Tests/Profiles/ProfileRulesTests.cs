using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PeerProto.Apple.Tests;

public sealed class ProfileRulesTests
{
    private static readonly ProfileSignature Vouched = new("CN=Signer", "CN=Authority", TestCertificates.Now.AddDays(-1), TestCertificates.Now.AddDays(30), 1);

    [Theory]
    [InlineData("<key>PayloadType</key>\n\t<string>Configuration</string>", "PayloadType is missing", null)]
    [InlineData("\n\t<key>PayloadVersion</key>\n\t<integer>1</integer>", "PayloadVersion is missing", null)]
    [InlineData("\n\t\t\t<key>PayloadVersion</key>\n\t\t\t<integer>1</integer>", "PayloadVersion is missing", "org.example.office.ethernet")]
    [InlineData("<key>Interface</key>\n\t\t\t<string>FirstActiveEthernet</string>", "Interface is missing", "org.example.office.ethernet")]
    public void KeyThatMustBeThere_IsMissed(string key, string message, string? identifier)
    {
        string text = Encoding.UTF8.GetString(EapSamples.Profile(EapSamples.Ethernet).Write());
        Assert.Contains(key, text, StringComparison.Ordinal);
        ConfigurationProfile read = ConfigurationProfile.Read(Encoding.UTF8.GetBytes(text.Replace(key, "", StringComparison.Ordinal)));
        Assert.Contains(ProfileLint.Check(read), finding => finding.Code == ProfileFindingCode.MissingKey && finding.Severity == (message.StartsWith("Payload", StringComparison.Ordinal) ? ProfileFindingSeverity.Error : ProfileFindingSeverity.Warning) && finding.PayloadIdentifier == identifier && finding.Message == message);
    }

    [Fact]
    public void SignatureOfOnesOwn_SilencesNothing_AndOneThatIsVouchedForHidesNothing()
    {
        using X509Certificate2 signer = TestCertificates.Signer();
        ConfigurationProfile profile = ConfigurationProfile.Read(EapSamples.Profile(EapSamples.Ethernet).Sign(signer), out ProfileSignature? own);
        Assert.Equal([ProfileFindingSeverity.Warning, ProfileFindingSeverity.Warning], Find(profile, own!).Select(finding => finding.Severity));
        Assert.Equal([ProfileFindingSeverity.Note, ProfileFindingSeverity.Note], Find(profile, Vouched).Select(finding => finding.Severity));
        Assert.Contains(Find(profile, Vouched with { NotAfter = TestCertificates.Now.AddDays(-1) }), finding => finding.Message.StartsWith("the signer's certificate ended", StringComparison.Ordinal));
        Assert.Contains(Find(profile, Vouched with { NotBefore = TestCertificates.Now.AddDays(1) }), finding => finding.Message.StartsWith("the signer's certificate holds only", StringComparison.Ordinal));
        Assert.Contains(Find(profile, Vouched with { IsByWeakDigest = true }), finding => finding.Message.Contains("MD5 or SHA-1", StringComparison.Ordinal));
    }

    [Fact]
    public void EverySigner_AndAWeakDigest_AreSeen()
    {
        using X509Certificate2 signer = TestCertificates.Signer();
        SignedCms message = new(new ContentInfo(EapSamples.Profile(EapSamples.Ethernet).Write()));
        message.ComputeSignature(new CmsSigner(signer) { DigestAlgorithm = new Oid("1.3.14.3.2.26"), IncludeOption = X509IncludeOption.EndCertOnly });
        using X509Certificate2 second = TestCertificates.Signer();
        message.ComputeSignature(new CmsSigner(second) { IncludeOption = X509IncludeOption.EndCertOnly });
        _ = ConfigurationProfile.Read(message.Encode(), out ProfileSignature? signature);
        Assert.Equal((2, true, true), (signature!.SignerCount, signature.IsByWeakDigest, signature.IsSelfIssued));
    }

    [Fact]
    public void SignedMessageAroundAnotherMessage_IsRefused()
    {
        using X509Certificate2 signer = TestCertificates.Signer();
        SignedCms message = new(new ContentInfo(new Oid("1.2.840.113549.1.7.2"), EapSamples.Profile(EapSamples.Ethernet).Sign(signer)));
        message.ComputeSignature(new CmsSigner(signer) { IncludeOption = X509IncludeOption.EndCertOnly });
        Assert.Contains("no plain content", Assert.Throws<ProfileException>(() => ConfigurationProfile.Read(message.Encode())).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void SecretsOfPayloadsWithoutAType_AreSeen()
    {
        foreach ((string key, PropertyListValue value) in new (string, PropertyListValue)[]
        {
            ("IPSec", PropertyListValue.Of(("SharedSecret", PropertyListValue.Of((ReadOnlySpan<byte>)[1, 2])))),
            ("PayloadContent", PropertyListValue.Of(("Challenge", PropertyListValue.Of("hidden-one")))),
            ("List", PropertyListValue.Of([PropertyListValue.Of(("AuthPassword", PropertyListValue.Of("hidden-one")))])),
        })
        {
            OtherPayload payload = new("com.example.odd") { Identifier = "org.example.odd", Other = PropertyListValue.Of((key, value)).Members };
            ProfileFinding finding = Assert.Single(ProfileLint.Check(EapSamples.Profile(payload)));
            Assert.Equal(ProfileFindingCode.PlainPassword, finding.Code);
            Assert.DoesNotContain("hidden-one", finding.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ProxyWithoutItsType_IsReadAndKept_AndItsPasswordIsSeen()
    {
        WiFiPayload wifi = EapSamples.WiFi with { Eap = null, Encryption = WiFiEncryption.None, Proxy = new ProfileProxy { Server = "proxy.example.com", Port = 8080, Password = "hidden-one" } };
        string text = Encoding.UTF8.GetString(EapSamples.Profile(wifi).Write()).Replace("<key>ProxyType</key>\n\t\t\t<string>None</string>", "", StringComparison.Ordinal);
        Assert.DoesNotContain("ProxyType", text, StringComparison.Ordinal);
        ConfigurationProfile read = ConfigurationProfile.Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal([ProfileFindingCode.PlainPassword, ProfileFindingCode.Contradiction], ProfileLint.Check(read).Select(finding => finding.Code));
        ConfigurationProfileTests.AssertSame(PropertyList.Read(Encoding.UTF8.GetBytes(text)), PropertyList.Read(read.Write()));
    }

    [Fact]
    public void ManyWarnings_HideNoError_AndTheirNumberIsTold()
    {
        ProfilePayload[] many = [.. Enumerable.Range(0, 400).Select(number => new WiFiPayload { Identifier = $"org.example.{number}", Ssid = $"Net {number}", Encryption = WiFiEncryption.Wep, Password = "12345" })];
        IReadOnlyList<ProfileFinding> findings = ProfileLint.Check(EapSamples.Profile([.. many, EapSamples.Ethernet with { Eap = EapSamples.Peap with { AnchorUuids = ["x"] } }]));
        Assert.Contains(findings, finding => finding is { Severity: ProfileFindingSeverity.Error, Code: ProfileFindingCode.UnknownReference });
        Assert.Equal(ProfileFindingCode.MoreFindings, findings[^1].Code);
        Assert.Equal(257, findings.Count);
        Assert.StartsWith("546 more", findings[^1].Message, StringComparison.Ordinal); // 2 of each network, password and reference of Ethernet, less 256
    }

    [Fact]
    public void ListsPastTheirBounds_AreKeptAndFound()
    {
        EthernetPayload ethernet = EapSamples.Ethernet with { Eap = EapSamples.Peap with { AnchorUuids = [.. Enumerable.Repeat("x", EapConfiguration.MaximumEntries + 1)] } };
        byte[] written = EapSamples.Profile(ethernet).Write();
        ConfigurationProfile read = ConfigurationProfile.Read(written);
        Assert.Empty(read.Payloads.OfType<EthernetPayload>().Single().Eap!.AnchorUuids);
        Assert.Contains(ProfileLint.Check(read), finding => finding.Code == ProfileFindingCode.WrongValue && finding.Message.StartsWith("PayloadCertificateAnchorUUID", StringComparison.Ordinal));
        ConfigurationProfileTests.AssertSame(PropertyList.Read(written), PropertyList.Read(read.Write()));
    }

    [Fact]
    public void NamesInFindingsAndVerdicts_CannotMoveACursor()
    {
        const string Name = "a\u001b[2Jb\u202Ec\nd";
        WiFiPayload wifi = EapSamples.WiFi with { Identifier = Name, Ssid = Name, Eap = EapSamples.Peap with { AnchorUuids = [Name] } };
        ConfigurationProfile profile = EapSamples.Profile(wifi, EapSamples.Ethernet);
        string shown = string.Concat(ProfileLint.Check(profile)) + string.Concat(AutoConnectVerdict.Of(profile)) + Assert.Throws<ProfileException>(() => WpaSupplicantConfig.From(wifi, profile)).Message
            + string.Concat(EapolCommandPlan.Check("eapolcfg createProfile --authType 'a\u001b[2Jb'").Findings) + string.Concat(ProfileMerge.Merge([profile, profile]).Remarks);
        Assert.DoesNotContain(shown, static c => char.IsControl(c) || c == '\u202E');
    }

    private static ProfileFinding[] Find(ConfigurationProfile profile, ProfileSignature signature) =>
        [.. ProfileLint.Check(profile, new ProfileLintOptions { Signature = signature }).Where(finding => finding.Code is ProfileFindingCode.PlainPassword or ProfileFindingCode.Signature)];
}
