using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Lab;

public sealed class LabProcessTests : IAsyncLifetime
{
    private const int KilledExitCode = 128 + 9;

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(1));
    private NetworkLab _lab = null!;

    private CancellationToken Guard => _guard.Token;

    private LabHost Host => _lab[0];

    public async ValueTask InitializeAsync()
    {
        await Peers.RequireLabAsync();
        _lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["alpha"] }, Guard);
    }

    public async ValueTask DisposeAsync()
    {
        await (_lab?.DisposeAsync() ?? default);
        _guard.Dispose();
    }

    [Fact]
    public async Task Program_SeesHostNameAndItsOwnNetworkOnly()
    {
        LabCommandResult result = (await Host.RunAsync("sh", ["-c", "cat /proc/sys/kernel/hostname; ls /sys/class/net"], Guard)).EnsureSuccess();

        Assert.Equal(["alpha", "eth0", "lo"], result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Result_HoldsExitCodeAndBothOutputs()
    {
        LabCommandResult result = await Host.RunAsync("sh", ["-c", "echo out; echo err >&2; exit 3"], Guard);

        Assert.Equal(new LabCommandResult(3, "out\n", "err\n"), result);
        NetworkLabException error = Assert.Throws<NetworkLabException>(result.EnsureSuccess);
        Assert.Contains("err", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_ArriveAsTheyAre()
    {
        LabCommandResult result = await Host.RunAsync("printf", ["%s|", "a b", "$HOME", "'", "ü", ""], Guard);

        Assert.Equal("a b|$HOME|'|ü||", result.StandardOutput.TrimEnd('\n'));
    }

    [Fact]
    public async Task Kill_MeetsTheProgramItself()
    {
        LabProcess process = Host.Start("sh", ["-c", "trap '' TERM; echo $$; while true; do read line; done"]);
        string ownId = await process.WaitForLineAsync(_ => true, Guard);
        process.Kill();

        Assert.Equal(process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), ownId);
        Assert.Equal(KilledExitCode, await process.Exited.WaitAsync(Guard));
    }

    [Fact]
    public async Task Terminate_LetsTheProgramCleanUp()
    {
        LabProcess process = Host.Start("sh", ["-c", "trap 'echo bye; exit 5' TERM; echo ready; while true; do read line; done"]);
        await process.WaitForLineAsync(line => line == "ready", Guard);
        process.Terminate();
        process.StandardInput.Close();

        Assert.Equal(5, await process.Exited.WaitAsync(Guard));
        Assert.Equal("bye", await process.WaitForLineAsync(line => line == "bye", Guard));
    }

    [Fact]
    public async Task StandardInput_ReachesTheProgram()
    {
        LabProcess process = Host.Start("cat", []);
        await process.StandardInput.WriteLineAsync("hello");

        Assert.Equal("hello", await process.WaitForLineAsync(_ => true, Guard));
    }

    [Fact]
    public async Task LateReader_SeesEarlierLines()
    {
        LabProcess process = Host.Start("sh", ["-c", "echo one; echo two"]);
        await process.Exited.WaitAsync(Guard);
        List<string> lines = [];
        await foreach (string line in process.StandardOutput.ReadLinesAsync(Guard))
        {
            lines.Add(line);
        }

        Assert.Equal(["one", "two"], lines);
    }

    [Fact]
    public async Task LineThatNeverComes_FailsWithWhatWasSaid()
    {
        LabProcess process = Host.Start("sh", ["-c", "echo something else"]);

        NetworkLabException error = await Assert.ThrowsAsync<NetworkLabException>(() => process.WaitForLineAsync(line => line == "ready", Guard));
        Assert.Contains("something else", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutputPastTheBound_DropsTheOldestLines()
    {
        LabCommandResult result = await Host.RunAsync("seq", ["1", "1000000"], Guard);

        Assert.True(result.StandardOutput.Length <= LabOutput.MaximumKeptCharacters);
        Assert.EndsWith("\n1000000\n", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LineWithoutEnd_IsCutAtTheBound()
    {
        LabCommandResult result = await Host.RunAsync("head", ["-c", "20000", "/dev/zero"], Guard);

        Assert.Equal([LabOutput.MaximumLineLength, 20_000 - LabOutput.MaximumLineLength], result.StandardOutput.TrimEnd('\n').Split('\n').Select(line => line.Length));
    }

    [Fact]
    public void MissingProgram_IsNamed()
    {
        NetworkLabException error = Assert.Throws<NetworkLabException>(() => Host.Start("no-such-program", []));
        Assert.Contains("no-such-program", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DotnetProgram_RunsOnTheHost()
    {
        LabCommandResult result = await Host.RunDotnetAsync(typeof(LabProcessTests).Assembly.Location, ["-?"], Guard);

        Assert.Contains("xUnit.net", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancelledRun_KillsTheProgram()
    {
        using CancellationTokenSource cancellation = new();
        Task<LabCommandResult> run = Host.RunAsync("sleep", ["600"], cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }
}
