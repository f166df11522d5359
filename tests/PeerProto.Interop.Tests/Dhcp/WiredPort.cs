using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Dhcp;

/// <summary>
/// A port with 802.1X and a station on a cable of their own (a bridge passes on no 802.1X): hostapd and wpa_supplicant with their wired drivers,
/// EAP-MD5 inside. hostapd can be stopped and started; the station's transmit queue can hang until its interface is reset.
/// </summary>
internal sealed class WiredPort : IAsyncDisposable
{
    public const string Password = "s3cret-of-ana";

    private const string Cable = "side";

    private readonly DirectoryInfo _folder;
    private readonly NetworkLab _lab;
    private LabProcess? _authenticator;

    private WiredPort(DirectoryInfo folder, NetworkLab lab)
    {
        _folder = folder;
        _lab = lab;
    }

    /// <summary>How many supplicants have run, and how many at once.</summary>
    public int Supplicants { get; private set; }

    public int SupplicantsNow { get; private set; }

    public int MostSupplicants { get; private set; }

    private LabHost Port => _lab["port"];

    private LabHost Station => _lab["station"];

    public static async Task<WiredPort> CreateAsync(CancellationToken cancellationToken)
    {
        WiredPort port = new(
            Directory.CreateTempSubdirectory("wired-"),
            await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["port", "station"], IPv4 = false, IPv6 = false }, cancellationToken));
        await IpAsync(port.Port, "link", "add", Cable, "type", "veth", "peer", "name", Cable, "netns", port.Station.NetworkNamespace);
        await IpAsync(port.Port, "link", "set", Cable, "up");
        await IpAsync(port.Station, "link", "set", Cable, "up");
        await File.WriteAllTextAsync(port.PathOf("users"), $"\"ana\" MD5 \"{Password}\"\n", cancellationToken);
        await File.WriteAllTextAsync(
            port.PathOf("hostapd.conf"),
            $"interface={Cable}\ndriver=wired\nieee8021x=1\nuse_pae_group_addr=1\neap_server=1\neap_user_file={port.PathOf("users")}\n",
            cancellationToken);
        return port;
    }

    public async Task StartAuthenticatorAsync(CancellationToken cancellationToken)
    {
        _authenticator = Port.Start("hostapd", [PathOf("hostapd.conf")]);
        await _authenticator.WaitForLineAsync(static line => line.Contains("AP-ENABLED", StringComparison.Ordinal), cancellationToken);
    }

    public async Task StopAuthenticatorAsync(CancellationToken cancellationToken)
    {
        _authenticator!.Terminate();
        await _authenticator.Exited.WaitAsync(cancellationToken);
    }

    /// <summary>From now on nothing that the station sends leaves it.</summary>
    public async Task HangAsync() => (await Station.RunAsync("tc", ["qdisc", "add", "dev", Cable, "root", "pfifo", "limit", "0"])).EnsureSuccess();

    /// <summary>Resets the station's interface: down, an empty queue, up.</summary>
    public async Task PowerCycleAsync(CancellationToken cancellationToken)
    {
        await IpAsync(Station, "link", "set", Cable, "down");
        await Station.RunAsync("tc", ["qdisc", "del", "dev", Cable, "root"], cancellationToken);
        await IpAsync(Station, "link", "set", Cable, "up");
    }

    /// <summary>Runs a supplicant until the port lets the station in. It is ended where that fails.</summary>
    /// <exception cref="UnauthorizedAccessException">The port refuses the password.</exception>
    public async Task JoinAsync(string password, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(
            PathOf("wpa.conf"), $"ap_scan=0\nnetwork={{\n  key_mgmt=IEEE8021X\n  eap=MD5\n  identity=\"ana\"\n  password=\"{password}\"\n  eapol_flags=0\n}}\n", cancellationToken);
        LabProcess supplicant = Station.Start("wpa_supplicant", ["-D", "wired", "-i", Cable, "-c", PathOf("wpa.conf")]);
        Supplicants++;
        MostSupplicants = Math.Max(MostSupplicants, ++SupplicantsNow);
        bool isIn = false;
        try
        {
            string line = await supplicant.WaitForLineAsync(
                static line => line.Contains("CTRL-EVENT-CONNECTED", StringComparison.Ordinal) || line.Contains("CTRL-EVENT-EAP-FAILURE", StringComparison.Ordinal), cancellationToken);
            isIn = line.Contains("CTRL-EVENT-CONNECTED", StringComparison.Ordinal);
            if (!isIn)
                throw new UnauthorizedAccessException($"The port refuses: {line}");
        }
        finally
        {
            if (!isIn)
            {
                await supplicant.DisposeAsync();
                SupplicantsNow--;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    private static async Task IpAsync(LabHost host, params string[] arguments) => (await host.RunAsync("ip", arguments)).EnsureSuccess();
}
