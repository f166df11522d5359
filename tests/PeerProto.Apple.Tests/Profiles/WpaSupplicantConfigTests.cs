using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Apple.Tests;

public sealed class WpaSupplicantConfigTests
{
    [Fact]
    public void Ethernet_BecomesAWiredNetwork()
    {
        WpaSupplicantConfig config = From(EapSamples.Ethernet);
        AssertLines(config, "ap_scan=0", "key_mgmt=IEEE8021X", "eap=PEAP", "identity=\"ana\"", "anonymous_identity=\"anonymous\"", $"password=\"{EapSamples.Password}\"", "ca_cert=\"blob://anchor\"", "domain_match=\"radius.example.com\"", "phase2=\"auth=MSCHAPV2\"", "blob-base64-anchor={");
        Assert.Empty(config.Remarks);
        Assert.DoesNotContain(EapSamples.Password, config.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WiFi_BecomesANetworkOfItsName()
    {
        AssertLines(From(EapSamples.WiFi with { IsHidden = true }), "ssid=4f6666696365", "scan_ssid=1", "key_mgmt=WPA-EAP WPA-EAP-SHA256");
        AssertLines(From(EapSamples.WiFi with { Encryption = WiFiEncryption.Wpa3 }), "key_mgmt=WPA-EAP-SHA256", "ieee80211w=2");
        AssertLines(From(EapSamples.WiFi with { Eap = null, Password = "12345678" }), "key_mgmt=WPA-PSK SAE", "psk=\"12345678\"");
        AssertLines(From(EapSamples.WiFi with { Eap = null, Password = new string('a', 64) }), $"psk={new string('a', 64)}", "key_mgmt=WPA-PSK");
        Assert.Contains(From(EapSamples.Peap with { AllowsTrustExceptions = true }).Remarks, remark => remark.StartsWith("TLSAllowTrustExceptions", StringComparison.Ordinal));
        AssertLines(From(EapSamples.WiFi with { Eap = null, Encryption = WiFiEncryption.None }), "key_mgmt=NONE");
    }

    [Fact]
    public void MethodsAndVersions_AreConverted()
    {
        EapConfiguration peap = EapSamples.Peap;
        AssertLines(From(peap with { AcceptedTypes = [EapType.Ttls], InnerAuthentication = TtlsInnerAuthentication.Pap }), "eap=TTLS", "phase2=\"auth=PAP\"");
        AssertLines(From(peap with { AcceptedTypes = [EapType.Ttls], InnerAuthentication = TtlsInnerAuthentication.Eap }), "phase2=\"autheap=MSCHAPV2\"");
        AssertLines(From(peap with { AcceptedTypes = [EapType.Peap, EapType.Ttls] }), "eap=PEAP TTLS", "phase2=\"auth=MSCHAPV2\"");
        AssertLines(From(peap with { AcceptedTypes = [EapType.Fast], UsesPac = true, ProvisionsPac = true }), "eap=FAST", "pac_file=\"blob://pac\"", "phase1=\"fast_provisioning=2\"");
        AssertLines(From(peap with { MinimumTlsVersion = EapTlsVersion.Tls12, MaximumTlsVersion = EapTlsVersion.Tls12 }), "phase1=\"tls_disable_tlsv1_0=1 tls_disable_tlsv1_1=1 tls_disable_tlsv1_2=0 tls_disable_tlsv1_3=1\"");
        AssertLines(From(peap with { MaximumTlsVersion = EapTlsVersion.Tls13 }), "phase1=\"tls_disable_tlsv1_2=0 tls_disable_tlsv1_3=0\"");
        AssertLines(From(peap with { TrustedServerNames = ["a.example.com", "b.example.com"] }), "domain_match=\"a.example.com;b.example.com\"");
        WpaSupplicantConfig wide = From(peap with { TrustedServerNames = ["*.example.com", "radius.example.org"] });
        AssertLines(wide, "domain_suffix_match=\"example.com;radius.example.org\"");
        Assert.Contains("# " + Assert.Single(wide.Remarks) + ".", wide.Text, StringComparison.Ordinal);
        WpaSupplicantConfig both = From(peap with { AcceptedTypes = [EapType.Peap, EapType.Ttls], InnerAuthentication = TtlsInnerAuthentication.Pap });
        Assert.Equal(3, both.Text.Split("network={").Length);
    }

    [Fact]
    public void SeveralAnchors_GoToAFile()
    {
        using X509Certificate2 root = TestCertificates.Root("Second");
        CertificatePayload second = CertificatePayload.Root("org.example.second", root);
        EthernetPayload ethernet = EapSamples.Ethernet with { Eap = EapSamples.Peap with { AnchorUuids = [EapSamples.Anchor.Uuid, second.Uuid] } };
        ConfigurationProfile profile = EapSamples.Profile(second, ethernet);
        Assert.Contains("several anchors", Assert.Throws<ProfileException>(() => WpaSupplicantConfig.From(ethernet, profile)).Cause, StringComparison.Ordinal);
        WpaSupplicantConfig config = WpaSupplicantConfig.From(ethernet, profile, new WpaSupplicantOptions { AnchorsFile = "/tmp/anchors.pem" });
        AssertLines(config, "ca_cert=\"/tmp/anchors.pem\"");
        X509Certificate2Collection read = [];
        read.ImportFromPem(config.AnchorsPem);
        Assert.Equal(2, read.Count);
    }

    [Fact]
    public void AnchorThatIsNoRoot_IsRemarked()
    {
        using X509Certificate2 root = TestCertificates.Root();
        using X509Certificate2 intermediate = TestCertificates.Intermediate(root);
        CertificatePayload anchor = CertificatePayload.Root("org.example.intermediate", intermediate);
        EthernetPayload ethernet = EapSamples.Ethernet with { Eap = EapSamples.Peap with { AnchorUuids = [anchor.Uuid] } };
        Assert.Contains("is no root", Assert.Single(WpaSupplicantConfig.From(ethernet, EapSamples.Profile(anchor, ethernet)).Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\nnetwork={\n\teap=MD5")]
    [InlineData("back\\slash")]
    [InlineData("#hash")]
    [InlineData("Grüße")]
    public void OddCharacters_CannotBreakOut(string password)
    {
        WpaSupplicantConfig config = From(EapSamples.Peap with { UserPassword = password });
        AssertLines(config, $"password={Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(password))}");
        Assert.Equal(2, config.Text.Split("network={").Length);
    }

    [Fact]
    public void WhatCannotBeSaid_IsRefused()
    {
        EapConfiguration peap = EapSamples.Peap;
        AssertRefused("any server", EapSamples.Ethernet with { Eap = peap with { AnchorUuids = [], TrustedServerNames = [] } });
        AssertRefused("no anchors", EapSamples.Ethernet with { Eap = peap with { AnchorUuids = [] } });
        AssertRefused("is no certificate", EapSamples.Ethernet with { Eap = peap with { AnchorUuids = ["x"] } });
        AssertRefused("cannot express", EapSamples.Ethernet with { Eap = peap with { TrustedServerNames = ["rad*.example.com"] } });
        AssertRefused("TLSTrustedCertificates", EapSamples.Ethernet with { Eap = peap with { TrustedCertificates = ["x"] } });
        AssertRefused("names no method", EapSamples.Ethernet with { Eap = peap with { AcceptedTypes = [] } });
        AssertRefused("no name in wpa_supplicant", EapSamples.Ethernet with { Eap = peap with { AcceptedTypes = [(EapType)99] } });
        AssertRefused("EAP-TLS has no identity", EapSamples.Ethernet with { Eap = peap with { AcceptedTypes = [EapType.Tls] } });
        AssertRefused("is no identity", EapSamples.Ethernet with { Eap = peap with { AcceptedTypes = [EapType.Tls] }, IdentityUuid = EapSamples.Anchor.Uuid });
        AssertRefused("too long", EapSamples.Ethernet with { Eap = peap with { UserName = new string('a', 600) } });
        AssertRefused("nothing to convert", EapSamples.Ethernet with { Eap = null });
        AssertRefused("password is missing", EapSamples.WiFi with { Eap = null });
        AssertRefused("WEP", EapSamples.WiFi with { Eap = null, Encryption = WiFiEncryption.Wep });
        AssertRefused("takes a password only", EapSamples.WiFi with { Eap = null, Encryption = WiFiEncryption.Wpa3, Password = new string('a', 64) });
        AssertRefused("8 to 63", EapSamples.WiFi with { Eap = null, Password = "short" });
        AssertRefused("1 to 32 bytes", EapSamples.WiFi with { Ssid = new string('ü', 17) });
        AssertRefused("without an identity", EapSamples.Ethernet with { Eap = peap with { AcceptedTypes = [EapType.Tls], RequiresClientCertificate = false } });
        AssertRefused("which server to trust", EapSamples.Ethernet with { Eap = peap with { AnchorUuids = [], TrustedServerNames = ["*"] } });
        AssertRefused("EncryptionType is None", EapSamples.WiFi with { Encryption = WiFiEncryption.None });
        EthernetPayload named = EapSamples.Ethernet with { Eap = peap with { AnchorUuids = [] } };
        AssertLines(WpaSupplicantConfig.From(named, EapSamples.Profile(named), new WpaSupplicantOptions { SystemRootsFile = "/etc/ssl/certs/ca-certificates.crt" }), "ca_cert=\"/etc/ssl/certs/ca-certificates.crt\"");
    }

    private static WpaSupplicantConfig From(EapConfiguration eap) => From(EapSamples.Ethernet with { Eap = eap });

    private static WpaSupplicantConfig From(InterfacePayload payload) => WpaSupplicantConfig.From(payload, EapSamples.Profile(payload));

    private static void AssertLines(WpaSupplicantConfig config, params string[] lines)
    {
        string[] written = [.. config.Text.Split('\n').Select(line => line.Trim())];
        Assert.All(lines, line => Assert.Contains(line, written));
        Assert.All(written, line => Assert.True(line.Length < 512));
    }

    private static void AssertRefused(string cause, InterfacePayload payload)
    {
        ProfileException failure = Assert.Throws<ProfileException>(() => From(payload));
        Assert.Contains(cause, failure.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain(EapSamples.Password, failure.Message, StringComparison.Ordinal);
    }
}
