using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json;
using PeerProto.Diagnostics;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Dhcp;

/// <summary>Real servers and clients of DHCP, watched live and read from captures.</summary>
[SupportedOSPlatform("linux")]
public sealed class DhcpWatchTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(5));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync()
    {
        await Peers.RequireLabAsync();
        foreach (string program in new[] { "dnsmasq", "dhclient", "udhcpc", "tcpdump" })
            Peers.RequireTool(program);
    }

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    public async Task EachWayToAnAddress_IsToldApartLiveAndInACaptureOfTcpdump()
    {
        await using DhcpScene scene = await DhcpScene.CreateAsync(Guard);
        string capture = scene.PathOf("join.pcap");
        LabProcess tcpdump = scene.Accessory.Start("tcpdump", ["-i", DhcpScene.Device, "--immediate-mode", "-U", "-Z", "root", "-w", capture, "--print", "-l", "-nn"]);
        await tcpdump.StandardError.WaitForLineAsync(static line => line.Contains("listening on", StringComparison.Ordinal), Guard);
        await using DhcpWatch watch = scene.Watch();
        await using Observations seen = new(watch, Guard);
        await scene.StartServerAsync(Guard);

        (LabProcess first, IPAddress address) = await scene.StartDhclientAsync(Guard);
        DhcpObservation lease = await seen.NextAsync(DhcpObservationKind.Ack);
        await DhcpScene.EndSilentlyAsync(first, Guard);
        (LabProcess second, IPAddress again) = await scene.StartDhclientAsync(Guard);
        DhcpObservation reboot = await seen.NextAsync(DhcpObservationKind.InitReboot);
        await seen.NextAsync(DhcpObservationKind.Ack);
        await DhcpScene.EndSilentlyAsync(second, Guard);
        (LabProcess third, IPAddress discovered) = await scene.StartUdhcpcAsync(Guard);
        await seen.NextAsync(DhcpObservationKind.Ack);
        await scene.SignalAsync(third, "USR1"); // renew now
        DhcpObservation renew = await seen.NextAsync(DhcpObservationKind.Renew);
        await seen.NextAsync(DhcpObservationKind.Ack);
        int replies = 0, told = seen.All.Count(static one => one.Kind is DhcpObservationKind.Offer or DhcpObservationKind.Ack);
        await tcpdump.WaitForLineAsync(line => line.Contains("BOOTP/DHCP, Reply", StringComparison.Ordinal) && ++replies == told, Guard); // written before it is printed
        tcpdump.Terminate();
        await tcpdump.Exited.WaitAsync(Guard);

        PhysicalAddress client = DhcpScene.HardwareAddressOf(scene.Client);
        Assert.Equal((address, address, address, address), (again, discovered, reboot.Address, renew.Address));
        Assert.Equal((client, address, DhcpScene.AccessoryAddress, TimeSpan.FromDays(1)), (lease.Client, lease.Address, lease.Server, lease.LeaseTime));
        seen.AssertTold(
                DhcpObservationKind.Discover, DhcpObservationKind.Offer, DhcpObservationKind.Select, DhcpObservationKind.Ack,
                DhcpObservationKind.InitReboot, DhcpObservationKind.Ack,
                DhcpObservationKind.Discover, DhcpObservationKind.Offer, DhcpObservationKind.Select, DhcpObservationKind.Ack,
                DhcpObservationKind.Renew, DhcpObservationKind.Ack);
        Assert.Contains(watch.Clients, entry => entry.Address.Equals(address) && entry.HardwareAddress.Equals(client));
        Assert.Equal((0, 0, 0), (watch.Counters.Malformed, watch.Counters.CutMessages, watch.Counters.DroppedFrames));
        Assert.True(watch.Counters.Messages >= seen.All.Count, $"{watch.Counters.Messages} messages");

        LabCommandResult result = await scene.Accessory.RunDotnetAsync(LabPrograms.PeerProtoTool, ["dhcp", "watch", "--pcap", capture, "--json"], Guard);
        JsonElement[] lines = Json(result.StandardOutput);
        JsonElement[] messages = [.. lines[..^1].Where(static line => line.GetProperty("kind").GetString() != nameof(DhcpObservationKind.Unanswered))]; // the server may have been slow
        Assert.Equal(messages.Length == lines.Length - 1 ? 0 : 1, result.ExitCode);
        Assert.Equal(seen.Kinds.Select(static kind => kind.ToString()), messages.Take(seen.All.Count).Select(static line => line.GetProperty("kind").GetString()));
        Assert.All(messages, line => Assert.Equal(client, PhysicalAddress.Parse(line.GetProperty("client").GetString()!)));
        Assert.Equal(messages.Length, lines[^1].GetProperty("messages").GetInt32());
    }

    [Fact]
    public async Task Dhclient_RenewsWithItsServerAlone()
    {
        await using DhcpScene scene = await DhcpScene.CreateAsync(Guard);
        await scene.StartServerAsync(Guard, null, "--dhcp-option=option:T1,3");
        await using DhcpWatch watch = scene.Watch();
        await using Observations seen = new(watch, Guard);

        (_, IPAddress address) = await scene.StartDhclientAsync(Guard);
        DhcpObservation renew = await seen.NextAsync(DhcpObservationKind.Renew);
        DhcpObservation ack = await seen.NextAsync(DhcpObservationKind.Ack);

        Assert.Equal((address, address, renew.TransactionId), (renew.Address, ack.Address, ack.TransactionId));
        Assert.DoesNotContain(DhcpObservationKind.Rebind, seen.Kinds);
    }

    [Fact]
    public async Task ServerThatLostItsLeases_AnswersInitRebootSinceItIsAuthoritative()
    {
        await using DhcpScene scene = await DhcpScene.CreateAsync(Guard);
        LabProcess server = await scene.StartServerAsync(Guard);
        (LabProcess first, IPAddress address) = await scene.StartDhclientAsync(Guard);
        await DhcpScene.EndSilentlyAsync(first, Guard);
        await using DhcpWatch watch = scene.Watch();
        await using Observations seen = new(watch, Guard);

        await scene.RestartWithoutStateAsync(server, DhcpScene.Interruption, Guard);
        await seen.NextAsync(DhcpObservationKind.LinkUp);
        long back = Stopwatch.GetTimestamp();
        (LabProcess second, IPAddress again) = await scene.StartDhclientAsync(Guard);
        DhcpObservation ack = await seen.NextAsync(DhcpObservationKind.Ack);
        Figures.Record("INIT-REBOOT answered by a server that lost its leases, after the client began", Stopwatch.GetElapsedTime(back));

        Assert.Equal((address, address), (again, ack.Address));
        seen.AssertTold(DhcpObservationKind.LinkDown, DhcpObservationKind.LinkUp, DhcpObservationKind.InitReboot, DhcpObservationKind.Ack);
        Assert.Contains(address.ToString(), await File.ReadAllTextAsync(scene.LeaseFile, Guard), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatIsNotAuthoritative_LeavesInitRebootUnanswered()
    {
        await using DhcpScene scene = await DhcpScene.CreateAsync(Guard);
        LabProcess server = await scene.StartServerAsync(Guard);
        (LabProcess first, IPAddress address) = await scene.StartDhclientAsync(Guard);
        await DhcpScene.EndSilentlyAsync(first, Guard);
        await using DhcpWatch watch = scene.Watch(new DhcpObserverOptions { AnswerWithin = TimeSpan.FromMilliseconds(100) });
        await using Observations seen = new(watch, Guard);

        await scene.RestartWithoutStateAsync(server, TimeSpan.Zero, Guard, static configuration => configuration.Replace("dhcp-authoritative\n", "", StringComparison.Ordinal));
        scene.BeginDhclient();
        DhcpObservation silence = await seen.NextAsync(DhcpObservationKind.Unanswered);

        Assert.Equal((address, "no server answered the client: InitReboot"), (silence.Address, silence.Meaning));
        Assert.Contains("authoritative", silence.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Udhcpc_DiscoversAnewAndGetsTheSameAddressFromAServerThatLostItsLeases()
    {
        await using DhcpScene scene = await DhcpScene.CreateAsync(Guard);
        LabProcess server = await scene.StartServerAsync(Guard);
        (LabProcess first, IPAddress address) = await scene.StartUdhcpcAsync(Guard);
        await DhcpScene.EndSilentlyAsync(first, Guard);
        await using DhcpWatch watch = scene.Watch();
        await using Observations seen = new(watch, Guard);

        await scene.RestartWithoutStateAsync(server, TimeSpan.Zero, Guard);
        (_, IPAddress again) = await scene.StartUdhcpcAsync(Guard);
        await seen.NextAsync(DhcpObservationKind.Ack);

        Assert.Equal(address, again); // dnsmasq derives it from the hardware address
        Assert.Contains(DhcpObservationKind.Discover, seen.Kinds);
        Assert.DoesNotContain(DhcpObservationKind.InitReboot, seen.Kinds);
    }

    [Fact]
    public async Task ClientThatKeepsItsAddressSilently_IsFoundWhenItSpeaks()
    {
        await using DhcpScene scene = await DhcpScene.CreateAsync(Guard);
        LabProcess server = await scene.StartServerAsync(Guard);
        await using DhcpWatch watch = scene.Watch();
        await using Observations seen = new(watch, Guard);
        (LabProcess dhclient, IPAddress address) = await scene.StartDhclientAsync(Guard);
        await seen.NextAsync(DhcpObservationKind.Ack);
        await DhcpScene.EndSilentlyAsync(dhclient, Guard);

        await scene.RestartWithoutStateAsync(server, DhcpScene.Interruption, Guard);
        await scene.Client.FlapAsync(1, TimeSpan.Zero, TimeSpan.Zero, Guard);
        await DhcpScene.IpAsync(scene.Client, "neigh", "flush", "dev", DhcpScene.Device);
        await seen.NextAsync(DhcpObservationKind.LinkUp);
        long spoke = Stopwatch.GetTimestamp();
        scene.Speak();
        DhcpObservation reuse = await seen.NextAsync(DhcpObservationKind.SilentReuse);
        Figures.Record("a client that keeps its address silently is known, after its first packet (goal 1 s)", Stopwatch.GetElapsedTime(spoke));

        Assert.Equal((DhcpScene.HardwareAddressOf(scene.Client), address, true), (reuse.Client, reuse.Address, reuse.IsCertain));
        Assert.False(File.Exists(scene.LeaseFile) && (await File.ReadAllTextAsync(scene.LeaseFile, Guard)).Contains(address.ToString(), StringComparison.Ordinal), "the server knows it, so it has asked");
    }

    [Fact]
    public async Task ClientThatKeepsItsAddressAndSaysNothing_IsFoundByProbingTheOldLeases()
    {
        await using DhcpScene scene = await DhcpScene.CreateAsync(Guard);
        LabProcess server = await scene.StartServerAsync(Guard);
        (LabProcess dhclient, IPAddress address) = await scene.StartDhclientAsync(Guard);
        await DhcpScene.EndSilentlyAsync(dhclient, Guard);
        string leases = scene.PathOf("leases.before");
        File.Copy(scene.LeaseFile, leases);
        PhysicalAddress client = DhcpScene.HardwareAddressOf(scene.Client);
        await using DhcpWatch watch = scene.Watch(new DhcpObserverOptions { KnownLeases = [new(address, client)] });
        await using Observations seen = new(watch, Guard);

        // the network still runs: the client is there, and that is no fault
        IPAddress nobody = IPAddress.Parse("192.168.4.199");
        IReadOnlyList<ArpProbeResult> found = await watch.ProbeAsync([address], TimeSpan.FromMinutes(2), Guard);
        Assert.Equal((address, client), (found[0].Address, found[0].HardwareAddress));
        Assert.False(Assert.Single(await watch.ProbeAsync([nobody], cancellationToken: Guard)).IsInUse);
        DhcpObservation known = await seen.NextAsync(DhcpObservationKind.Known);
        Assert.Equal((client, address, false), (known.Client, known.Address, known.NeedsAttention));
        Assert.DoesNotContain(DhcpObservationKind.SilentReuse, seen.Kinds);

        await scene.RestartWithoutStateAsync(server, TimeSpan.Zero, Guard);
        await DhcpScene.IpAsync(scene.Client, "neigh", "flush", "dev", DhcpScene.Device);
        await seen.NextAsync(DhcpObservationKind.LinkUp);
        found = await watch.ProbeAsync([address], TimeSpan.FromMinutes(2), Guard);
        DhcpObservation reuse = await seen.NextAsync(DhcpObservationKind.SilentReuse);
        Figures.Record("a silent client answers a probe (goal 1 s)", found[0].Elapsed ?? TimeSpan.MaxValue);
        Assert.Equal((client, address, true), (reuse.Client, reuse.Address, reuse.IsCertain));
    }

    [Fact]
    public async Task Tool_ProbesTheLeasesOfTheServerNowAndWhenTheLinkIsBack()
    {
        await using DhcpScene scene = await DhcpScene.CreateAsync(Guard);
        await scene.StartServerAsync(Guard);
        (LabProcess dhclient, IPAddress address) = await scene.StartDhclientAsync(Guard);
        await DhcpScene.EndSilentlyAsync(dhclient, Guard);
        string leases = scene.PathOf("leases.before");
        File.Copy(scene.LeaseFile, leases);

        // a network that runs well is good
        LabCommandResult healthy = await scene.Accessory.RunDotnetAsync(LabPrograms.PeerProtoTool, ["dhcp", "watch", DhcpScene.Device, "--leases", leases, "--count", "1", "--json"], Guard);
        JsonElement[] lines = Json(healthy.StandardOutput);
        JsonElement first = Assert.Single(lines, static line => line.TryGetProperty("kind", out _));
        Assert.Equal(("Known", address.ToString(), 0), (first.GetProperty("kind").GetString(), first.GetProperty("address").GetString(), healthy.ExitCode));
        Assert.Contains(lines, line => line.TryGetProperty("probe", out JsonElement probe) && probe.GetString() == address.ToString());

        // begun while the interface is down, as by an accessory that starts
        await scene.Accessory.SetLinkDownAsync(Guard);
        LabProcess tool = scene.Accessory.StartDotnet(LabPrograms.PeerProtoTool, ["dhcp", "watch", DhcpScene.Device, "--leases", leases, "--json"]);
        await tool.WaitForLineAsync(static line => line.Contains("\"LinkDown\"", StringComparison.Ordinal), Guard);
        await scene.Accessory.SetLinkUpAsync(Guard);
        await tool.WaitForLineAsync(static line => line.Contains("\"probe\"", StringComparison.Ordinal), Guard); // none came while the link was down
        scene.Speak(); // on a busy machine the probe may have been too early for the network
        JsonElement silent = JsonDocument.Parse(await tool.WaitForLineAsync(static line => line.Contains("\"SilentReuse\"", StringComparison.Ordinal), Guard)).RootElement;
        Assert.Equal((address.ToString(), true), (silent.GetProperty("address").GetString(), silent.GetProperty("certain").GetBoolean()));
        tool.Kill();
        await tool.Exited.WaitAsync(Guard);
    }

    [Fact]
    public async Task InterfaceThatLeavesABridge_StaysUpAndOneThatIsDeletedEndsTheWatch()
    {
        await using DhcpScene scene = await DhcpScene.CreateAsync(Guard);
        await DhcpScene.IpAsync(scene.Accessory, "link", "add", "port0", "type", "veth", "peer", "name", "port1");
        await DhcpScene.IpAsync(scene.Accessory, "link", "add", "br0", "type", "bridge");
        await DhcpScene.IpAsync(scene.Accessory, "link", "set", "port0", "master", "br0", "up");
        await DhcpScene.IpAsync(scene.Accessory, "link", "set", "port1", "up");
        await using (DhcpWatch before = scene.Accessory.Invoke(static () => DhcpWatch.Open("port0")))
        {
            await using Observations first = new(before, Guard);
            if (!before.IsUp)
                await first.NextAsync(DhcpObservationKind.LinkUp); // the kernel takes its time to find the carrier
        }

        await using DhcpWatch watch = scene.Accessory.Invoke(static () => DhcpWatch.Open("port0"));
        await using Observations seen = new(watch, Guard);

        await DhcpScene.IpAsync(scene.Accessory, "link", "set", "port0", "nomaster");
        await DhcpScene.IpAsync(scene.Accessory, "link", "set", "port1", "down");
        await seen.NextAsync(DhcpObservationKind.LinkDown);
        Assert.False(watch.IsUp); // it is the real one, not the bridge's word
        await DhcpScene.IpAsync(scene.Accessory, "link", "del", "port0");
        DhcpWatchException gone = await Assert.ThrowsAsync<DhcpWatchException>(() => seen.NextAsync(DhcpObservationKind.LinkUp));
        Assert.Equal((DhcpWatchError.NoSuchInterface, "the interface is gone"), (gone.Error, gone.Cause));
        Assert.Equal([DhcpObservationKind.LinkDown], seen.Kinds);
    }

    [Fact]
    public async Task ProgramWithoutThePrivilege_IsToldWhatHelps()
    {
        Peers.RequireTool("setpriv");
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = 1 }, Guard);
        LabCommandResult told = await lab[0].RunAsync("setpriv", ["--bounding-set=-net_raw", "dotnet", LabPrograms.PeerProtoTool, "dhcp", "watch", "eth0", "--json"], Guard);

        Assert.Equal(1, told.ExitCode);
        JsonElement failure = Assert.Single(Json(told.StandardOutput));
        Assert.Equal("Watching eth0 failed: this program may not open packet sockets", failure.GetProperty("error").GetString());
        Assert.Contains("CAP_NET_RAW", failure.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KernelFilter_CutsAndDropsAndTellsWhatWasNotRead()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["watching", "sending"], IPv4 = false, IPv6 = false }, Guard);
        using LinuxLinkTap tap = lab["watching"].Invoke(static () => LinuxLinkTap.Open("eth0"));
        using LinuxLinkTap sender = lab["sending"].Invoke(static () => LinuxLinkTap.Open("eth0"));
        byte[] head = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. sender.HardwareAddress.GetAddressBytes()];
        byte[] dhcp = [.. head, 8, 0, .. IPv4(17, 0), 0, 68, 0, 67, 1, 0x18, 0, 0, .. new byte[272]];
        byte[] later = [.. head, 8, 0, .. IPv4(17, 7), 0, 68, 0, 67, 1, 0x18, 0, 0, .. new byte[272]]; // a later fragment has no ports
        byte[] tcp = [.. head, 8, 0, .. IPv4(6, 0), .. new byte[280]];
        byte[] arp = [.. head, 8, 6, 0, 1, 8, 0, 6, 4, 0, 1, .. new byte[20 + 100]];
        byte[] ipv6 = [.. head, 0x86, 0xDD, .. new byte[200]];
        byte[] vlan = [.. head, 0x81, 0, 0, 5, .. arp[12..], .. new byte[50]]; // of another network
        foreach (byte[] frame in new[] { ipv6, dhcp, tcp, vlan, arp, later, ipv6, arp })
            await sender.SendAsync(frame, Guard);
        byte[] buffer = new byte[4096];
        List<int> lengths = [];
        while (lengths.Count < 5)
        {
            int length = await tap.ReadAsync(buffer, Guard);
            if (buffer.AsSpan(6, 6).SequenceEqual(head.AsSpan(6)))
                lengths.Add(length);
        }

        Assert.Equal([dhcp.Length, 64, arp.Length, 64, arp.Length], lengths);
        Assert.Equal(0, tap.Drops);
        while (tap.Drops == 0)
        {
            for (int i = 0; i < 1000; i++)
                await sender.SendAsync(dhcp, Guard);
        }
    }

    // A header of a packet of 300 bytes. The lab's bridge may look at the checksum.
    private static byte[] IPv4(byte protocol, byte fragment)
    {
        byte[] header = [0x45, 0, 1, 0x2C, 0, 0, 0, fragment, 64, protocol, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
        int sum = Enumerable.Range(0, 10).Sum(i => (header[2 * i] << 8) | header[(2 * i) + 1]);
        sum = ~((sum & 0xFFFF) + (sum >> 16));
        (header[10], header[11]) = ((byte)(sum >> 8), (byte)sum);
        return header;
    }

    private static JsonElement[] Json(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];
}
