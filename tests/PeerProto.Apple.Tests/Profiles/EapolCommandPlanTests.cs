using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Apple.Tests;

public sealed class EapolCommandPlanTests : IDisposable
{
    // writes its arguments, one a line and a blank line behind; prints an ID as createProfile does
    private const string Recorder =
        """
        #!/bin/sh
        for argument in "$@"; do printf '%s\n' "$argument" >> "$RECORD"; done
        printf '\n' >> "$RECORD"
        [ "$1" = createProfile ] && echo 0F1A1A3E-0B54-4E56-9A3F-000000000009
        exit 0
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerproto-eapolcfg-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Script_CallsEapolcfgWithWhatTheProfileSays()
    {
        WiFiPayload wifi = EapSamples.WiFi with { Ssid = "Ana's $(net)", DisplayName = "Büro; rm -rf", Eap = EapSamples.Peap with { AcceptedTypes = [EapType.Peap, EapType.Ttls], InnerAuthentication = TtlsInnerAuthentication.MsChapV2 } };
        EapolCommandPlan plan = EapolCommandPlan.From(wifi, EapSamples.Profile(wifi));
        string[][] calls = await RunAsync(plan);
        Assert.Equal(
            [
                "createProfile", "--authType", "PEAP", "--authType", "TTLS", "--userDefinedName", "Büro; rm -rf", "--SSID", "Ana's $(net)", "--securityType", "WPA2", "--trustedCertificate", "anchor-1.der",
                "--trustedServerName", "radius.example.com", "--outerIdentity", "anonymous", "--TTLSInnerAuthentication", "MSCHAPv2",
            ],
            calls[0]);
        Assert.Equal(["setPasswordItem", "--name", "ana", "--password", "-", "--profileID", "0F1A1A3E-0B54-4E56-9A3F-000000000009"], calls[1]);
        Assert.Equal(["startAuthentication", "--no-ui", "--interface", "en0", "--profileID", "0F1A1A3E-0B54-4E56-9A3F-000000000009"], calls[2]);
        Assert.Equal(EapSamples.Anchor.Content.ToArray(), await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "anchor-1.der"), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(EapSamples.Password, plan.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PlanPassesItsOwnCheck()
    {
        foreach (InterfacePayload payload in (InterfacePayload[])[EapSamples.WiFi, EapSamples.Ethernet, EapSamples.Ethernet with { SetupModes = [ProfileSetupMode.System] }, EapSamples.Ethernet with { SetupModes = [ProfileSetupMode.LoginWindow] }])
        {
            EapolCommandCheck check = EapolCommandPlan.Check(EapolCommandPlan.From(payload, EapSamples.Profile(payload)).ToString());
            Assert.True(check.IsGood, string.Join("\n", check.Findings));
            Assert.Empty(check.Findings);
            Assert.Equal("createProfile", check.Commands[0].Name);
        }
    }

    [Fact]
    public void SystemModeAndLoginWindow_AreSetForTheInterface()
    {
        string system = EapolCommandPlan.From(EapSamples.Ethernet with { SetupModes = [ProfileSetupMode.System] }, EapSamples.Profile(), new EapolCommandOptions { InterfaceName = "en5", IsWithoutWindows = false }).ToString();
        Assert.Contains("sudo eapolcfg setPasswordItem --system --name ana --password - --profileID \"$PROFILE\"", system, StringComparison.Ordinal);
        Assert.Contains("sudo eapolcfg setSystemProfile --interface en5 --profileID \"$PROFILE\"", system, StringComparison.Ordinal);
        Assert.Contains("sudo eapolcfg startAuthentication --system --interface en5", system, StringComparison.Ordinal);
        string login = EapolCommandPlan.From(EapSamples.Ethernet with { SetupModes = [ProfileSetupMode.LoginWindow] }, EapSamples.Profile()).ToString();
        Assert.Contains("setLoginWindowProfiles --interface en0", login, StringComparison.Ordinal);
        Assert.DoesNotContain("startAuthentication", login, StringComparison.Ordinal);
    }

    [Fact]
    public void Identity_IsNamedByItsCertificate()
    {
        using X509Certificate2 client = TestCertificates.Signer();
        CertificatePayload identity = CertificatePayload.Identity("org.example.identity", client.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "open sesame"), "open sesame");
        EthernetPayload tls = EapSamples.Ethernet with { Eap = EapSamples.Peap with { AcceptedTypes = [EapType.Tls], UserPassword = null }, IdentityUuid = identity.Uuid };
        string text = EapolCommandPlan.From(tls, EapSamples.Profile(tls, identity)).ToString();
        Assert.Contains("setIdentity --certificate client.der", text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(client.RawData), text, StringComparison.Ordinal);
        Assert.DoesNotContain("open sesame", text, StringComparison.Ordinal);
        Assert.DoesNotContain("setPasswordItem", text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeSaid_IsRefused()
    {
        EapConfiguration peap = EapSamples.Peap;
        AssertRefused("status 14", EapSamples.Ethernet with { Eap = peap with { AnchorUuids = [], TrustedServerNames = [] } });
        AssertRefused("no EAPClientConfiguration", EapSamples.Ethernet with { Eap = null });
        AssertRefused("names no method", EapSamples.Ethernet with { Eap = peap with { AcceptedTypes = [] } });
        AssertRefused("no certificate", EapSamples.Ethernet with { Eap = peap with { AnchorUuids = ["x"] } });
        AssertRefused("no EAP inside", EapSamples.Ethernet with { Eap = peap with { AcceptedTypes = [EapType.Ttls], InnerAuthentication = TtlsInnerAuthentication.Eap } });
        AssertRefused("control characters", EapSamples.Ethernet with { Eap = peap with { UserName = "a\nb" } });
        AssertRefused("hyphen", EapSamples.WiFi with { Ssid = "--system" });
    }

    private static void AssertRefused(string cause, InterfacePayload payload) =>
        Assert.Contains(cause, Assert.Throws<ProfileException>(() => EapolCommandPlan.From(payload, EapSamples.Profile(payload))).Cause, StringComparison.Ordinal);

    private async Task<string[][]> RunAsync(EapolCommandPlan plan)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no POSIX shell.");
        string program = Path.Combine(_folder.FullName, "eapolcfg");
        await File.WriteAllTextAsync(program, Recorder, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string record = Path.Combine(_folder.FullName, "record");
        string script = $"set -e\ncd '{_folder.FullName}'\nPATH=\"$PWD:$PATH\"\nexport RECORD='{record}'\n{plan}";
        await OtherProgram.RunAsync("sh", ["-c", script], "", TestContext.Current.CancellationToken);
        return [.. (await File.ReadAllTextAsync(record, TestContext.Current.CancellationToken)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(call => call.Split('\n'))];
    }
}
