using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Lab;

public sealed class NetworkLabTests : IAsyncLifetime
{
    private const int Port = 5400;

    private static readonly IPAddress GroupV4 = IPAddress.Parse("239.77.0.1");
    private static readonly IPAddress GroupV6 = IPAddress.Parse("ff02::77");

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(1));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync() => await Peers.RequireLabAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    public async Task TwoHosts_ReachEachOtherOnIPv4()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(cancellationToken: Guard);
        using Socket first = Sockets.Udp(lab[0], lab[0].IPv4Address!);
        using Socket second = Sockets.Udp(lab[1], lab[1].IPv4Address!);

        Assert.Equal("pong: hello", await Sockets.PingAsync(first, second, lab[1].IPv4Address!, "hello", Guard));
    }

    [Fact]
    public async Task LabWithIPv6Only_HasNoIPv4AndReachesOverLinkLocal()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { IPv4 = false }, Guard);
        using Socket first = Sockets.Udp(lab[0], lab[0].LinkLocalAddress!);
        using Socket second = Sockets.Udp(lab[1], lab[1].LinkLocalAddress!);

        Assert.Equal("pong: six", await Sockets.PingAsync(first, second, lab[0].LinkLocalAddressOf(lab[1]), "six", Guard));
        Assert.Null(lab[0].IPv4Address);
        Assert.Equal([AddressFamily.InterNetworkV6], AddressesSeenOn(lab[0]).Select(address => address.AddressFamily).Distinct());
    }

    [Fact]
    public async Task LabWithIPv4Only_HasNoIPv6Address()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { IPv6 = false, HostCount = 1 }, Guard);

        Assert.Null(lab[0].LinkLocalAddress);
        Assert.Equal([lab[0].IPv4Address!], AddressesSeenOn(lab[0]));
    }

    [Fact]
    public async Task UniqueLocalAddress_IsUsableAtOnce()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { UniqueLocalIPv6 = true }, Guard);
        using Socket first = Sockets.Udp(lab[0], lab[0].UniqueLocalAddress!);
        using Socket second = Sockets.Udp(lab[1], lab[1].UniqueLocalAddress!);

        Assert.True(lab[1].UniqueLocalAddress!.IsIPv6UniqueLocal);
        Assert.Equal("pong: ula", await Sockets.PingAsync(first, second, lab[1].UniqueLocalAddress!, "ula", Guard));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MulticastFromOneHost_ArrivesOnEveryOther(bool overIPv4)
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = 3 }, Guard);
        IPAddress group = overIPv4 ? GroupV4 : GroupV6;
        using Socket second = Sockets.Joined(lab[1], group, Port);
        using Socket third = Sockets.Joined(lab[2], group, Port);
        using Socket first = Sockets.Udp(lab[0], overIPv4 ? lab[0].IPv4Address! : lab[0].LinkLocalAddress!);

        await first.SendToAsync("everyone"u8.ToArray(), new IPEndPoint(group, Port), Guard);

        byte[] buffer = new byte[100];
        Assert.Equal(8, await second.ReceiveAsync(buffer, Guard));
        Assert.Equal(8, await third.ReceiveAsync(buffer, Guard));
    }

    [Fact]
    public async Task DisconnectedHost_LosesTrafficInSilenceUntilReconnected()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(cancellationToken: Guard);
        using Socket first = Sockets.Udp(lab[0], lab[0].IPv4Address!);
        using Socket second = Sockets.Udp(lab[1], lab[1].IPv4Address!);
        await Sockets.PingAsync(first, second, lab[1].IPv4Address!, "before", Guard);

        await lab[1].DisconnectAsync(Guard);
        await first.SendToAsync("lost"u8.ToArray(), new IPEndPoint(lab[1].IPv4Address!, second.Port()), Guard);
        Assert.True(HasCarrier(lab[1]));
        await lab[1].ReconnectAsync(Guard);

        // Datagrams of one sender keep their order on a bridge, so the first to arrive now shows that "lost" was.
        Assert.Equal("pong: after", await Sockets.PingAsync(first, second, lab[1].IPv4Address!, "after", Guard));
    }

    [Fact]
    public async Task LinkDownAndUp_KeepsAddressesUsable()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(cancellationToken: Guard);

        await lab[1].SetLinkDownAsync(Guard);
        Assert.False(HasCarrier(lab[1]));
        await lab[1].SetLinkUpAsync(Guard);

        using Socket first = Sockets.Udp(lab[0], lab[0].LinkLocalAddress!);
        using Socket second = Sockets.Udp(lab[1], lab[1].LinkLocalAddress!);
        Assert.Equal("pong: again", await Sockets.PingAsync(first, second, lab[0].LinkLocalAddressOf(lab[1]), "again", Guard));
    }

    [Fact]
    public async Task DisposedLab_LeavesNoNamespaceLinkOrProgram()
    {
        string[] interfacesBefore = InterfacesOfThisMachine();
        NetworkLab lab = await NetworkLab.CreateAsync(cancellationToken: Guard);
        LabProcess sleeper = lab[0].Start("sh", ["-c", "setsid sleep 600 & echo $!; wait"]);
        int grandchild = int.Parse(await sleeper.WaitForLineAsync(_ => true, Guard), CultureInfo.InvariantCulture);
        string name = lab.Name;

        await lab.DisposeAsync();

        Assert.DoesNotContain(name, await OutputOfAsync("ip", "netns", "list"), StringComparison.Ordinal);
        Assert.DoesNotContain(InterfacesOfThisMachine().Except(interfacesBefore), IsOfALab);
        Assert.True(sleeper.Exited.IsCompleted);
        Assert.False(IsRunning(grandchild), "what a program on a host started outlived the lab");
    }

    [Fact]
    public async Task NamespaceOfDeadCreator_IsSweptByNextLab()
    {
        // No process has this identifier: it is past the largest the kernel gives.
        const string Abandoned = "ppdead.999999999.1.host1";
        await OutputOfAsync("ip", "netns", "add", Abandoned);

        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = 1 }, Guard);

        string namespaces = await OutputOfAsync("ip", "netns", "list");
        Assert.DoesNotContain(Abandoned, namespaces, StringComparison.Ordinal);
        Assert.Contains(lab[0].NetworkNamespace, namespaces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreationCutShort_LeavesNothing()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NetworkLab.CreateAsync(cancellationToken: cancelled.Token));

        Assert.DoesNotContain(
            string.Create(CultureInfo.InvariantCulture, $".{Environment.ProcessId}."),
            await OutputOfAsync("ip", "netns", "list"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("has space")]
    [InlineData("_bridge")]
    [InlineData("-x")]
    public async Task HostNameThatNoMachineHas_IsRefused(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = [name] }, Guard));

    [Fact]
    public async Task HostNameGivenTwice_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["a", "a"] }, Guard));

    [Theory]
    [InlineData(0)]
    [InlineData(NetworkLabOptions.MaximumHostCount + 1)]
    public async Task HostCountOutsideLimits_IsRefused(int count) =>
        await Assert.ThrowsAsync<ArgumentException>(() => NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = count }, Guard));

    private static IPAddress[] AddressesSeenOn(LabHost host) => host.Invoke(() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(address => address.Address)
        .ToArray());

    private static string[] InterfacesOfThisMachine() =>
        [.. NetworkInterface.GetAllNetworkInterfaces().Select(network => network.Name)];

    private static bool IsOfALab(string interfaceName) =>
        interfaceName.StartsWith("port", StringComparison.Ordinal) || interfaceName.StartsWith("bridge", StringComparison.Ordinal);

    private static bool HasCarrier(LabHost host)
    {
        string flags = host.RunAsync("ip", ["-o", "link", "show", "eth0"]).GetAwaiter().GetResult().EnsureSuccess().StandardOutput;
        return flags.Contains("LOWER_UP", StringComparison.Ordinal);
    }

    private static bool IsRunning(int processId) =>
        File.Exists($"/proc/{processId}/status")
        && !File.ReadAllText($"/proc/{processId}/status").Contains("State:\tZ", StringComparison.Ordinal);

    private async Task<string> OutputOfAsync(string program, params string[] arguments)
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync(Guard);
        await process.WaitForExitAsync(Guard);
        return output;
    }
}
