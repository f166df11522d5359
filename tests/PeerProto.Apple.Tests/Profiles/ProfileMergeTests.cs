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
