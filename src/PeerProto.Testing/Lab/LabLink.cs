using System.Globalization;
using System.Net;
using System.Text.Json;

namespace PeerProto.Testing;

/// <summary>The cable between a host and the bridge, and what the host has configured on its end.</summary>
internal sealed class LabLink(string hostNamespace, string bridgeNamespace, string bridgeDevice, string port, LabAddresses addresses) : IDisposable
{
    public const string HostDevice = "eth0";

    private static readonly TimeSpan UsableWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public string HostNamespace => hostNamespace;

    public LabAddresses Addresses => addresses;

    /// <summary>What the cable runs through, or null where it is the kernel's.</summary>
    public LabRelay? Relay { get; private set; }

    /// <summary>Lays a cable that runs through this process.</summary>
    public async Task PlugInAsync(LinkImpairment impairment, ulong seed, CancellationToken cancellationToken)
    {
        // The host keeps an interface of the kernel's own kind, which tells its state as any Ethernet card does: it is wired to a bridge of its own, and that through here to the common one.
        string near = "near" + port, leg = "leg" + port, cable = "cable" + port;
        Relay = new LabRelay(bridgeNamespace, near, port, seed);
        Relay.Set(impairment);
        await PlugInAsync(
            [
                $"link add {cable} type bridge mcast_snooping 0",
                $"link add {leg} type veth peer name {HostDevice} netns {hostNamespace}",
                // None of these is a host: without addresses they send nothing of their own.
                .. LabRequirements.KernelHasIPv6 ? new[] { cable, leg, near, port }.Select(device => $"link set {device} addrgenmode none") : [],
                $"link set {cable} up",
                $"link set {leg} master {cable} up",
                $"link set {near} master {cable} up",
                $"link set {port} master {bridgeDevice} up",
            ],
            cancellationToken);
    }

    /// <summary>Lays a cable of the kernel's.</summary>
    public Task PlugInAsync(CancellationToken cancellationToken) =>
        PlugInAsync([$"link add {port} type veth peer name {HostDevice} netns {hostNamespace}", $"link set {port} master {bridgeDevice} up"], cancellationToken);

    public void Dispose() => Relay?.Dispose();

    private async Task PlugInAsync(string[] wiring, CancellationToken cancellationToken)
    {
        await IpTool.RunBatchAsync("wiring a host to the bridge", bridgeNamespace, wiring, cancellationToken);
        // The lab gives link-local addresses itself, past duplicate address detection, so that they can be used at once.
        await IpTool.RunBatchAsync(
            "setting up a host's network",
            hostNamespace,
            [
                "link set lo up",
                .. LabRequirements.KernelHasIPv6 ? [$"link set {HostDevice} addrgenmode none"] : Array.Empty<string>(),
                .. BringUp(),
            ],
            cancellationToken);
    }

    /// <summary>Takes the cable off the bridge: packets are lost in silence, the host still sees a carrier.</summary>
    public Task DisconnectAsync(CancellationToken cancellationToken) =>
        IpTool.RunAsync("disconnecting a host", cancellationToken, "-n", bridgeNamespace, "link", "set", port, "nomaster");

    public Task ReconnectAsync(CancellationToken cancellationToken) =>
        IpTool.RunAsync("reconnecting a host", cancellationToken, "-n", bridgeNamespace, "link", "set", port, "master", bridgeDevice);

    public Task SetDownAsync(CancellationToken cancellationToken) =>
        IpTool.RunAsync("switching a host's interface off", cancellationToken, "-n", hostNamespace, "link", "set", HostDevice, "down");

    public async Task SetUpAsync(CancellationToken cancellationToken)
    {
        await IpTool.RunBatchAsync("switching a host's interface on", hostNamespace, BringUp(), cancellationToken);
        await WaitUntilUsableAsync(cancellationToken);
    }

    public Task ReplaceIPv4Async(IPAddress address, CancellationToken cancellationToken)
    {
        IPAddress? old = addresses.IPv4;
        addresses = addresses with { IPv4 = address };
        string[] removal = old is null || old.Equals(address) ? [] : [$"addr del {old}/{LabAddresses.IPv4PrefixLength} dev {HostDevice}"];
        return IpTool.RunBatchAsync("changing a host's address", hostNamespace, [.. removal, .. AddIPv4(address)], cancellationToken);
    }

    public Task SetMtuAsync(int bytes, CancellationToken cancellationToken) =>
        IpTool.RunAsync("changing a host's MTU", cancellationToken, "-n", hostNamespace, "link", "set", HostDevice, "mtu", bytes.ToString(CultureInfo.InvariantCulture));

    /// <summary>Waits until the kernel calls the interface up and no address tentative; it does both on its own time.</summary>
    public async Task WaitUntilUsableAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(UsableWithin);
        try
        {
            while (!await IsUsableAsync(deadline.Token))
            {
                await Task.Delay(Pause, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NetworkLabException(
                "waiting for a host's addresses",
                $"{HostDevice} did not come up within {UsableWithin.TotalSeconds:0} s.",
                $"Look at it with: ip -n {hostNamespace} addr");
        }
    }

    /// <summary>The kernel drops IPv6 addresses and every route when an interface goes down, so these come back each time.</summary>
    private IEnumerable<string> BringUp()
    {
        yield return $"link set {HostDevice} up";
        if (addresses.LinkLocal is not null)
        {
            yield return $"addr replace {addresses.LinkLocal}/{LabAddresses.IPv6PrefixLength} dev {HostDevice} nodad";
        }

        if (addresses.UniqueLocal is not null)
        {
            yield return $"addr replace {addresses.UniqueLocal}/{LabAddresses.IPv6PrefixLength} dev {HostDevice} nodad";
        }

        if (addresses.IPv4 is not null)
        {
            foreach (string command in AddIPv4(addresses.IPv4))
            {
                yield return command;
            }
        }
    }

    private static string[] AddIPv4(IPAddress address) =>
    [
        $"addr replace {address}/{LabAddresses.IPv4PrefixLength} brd + dev {HostDevice}",
        $"route replace 224.0.0.0/4 dev {HostDevice}",
    ];

    private async Task<bool> IsUsableAsync(CancellationToken cancellationToken)
    {
        string json = await IpTool.RunAsync("reading a host's addresses", cancellationToken, "-n", hostNamespace, "-json", "addr", "show", "dev", HostDevice);
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement device = document.RootElement[0];
        return device.GetProperty("operstate").GetString() == "UP"
            && !device.GetProperty("addr_info").EnumerateArray().Any(address => address.TryGetProperty("tentative", out _));
    }
}
