using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PeerProto.Apple.Tests;

public sealed class ProfileMergeTests
{
    private static ConfigurationProfile Second(params ProfilePayload[] payloads) => new() { Identifier = "org.example.second", DisplayName = "Second", Payloads = payloads };

    [Fact]
    public void EthernetAndWiFiWithTheSameConfiguration_BecomeOne_AndNobodyIsAsked()
    {
        CertificatePayload again = EapSamples.Anchor with { Identifier = "org.example.second.root" };
        ConfigurationProfile second = Second(again, EapSamples.WiFi with { Eap = EapSamples.Peap with { AnchorUuids = [again.Uuid] } });
        Assert.Equal(AutoConnectOutcome.Asks, AutoConnectVerdict.Of(EapSamples.Profile(EapSamples.Ethernet), second)[0].Outcome);
        ProfileMergeResult result = ProfileMerge.Merge([EapSamples.Profile(EapSamples.Ethernet), second]);
        WiFiPayload wifi = Assert.Single(result.Profile.Payloads.OfType<WiFiPayload>());
        Assert.Empty(result.Profile.Payloads.OfType<EthernetPayload>());
        Assert.Equal([EapSamples.Anchor.Uuid], wifi.Eap!.AnchorUuids); // follows the certificate that stayed
        Assert.Equal(2, result.Profile.Payloads.Count);
        Assert.Equal("org.example.office", result.Profile.Identifier);
        Assert.Contains(result.Remarks, remark => remark.Contains("is left out", StringComparison.Ordinal));
        Assert.Contains(result.Remarks, remark => remark.Contains("org.example.second", StringComparison.Ordinal));
        Assert.True(Assert.Single(AutoConnectVerdict.Of(result.Profile)).IsAutomatic);
        Assert.DoesNotContain(ProfileLint.Check(result.Profile), finding => finding.Severity == ProfileFindingSeverity.Error);
        AutoConnectStep asked = AutoConnectPlan.OnLinkUp([result.Profile])[1];
        Assert.Equal((AutoConnectState.Running, wifi.Identifier), (asked.State, asked.PayloadIdentifier));
    }

    [Fact]
    public void BothAreKept_WhereItIsWanted_AndTheRemarkSaysWhatFollows()
    {
        ProfileMergeResult result = ProfileMerge.Merge([EapSamples.Profile(EapSamples.Ethernet), Second(EapSamples.Anchor, EapSamples.WiFi)], new ProfileMergeOptions { KeepsOneConfiguration = false, Identifier = "org.example.both" });
        Assert.Equal(3, result.Profile.Payloads.Count);
        Assert.Equal("org.example.both", result.Profile.Identifier);
        Assert.Contains(result.Remarks, remark => remark.Contains("2 different configurations", StringComparison.Ordinal));
        Assert.Contains(result.Remarks, remark => remark.Contains("org.example.office, org.example.second", StringComparison.Ordinal));
    }

    [Fact]
    public void TwinWithKeysOfItsOwn_IsKept()
    {
        EthernetPayload ethernet = EapSamples.Ethernet with { Other = PropertyListValue.Of(("Extra", PropertyListValue.Of("kept"))).Members };
        Assert.Equal("kept", ProfileMerge.Merge([EapSamples.Profile(ethernet, EapSamples.WiFi)]).Profile.Payloads.OfType<EthernetPayload>().Single().Other["Extra"].Text);
    }

    [Fact]
    public void EqualNamesOfDifferentPayloads_AreToldApart_AndReferencesFollow()
    {
        using X509Certificate2 root = TestCertificates.Root("Another Root");
        CertificatePayload other = CertificatePayload.Root(EapSamples.Anchor.Identifier, root);
        Assert.Equal(EapSamples.Anchor.Uuid, other.Uuid);
        OtherPayload vpn = new("com.apple.vpn.managed") { Identifier = "org.example.vpn", Other = PropertyListValue.Of(("IPSec", PropertyListValue.Of(("Anchor", PropertyListValue.Of(other.Uuid)))), ("List", PropertyListValue.Of([PropertyListValue.Of(other.Uuid.ToLowerInvariant())]))).Members };
        WiFiPayload wifi = EapSamples.WiFi with { Eap = EapSamples.Peap with { UserName = "bob" } };
        ConfigurationProfile merged = ProfileMerge.Merge([EapSamples.Profile(EapSamples.Ethernet), Second(vpn, wifi, other)]).Profile;
        CertificatePayload renamed = merged.Payloads.OfType<CertificatePayload>().Single(payload => payload.Content.Span.SequenceEqual(root.RawData));
        Assert.Equal("org.example.office.root.2", renamed.Identifier);
        Assert.Equal([renamed.Uuid], merged.Payloads.OfType<WiFiPayload>().Single().Eap!.AnchorUuids);
        OtherPayload vpnAfter = merged.Payloads.OfType<OtherPayload>().Single();
        Assert.Equal(renamed.Uuid, vpnAfter.Other["IPSec"]["Anchor"]?.Text);
        Assert.Equal(renamed.Uuid, vpnAfter.Other["List"].Items[0].Text);
        Assert.DoesNotContain(ProfileLint.Check(merged), finding => finding.Severity == ProfileFindingSeverity.Error);
    }

