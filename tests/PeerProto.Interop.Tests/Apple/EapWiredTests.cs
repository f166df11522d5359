using PeerProto.Apple;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Apple;

/// <summary>A port of a switch that opens only after 802.1X, for real: hostapd at one end of a cable, wpa_supplicant with the converted profile at the other.</summary>
public sealed class EapWiredTests : IAsyncLifetime
{
    private const string Supplicant = "wpa_supplicant";
    private const string SwitchPort = "port0";
    private const string MacPort = "port1";

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));
    private readonly EapCertificates _certificates = EapCertificates.Ours;
    private NetworkLab _lab = null!;

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync()
    {
        await Peers.RequireLabAsync();
        Peers.RequireTool(EapServer.Program);
        Peers.RequireTool(Supplicant);
        _lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["switch", "mac"] }, Guard);
        // a cable of its own: the lab's bridge rightly forwards no frame to the port access entity (IEEE 802.1D)
        (await _lab["switch"].RunAsync("ip", ["link", "add", SwitchPort, "type", "veth", "peer", "name", MacPort, "netns", _lab["mac"].NetworkNamespace], Guard)).EnsureSuccess();
        (await _lab["switch"].RunAsync("ip", ["link", "set", SwitchPort, "up"], Guard)).EnsureSuccess();
        (await _lab["mac"].RunAsync("ip", ["link", "set", MacPort, "up"], Guard)).EnsureSuccess();
    }

    public async ValueTask DisposeAsync()
    {
        await (_lab?.DisposeAsync() ?? default);
        _guard.Dispose();
    }

    [Fact]
    public async Task PortOfASwitch_OpensForTheProfile()
    {
        await using EapServer server = await EapServer.StartSwitchAsync(_lab["switch"], SwitchPort, _certificates, Guard);
        await using LabProcess supplicant = await StartAsync(server, EapServer.Password);
        await supplicant.WaitForLineAsync(line => line.Contains("SUPP_PAE entering state AUTHENTICATED", StringComparison.Ordinal), Guard);
        await server.SaysAsync("AUTH_PAE entering state AUTHENTICATED", Guard);
    }

    [Fact]
    public async Task PortOfASwitch_StaysClosedForAWrongPassword()
    {
        await using EapServer server = await EapServer.StartSwitchAsync(_lab["switch"], SwitchPort, _certificates, Guard);
        await using LabProcess supplicant = await StartAsync(server, "wrong");
        string line = await supplicant.WaitForLineAsync(line => line.Contains("EAP-FAILURE", StringComparison.Ordinal) || line.Contains("EAP-SUCCESS", StringComparison.Ordinal), Guard);
        Assert.Contains("EAP-FAILURE", line, StringComparison.Ordinal);
        Assert.Equal(1, WpaSupplicantLog.Read(supplicant.StandardOutput.Text)?.Status);
    }

    private async Task<LabProcess> StartAsync(EapServer server, string password)
    {
        CertificatePayload anchor = CertificatePayload.Root("org.example.office.root", _certificates.Root);
        EthernetPayload ethernet = new()
        {
            Identifier = "org.example.office.ethernet",
            Eap = new EapConfiguration { AcceptedTypes = [EapType.Peap], UserName = EapServer.UserName, UserPassword = password, AnchorUuids = [anchor.Uuid], TrustedServerNames = [EapCertificates.ServerName] },
        };
        ConfigurationProfile profile = new() { Identifier = "org.example.office", Payloads = [anchor, ethernet] };
        string file = await server.WriteAsync("wpa.conf", WpaSupplicantConfig.From(ethernet, profile).Text, Guard);
        return _lab["mac"].Start(Supplicant, ["-d", "-D", "wired", "-i", MacPort, "-c", file]);
    }
}
