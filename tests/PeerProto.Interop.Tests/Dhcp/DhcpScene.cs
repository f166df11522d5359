using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Dhcp;

/// <summary>
/// An accessory and a client in a network of their own. The accessory runs dnsmasq with the configuration of docs/apple/dhcp.md, whose lease file
/// is one of the scene's; the client runs ISC dhclient or BusyBox udhcpc.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed partial class DhcpScene : IAsyncDisposable
{
    public const string Device = "eth0";

    /// <summary>How long the accessory of the post is away: "2-4 seconds".</summary>
    public static readonly TimeSpan Interruption = TimeSpan.FromSeconds(3);

    private readonly DirectoryInfo _folder;
    private readonly NetworkLab _lab;

    private DhcpScene(DirectoryInfo folder, NetworkLab lab)
    {
        _folder = folder;
        _lab = lab;
    }

    public static IPAddress AccessoryAddress { get; } = IPAddress.Parse("192.168.4.1");

    public LabHost Accessory => _lab["accessory"];

    public LabHost Client => _lab["client"];

    public string LeaseFile => PathOf("leases/dnsmasq.leases");

    public static async Task<DhcpScene> CreateAsync(CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dhcp-");
        NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["accessory", "client"], IPv4 = false, IPv6 = false }, cancellationToken);
        DhcpScene scene = new(folder, lab);
        folder.CreateSubdirectory("leases");
        string page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Dhcp", "dhcp.md"), cancellationToken);
        await File.WriteAllTextAsync(scene.PathOf("dnsmasq.conf"), Configuration().Match(page).Groups[1].Value, cancellationToken);
        await File.WriteAllTextAsync(scene.PathOf("configure"), ClientScript, cancellationToken);
        File.SetUnixFileMode(scene.PathOf("configure"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await IpAsync(scene.Accessory, "addr", "add", $"{AccessoryAddress}/24", "dev", Device);
        return scene;
    }

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    /// <summary>Starts dnsmasq with the page's configuration, and waits until it listens.</summary>
    /// <param name="change">What to change in the configuration; null for nothing.</param>
    /// <param name="more">More of its options. By default it does not look for three seconds whether an address is free.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<LabProcess> StartServerAsync(CancellationToken cancellationToken, Func<string, string>? change = null, params string[] more)
    {
        string file = PathOf("dnsmasq.conf");
        if (change is not null)
        {
            string changed = change(await File.ReadAllTextAsync(file, cancellationToken));
            await File.WriteAllTextAsync(file = PathOf("changed.conf"), changed, cancellationToken);
        }

        // A host of the lab has mounts of its own, so the place of the lease file can be one of the scene's.
        LabProcess server = Accessory.Start(
            "sh",
            ["-c", "mount --bind \"$1\" /var/lib/misc && shift && exec dnsmasq \"$@\"", "sh", PathOf("leases"), "--keep-in-foreground", $"--conf-file={file}", "--pid-file=", "--log-facility=-", "--user=root", "--no-ping", .. more]);
        await server.StandardError.WaitForLineAsync(static line => line.Contains("sockets bound exclusively", StringComparison.Ordinal), cancellationToken);
        return server;
    }

    /// <summary>The accessory loses power and is back after a while, without its leases.</summary>
    public async Task<LabProcess> RestartWithoutStateAsync(LabProcess server, TimeSpan away, CancellationToken cancellationToken, Func<string, string>? change = null)
    {
        server.Kill();
        await server.Exited.WaitAsync(cancellationToken);
        File.Delete(LeaseFile);
        await Accessory.FlapAsync(1, away, TimeSpan.Zero, cancellationToken);
        await IpAsync(Accessory, "neigh", "flush", "dev", Device);
        return await StartServerAsync(cancellationToken, change);
    }

    /// <summary>Runs dhclient until it has an address; it goes on in the foreground.</summary>
    public async Task<(LabProcess Process, IPAddress Address)> StartDhclientAsync(CancellationToken cancellationToken)
    {
        LabProcess process = BeginDhclient();
        string bound = await process.StandardError.WaitForLineAsync(static line => line.StartsWith("bound to ", StringComparison.Ordinal), cancellationToken);
        return (process, IPAddress.Parse(bound.Split(' ')[2]));
    }

    /// <summary>Starts dhclient; it asks for the address of before where its lease file has one.</summary>
    public LabProcess BeginDhclient() => Client.Start(
        "dhclient", ["-4", "-d", "-1", "-v", "-cf", "/dev/null", "-sf", PathOf("configure"), "-lf", PathOf("client.leases"), "-pf", PathOf("client.pid"), Device]);

    /// <summary>Runs udhcpc until it has an address; it goes on in the foreground.</summary>
    public async Task<(LabProcess Process, IPAddress Address)> StartUdhcpcAsync(CancellationToken cancellationToken)
    {
        LabProcess process = Client.Start("udhcpc", ["-f", "-i", Device, "-s", PathOf("configure")]);
        string bound = await process.StandardError.WaitForLineAsync(static line => line.Contains(" lease of ", StringComparison.Ordinal), cancellationToken);
        return (process, IPAddress.Parse(bound.Split(' ')[3]));
    }

    /// <summary>Ends a client's program without a word to the server; the address stays.</summary>
    public static async Task EndSilentlyAsync(LabProcess client, CancellationToken cancellationToken)
    {
        client.Kill();
        await client.Exited.WaitAsync(cancellationToken);
    }

    /// <summary>Begins to watch the accessory's interface, in this process.</summary>
    /// <param name="options">What is known; null for nothing, and for servers that may take a minute to answer, as on a busy machine.</param>
    public DhcpWatch Watch(DhcpObserverOptions? options = null) => Accessory.Invoke(() => DhcpWatch.Open(Device, options ?? new DhcpObserverOptions { AnswerWithin = TimeSpan.FromMinutes(1) }));

    /// <summary>The client sends a datagram to the accessory, and so asks by ARP for it.</summary>
    public void Speak() => Client.Invoke(() =>
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        return socket.SendTo("hello"u8, new IPEndPoint(AccessoryAddress, 4711));
    });

    public static PhysicalAddress HardwareAddressOf(LabHost host) => host.Invoke(static () => NetworkInterface.GetAllNetworkInterfaces().Single(static network => network.Name == Device).GetPhysicalAddress());

    public static async Task IpAsync(LabHost host, params string[] arguments) => (await host.RunAsync("ip", arguments)).EnsureSuccess();

    public Task SignalAsync(LabProcess process, string signal) => Client.RunAsync("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // both clients tell what they got in the environment, by names of their own
    private const string ClientScript =
        """
        #!/bin/sh
        case "$reason$1" in
          BOUND|RENEW|REBIND|REBOOT|bound|renew) ip addr replace "${new_ip_address:-$ip}/24" dev eth0 ;;
        esac

        """;

    [GeneratedRegex("```conf\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Configuration();
}
