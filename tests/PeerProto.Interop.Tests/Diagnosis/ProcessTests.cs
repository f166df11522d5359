using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Diagnosis;

/// <summary>What only a process of its own can provoke: too few sockets, too few ports, a library that is not there.</summary>
public sealed class ProcessTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));

    public async ValueTask InitializeAsync() => await Peers.RequireLabAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    public async Task ProgramMayOpenNoMoreFiles_WaitsForASocketAndGoesOnWhenThereIsOne()
    {
        const string ClosedPort = "tcp://127.0.0.1:1";
        Peers.RequireTool("prlimit");
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = 1 }, _guard.Token);
        await using LabProcess peer = lab[0].StartDotnet(LabPrograms.LabPeer, ["alone", "tcp"]);

        await DialAsync("127.0.0.1:1", "PortClosed"); // loads what the next attempt needs files for
        await peer.StandardInput.WriteLineAsync("threads");
        await peer.WaitForLineAsync(static line => line.EndsWith("threads made", StringComparison.Ordinal), _guard.Token);
        await LimitAsync("3:");
        await DialAsync("127.0.0.1:2", "SocketsExhausted");

        await LimitAsync("1024:");
        await peer.StandardInput.WriteLineAsync("restart");
        await peer.WaitForLineAsync(static line => line.Contains("127.0.0.1:2 Waiting Connect (PortClosed)", StringComparison.Ordinal), _guard.Token);
        Assert.DoesNotContain(ClosedPort + " Failed", peer.StandardOutput.Text, StringComparison.Ordinal);

        async Task DialAsync(string place, string code)
        {
            await peer.StandardInput.WriteLineAsync($"dial tcp://{place}");
            await peer.WaitForLineAsync(line => line.Contains($"{place} Waiting Connect ({code})", StringComparison.Ordinal), _guard.Token);
        }

        async Task LimitAsync(string files)
        {
            LabCommandResult result = await lab[0].RunAsync("prlimit", ["--pid", $"{peer.Id}", $"--nofile={files}"], _guard.Token);
            Assert.True(result.ExitCode == 0, result.StandardError);
        }
    }

    [Fact]
    public async Task NoLocalPortIsLeft_IsToldApartFromANetworkThatIsNotThere()
    {
        const string There = "tcp://127.0.0.1:4711";
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = 1 }, _guard.Token);
        await using LabProcess listener = lab[0].StartDotnet(LabPrograms.LabPeer, ["alone", "tcp", "4711"]);
        await using LabProcess holder = lab[0].StartDotnet(LabPrograms.LabPeer, ["alone", "tcp"]);
        await listener.WaitForLineAsync(IsListening, _guard.Token);
        await holder.WaitForLineAsync(IsListening, _guard.Token);
        await lab[0].RunAsync("sh", ["-c", "echo 40000 40000 > /proc/sys/net/ipv4/ip_local_port_range"], _guard.Token);
        await holder.StandardInput.WriteLineAsync($"dial {There}");
        await holder.WaitForLineAsync(static line => line.Contains(" Ready ", StringComparison.Ordinal), _guard.Token);

        LabCommandResult result = await lab[0].RunDotnetAsync(LabPrograms.PeerProtoTool, ["doctor", "connect", There, "--json"], _guard.Token);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("\"code\":\"SocketsExhausted\"", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("No local port was left", result.StandardOutput, StringComparison.Ordinal);

        static bool IsListening(string line) => line.Contains("listener tcp Ready", StringComparison.Ordinal);
    }

    [Fact]
    public async Task LibraryOfQuicIsNotThere_ItsListenerHasFailedAndTcpServes()
    {
        const string HideAndRun = "for file in $0; do mount --bind /dev/null \"$file\" || exit 1; done; exec \"$@\"";
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = 1 }, _guard.Token);
        await using LabProcess listener = lab[0].StartDotnet(LabPrograms.LabPeer, ["alone", "tcp", "4711"]);
        await listener.WaitForLineAsync(static line => line.Contains("listener tcp Ready", StringComparison.Ordinal), _guard.Token);

        await using LabProcess peer = lab[0].Start(
            "unshare", ["--mount", "sh", "-c", HideAndRun, string.Join(' ', LibrariesOfQuic()), Environment.ProcessPath is { } own && Path.GetFileName(own) == "dotnet" ? own : "dotnet", LabPrograms.LabPeer, "alone", "quic,tcp"]);
        string failed = await peer.WaitForLineAsync(static line => line.Contains("listener quic ", StringComparison.Ordinal), _guard.Token);
        Assert.Contains("listener quic Failed Connect (TransportMissing): This machine has no QUIC", failed, StringComparison.Ordinal);
        Assert.Contains("Install libmsquic", failed, StringComparison.Ordinal);

        await peer.StandardInput.WriteLineAsync("dial quic://127.0.0.1:4711");
        await peer.WaitForLineAsync(static line => line.Contains("Failed Connect (TransportMissing)", StringComparison.Ordinal), _guard.Token);
        await peer.StandardInput.WriteLineAsync("dial tcp://127.0.0.1:4711");
        await peer.WaitForLineAsync(static line => line.Contains("dialer tcp://127.0.0.1:4711 Ready", StringComparison.Ordinal), _guard.Token);
    }

    /// <summary>The files of libmsquic that this process has loaded by asking for QUIC; none where the machine has none.</summary>
    private static IEnumerable<string> LibrariesOfQuic() => QuicTransportProvider.IsSupported
        ? File.ReadLines("/proc/self/maps").Where(static line => line.Contains("libmsquic", StringComparison.Ordinal)).Select(static line => line[line.IndexOf('/', StringComparison.Ordinal)..]).Distinct()
        : [];
}