    [Fact]
    public void ReferencesAmongPayloadsOfOthers_Follow_InWhateverOrderTheyStand()
    {
        OtherPayload scep = Other("com.apple.security.scep", "org.example.scep", ("URL", "https://one.example.com"));
        OtherPayload second = scep with { Other = PropertyListValue.Of(("URL", PropertyListValue.Of("https://two.example.com"))).Members };
        OtherPayload vpn = Other("com.apple.vpn.managed", "org.example.vpn", ("PayloadCertificateUUID", second.Uuid));
        DnsSettingsPayload dns = new() { Identifier = "org.example.dns", Settings = new DnsSettings { Protocol = DnsSettingsProtocol.Tls, ServerName = "dns.example.com", IdentityUuid = second.Uuid } };
        ConfigurationProfile merged = ProfileMerge.Merge([EapSamples.Profile(scep), Second(vpn, dns, second)]).Profile;
        string uuid = merged.Payloads.OfType<OtherPayload>().Single(payload => payload.Other.GetValueOrDefault("URL")?.Text == "https://two.example.com").Uuid;
        Assert.NotEqual(scep.Uuid, uuid);
        Assert.Equal(uuid, merged.Payloads.OfType<OtherPayload>().Single(payload => payload.Identifier == vpn.Identifier).Other["PayloadCertificateUUID"].Text);
        Assert.Equal(uuid, merged.Payloads.OfType<DnsSettingsPayload>().Single().Settings!.IdentityUuid);
    }

    [Fact]
    public void PayloadsThatPointAtOneAnother_KeepTheirReferences()
    {
        OtherPayload one = Other("com.example.one", "org.example.one", ("Next", "0F1A1A3E-0B54-4E56-9A3F-00000000000B")) with { Uuid = "0F1A1A3E-0B54-4E56-9A3F-00000000000A" };
        OtherPayload two = Other("com.example.two", "org.example.two", ("Next", one.Uuid)) with { Uuid = "0F1A1A3E-0B54-4E56-9A3F-00000000000B" };
        OtherPayload[] before = [Other("com.example.one", one.Identifier, ("Name", "a")) with { Uuid = one.Uuid }, Other("com.example.two", two.Identifier, ("Name", "b")) with { Uuid = two.Uuid }];
        OtherPayload[] merged = [.. ProfileMerge.Merge([EapSamples.Profile(before), Second(one, two)]).Profile.Payloads.OfType<OtherPayload>().Where(payload => payload.Other.ContainsKey("Next"))];
        Assert.Equal(2, merged.Length);
        Assert.Equal(merged[1].Uuid, merged[0].Other["Next"].Text);
        Assert.Equal(merged[0].Uuid, merged[1].Other["Next"].Text);
    }

    [Fact]
    public void KeysOfASecondProfile_AreToldWhereTheyHoldForAll()
    {
        ConfigurationProfile first = EapSamples.Profile(EapSamples.Ethernet) with { Other = PropertyListValue.Of(("ConsentText", PropertyListValue.Of(("default", PropertyListValue.Of("a"))))).Members };
        ConfigurationProfile second = Second(EapSamples.Anchor) with { Other = PropertyListValue.Of(("PayloadRemovalDisallowed", PropertyListValue.Of(true)), ("ConsentText", PropertyListValue.Of(("default", PropertyListValue.Of("b"))))).Members };
        ProfileMergeResult result = ProfileMerge.Merge([first, second]);
        Assert.Equal((true, "a"), (result.Profile.Other["PayloadRemovalDisallowed"].Truth, result.Profile.Other["ConsentText"]["default"]?.Text));
        Assert.Contains(result.Remarks, remark => remark.StartsWith("PayloadRemovalDisallowed of org.example.second now holds", StringComparison.Ordinal));
        Assert.Contains(result.Remarks, remark => remark.StartsWith("ConsentText of org.example.second is left out", StringComparison.Ordinal));
    }

    private static OtherPayload Other(string type, string identifier, (string Key, string Value) member) =>
        new(type) { Identifier = identifier, Other = PropertyListValue.Of((member.Key, PropertyListValue.Of(member.Value))).Members };

    [Fact]
    public void Contradictions_AreRefused()
    {
        ConfigurationProfile first = EapSamples.Profile(EapSamples.Ethernet, EapSamples.WiFi);
        Assert.Contains("the network Office", Refused(first, Second(EapSamples.Anchor, EapSamples.WiFi with { IsHidden = true })), StringComparison.Ordinal);
        Assert.Contains("FirstActiveEthernet", Refused(first, Second(EapSamples.Anchor, EapSamples.Ethernet with { Eap = EapSamples.Peap with { UserName = "bob" } })), StringComparison.Ordinal);
        Assert.Contains("device", Refused(first, Second() with { Scope = ProfileScope.System }), StringComparison.Ordinal);
        Assert.Contains("no profile", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void MergingAProfileWithItself_ChangesNothing()
    {
        ConfigurationProfile profile = EapSamples.Profile(EapSamples.WiFi);
        Assert.Equal(Encoding.UTF8.GetString(profile.Write()), Encoding.UTF8.GetString(ProfileMerge.Merge([profile, profile]).Profile.Write()));
    }

    private static string Refused(params ConfigurationProfile[] profiles) => Assert.Throws<ProfileException>(() => ProfileMerge.Merge(profiles)).Message;
}
