using PeerProto.Apple;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Apple;

/// <summary>A profile that is written, read again and converted authenticates at a real RADIUS server, and fails there for the reason that is told.</summary>
public sealed class EapProfileTests : IAsyncLifetime
{
    private const string IdentityPassword = "open sesame";
    private const int Failed = 252;

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));
    private readonly EapCertificates _certificates = EapCertificates.Ours;
    private NetworkLab _lab = null!;

    private CancellationToken Guard => _guard.Token;

    private CertificatePayload Anchor => CertificatePayload.Root("org.example.office.root", _certificates.Root);

    private EapConfiguration Peap => new()
    {
        AcceptedTypes = [EapType.Peap], UserName = EapServer.UserName, UserPassword = EapServer.Password, OuterIdentity = "anonymous", AnchorUuids = [Anchor.Uuid], TrustedServerNames = [EapCertificates.ServerName],
    };

    public async ValueTask InitializeAsync()
    {
        await Peers.RequireLabAsync();
        Peers.RequireTool(EapServer.Program);
        Peers.RequireTool(EapServer.Tester);
        _lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["radius"] }, Guard);
    }

    public async ValueTask DisposeAsync()
    {
        await (_lab?.DisposeAsync() ?? default);
        _guard.Dispose();
    }

    [Fact]
    public async Task GoodPeapProfile_OfEthernetAndOfWiFi_Authenticates()
    {
        await using EapServer server = await StartAsync();
        await AssertAcceptedAsync(server, Ethernet(Peap));
        await AssertAcceptedAsync(server, new WiFiPayload { Identifier = "org.example.office.wifi", Ssid = "Büro", Encryption = WiFiEncryption.Wpa2, Eap = Peap });
    }

    [Theory]
    [InlineData(TtlsInnerAuthentication.Pap)]
    [InlineData(TtlsInnerAuthentication.Chap)]
    [InlineData(TtlsInnerAuthentication.MsChap)]
    [InlineData(TtlsInnerAuthentication.MsChapV2)]
    public async Task TtlsProfile_Authenticates(TtlsInnerAuthentication inner)
    {
        await using EapServer server = await StartAsync();
        await AssertAcceptedAsync(server, Ethernet(Peap with { AcceptedTypes = [EapType.Ttls], InnerAuthentication = inner }));
    }

    [Fact]
    public async Task TlsProfileWithAnIdentity_Authenticates()
    {
        await using EapServer server = await StartAsync();
        CertificatePayload identity = CertificatePayload.Identity("org.example.office.identity", _certificates.ClientPkcs12(IdentityPassword), IdentityPassword);
        EapConfiguration tls = Peap with { AcceptedTypes = [EapType.Tls], UserName = null, UserPassword = null, OuterIdentity = null };
        await AssertAcceptedAsync(server, Ethernet(tls) with { IdentityUuid = identity.Uuid }, identity);
    }

    [Fact]
    public async Task FastProfile_FetchesItsPacAndAuthenticates()
    {
        await using EapServer server = await StartAsync();
        await AssertAcceptedAsync(server, Ethernet(Peap with { AcceptedTypes = [EapType.Fast], UsesPac = true, ProvisionsPac = true }));
    }

    [Fact]
    public async Task SeveralAnchors_AndNamesWithAStar_AreUsed()
    {
        await using EapServer server = await StartAsync();
        CertificatePayload second = CertificatePayload.Root("org.example.office.other", EapCertificates.Others.Root);
        EthernetPayload ethernet = Ethernet(Peap with { AnchorUuids = [second.Uuid, Anchor.Uuid], TrustedServerNames = ["*.example.com"] });
        WpaSupplicantConfig config = WpaSupplicantConfig.From(ethernet, Profile(ethernet, second), new WpaSupplicantOptions { AnchorsFile = server.File("anchors.pem") });
        await server.WriteAsync("anchors.pem", config.AnchorsPem!, Guard);
        LabCommandResult result = await server.TryAsync(config.Text, Guard);
        Assert.True(result.ExitCode == 0, Last(result));
    }

    [Theory]
    [InlineData("example.com")] // a name stands for itself, not for those below it
    [InlineData("*.other.example.com")]
    [InlineData("*.radius.example.org")]
    public async Task NameOfAnotherServer_IsRefused(string name)
    {
        await using EapServer server = await StartAsync();
        LabCommandResult result = await server.TryAsync(Convert(Ethernet(Peap with { TrustedServerNames = [name] })), Guard);
        Assert.True(result.ExitCode == Failed, Last(result));
        Assert.Equal(6, WpaSupplicantLog.Read(result.StandardOutput)?.Status);
    }

    [Fact]
    public async Task VersionOfTls_IsThatOfTheProfile()
    {
        await using EapServer server = await StartAsync();
        LabCommandResult result = await server.TryAsync(Convert(Ethernet(Peap with { MinimumTlsVersion = EapTlsVersion.Tls12, MaximumTlsVersion = EapTlsVersion.Tls12 })), Guard);
        Assert.True(result.ExitCode == 0, Last(result));
        Assert.Contains("TLSv1.2", result.StandardOutput, StringComparison.Ordinal);
        result = await server.TryAsync(Convert(Ethernet(Peap with { MinimumTlsVersion = EapTlsVersion.Tls13, MaximumTlsVersion = EapTlsVersion.Tls13 })), Guard);
        Assert.True(result.ExitCode == Failed, Last(result)); // this server speaks 1.2 within EAP
    }

    [Fact]
    public async Task RootsOfTheSystem_CountWhereAProfileNamesServersOnly()
    {
        await using EapServer server = await StartAsync();
        EthernetPayload ethernet = Ethernet(Peap with { AnchorUuids = [] });
        string stranger = EapCertificates.Others.Root.ExportCertificatePem() + "\n";
        foreach ((string roots, int exitCode) in new[] { (stranger + _certificates.Root.ExportCertificatePem() + "\n", 0), (stranger, Failed) })
        {
            string file = await server.WriteAsync("roots.pem", roots, Guard);
            LabCommandResult result = await server.TryAsync(WpaSupplicantConfig.From(ethernet, Profile(ethernet), new WpaSupplicantOptions { SystemRootsFile = file }).Text, Guard);
            Assert.True(result.ExitCode == exitCode, Last(result));
        }
    }

    [Theory]
    [InlineData("password", -1, 10, 1)]
    [InlineData("server name", -1, 10, 6)]
    [InlineData("root", -1, 10, 10)]
    [InlineData("renewed root", -1, 10, 6)]
    [InlineData("ended", -20, -10, 12)]
    [InlineData("early", 5, 10, 13)]
    public async Task WhatIsWrong_FailsAtTheServerToo_AndIsExplained(string wrong, int validFromDays, int validToDays, int status)
    {
        EapCertificates other = wrong == "renewed root" ? EapCertificates.Renewed : EapCertificates.Others;
        await using EapServer server = await EapServer.StartRadiusAsync(_lab["radius"], _certificates, (validFromDays, validToDays), Guard);
        CertificatePayload otherRoot = CertificatePayload.Root("org.example.office.other", other.Root);
        EapConfiguration eap = wrong switch
        {
            "password" => Peap with { UserPassword = "wrong" },
            "server name" => Peap with { TrustedServerNames = ["other.example.com"] },
            "root" or "renewed root" => Peap with { AnchorUuids = [otherRoot.Uuid] },
            _ => Peap,
        };
        LabCommandResult result = await server.TryAsync(Convert(Ethernet(eap), otherRoot), Guard);
        Assert.True(result.ExitCode == Failed, Last(result));
        WpaSupplicantOutcome outcome = WpaSupplicantLog.Read(result.StandardOutput)!;
        TestContext.Current.TestOutputHelper!.WriteLine($"{outcome}. {outcome.Error?.NextStep}.");
        Assert.Equal(status, outcome.Status);
        Assert.NotNull(outcome.Error);
        Assert.NotEmpty(outcome.Error.NextStep);
    }

    private Task<EapServer> StartAsync() => EapServer.StartRadiusAsync(_lab["radius"], _certificates, (-1, 10), Guard);

    private static EthernetPayload Ethernet(EapConfiguration eap) => new() { Identifier = "org.example.office.ethernet", Eap = eap };

    private ConfigurationProfile Profile(params ProfilePayload[] payloads) => new() { Identifier = "org.example.office", Payloads = [Anchor, .. payloads] };

    /// <summary>Through the file, as whoever is handed the profile would have it.</summary>
    private string Convert(InterfacePayload payload, params ProfilePayload[] others)
    {
        ConfigurationProfile profile = Profile([payload, .. others]);
        ConfigurationProfile read = ConfigurationProfile.Read(profile.Sign(_certificates.Root));
        return WpaSupplicantConfig.From(read.Payloads.OfType<InterfacePayload>().Single(), read).Text;
    }

    private async Task AssertAcceptedAsync(EapServer server, InterfacePayload payload, params ProfilePayload[] others)
    {
        LabCommandResult result = await server.TryAsync(Convert(payload, others), Guard);
        Assert.True(result.ExitCode == 0, Last(result));
        Assert.True(WpaSupplicantLog.Read(result.StandardOutput)?.Succeeded);
    }

    private static string Last(LabCommandResult result) => string.Join('\n', result.StandardOutput.Split('\n').TakeLast(40)) + result.StandardError;
}
