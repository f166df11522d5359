using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Diagnosis;

/// <summary>A firewall that drops UDP, all but discovery's, between two hosts of a lab.</summary>
public sealed class QuicBlockedTests : IAsyncLifetime
{
    private const int Port = 4711;
    private const string DropUdp = "add table inet lab; add chain inet lab in { type filter hook input priority 0; }; add rule inet lab in udp dport != 5353 drop";
    private const string LetUdpThrough = "delete table inet lab";

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));

    public async ValueTask InitializeAsync()
    {
        await Peers.RequireLabAsync();
        Peers.RequireTool("nft");
        Peers.RequireQuic();
    }

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    public async Task PeersWithQuicAndTcp_MeetOverTcpWhereUdpIsDropped()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(cancellationToken: _guard.Token);
        await NftAsync(lab[0], DropUdp);
        await NftAsync(lab[1], DropUdp);
        await using LabProcess one = lab[0].StartDotnet(LabPrograms.LabPeer, ["found", "quic,tcp"]);
        await one.WaitForLineAsync(static line => line.Contains("listener quic Ready", StringComparison.Ordinal), _guard.Token);
        await using LabProcess other = lab[1].StartDotnet(LabPrograms.LabPeer, ["found", "quic,tcp"]);

        string joined = await other.WaitForLineAsync(static line => line.Contains(" joined ", StringComparison.Ordinal), _guard.Token);

        Assert.Matches("joined (tcp|ws)://", joined); // both go over TCP; on a busy machine either may come first
        Figures.Record("start of a process to the first call answered, UDP dropped", joined.Split(' ')[0] + " s");
    }

    [Fact]
    public async Task DialerWithQuicOnly_WaitsAndSaysThatUdpIsBlocked()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(cancellationToken: _guard.Token);
        await using LabProcess listener = lab[1].StartDotnet(LabPrograms.LabPeer, ["alone", "quic", $"{Port}"]);
        await listener.WaitForLineAsync(static line => line.Contains("listener quic Ready", StringComparison.Ordinal), _guard.Token);
        await NftAsync(lab[1], DropUdp);
        await using LabProcess dialer = lab[0].StartDotnet(LabPrograms.LabPeer, ["alone", "quic/1"]);

        await dialer.StandardInput.WriteLineAsync($"dial quic://{lab[1].IPv4Address}:{Port}");
        string waiting = await dialer.WaitForLineAsync(static line => line.Contains(" Waiting ", StringComparison.Ordinal), _guard.Token);
        Assert.Contains("Connect (UdpBlocked): Nothing came back over UDP", waiting, StringComparison.Ordinal);

        await NftAsync(lab[1], LetUdpThrough);
        await dialer.StandardInput.WriteLineAsync("restart");
        await dialer.WaitForLineAsync(static line => line.Contains(" Ready ", StringComparison.Ordinal), _guard.Token);
    }

    [Theory]
    [InlineData("udp dport != 5353 drop", "TCP reaches that machine, so UDP is blocked")]
    [InlineData("meta l4proto { tcp, udp } drop", "and nothing over TCP either")]
    public async Task DoctorBeforeQuic_TellsABlockOfUdpFromSilence(string rule, string told)
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(cancellationToken: _guard.Token);
        await NftAsync(lab[1], $"add table inet lab; add chain inet lab in {{ type filter hook input priority 0; }}; add rule inet lab in {rule}");

        LabCommandResult result = await lab[0].RunDotnetAsync(
            LabPrograms.PeerProtoTool, ["doctor", "connect", $"quic://{lab[1].IPv4Address}:{Port}", "--connect-timeout", "1", "--json"], _guard.Token);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("\"code\":\"UdpBlocked\"", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(told, result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyListensForQuic_IsToldApartFromABlock()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(cancellationToken: _guard.Token);

        LabCommandResult result = await lab[0].RunDotnetAsync(LabPrograms.PeerProtoTool, ["doctor", "connect", $"quic://{lab[1].IPv4Address}:{Port}", "--json"], _guard.Token);

        Assert.Contains("\"code\":\"PortClosed\"", result.StandardOutput, StringComparison.Ordinal);
    }

    private async Task NftAsync(LabHost host, string rules)
    {
        LabCommandResult result = await host.RunAsync("nft", [rules], _guard.Token);
        Assert.True(result.ExitCode == 0, result.StandardError);
    }
}
