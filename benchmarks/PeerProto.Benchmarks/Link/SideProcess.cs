using System.Diagnostics;

namespace PeerProto.Benchmarks.Link;

/// <summary>A process of this program that runs one side of a row.</summary>
internal sealed class SideProcess : IDisposable
{
    private readonly Process _process;

    private SideProcess(Process process) => _process = process;

    /// <summary>Starts a side.</summary>
    /// <returns>The side, and what it said when it was there: its port if it is a server.</returns>
    public static async Task<(SideProcess Side, string Greeting)> StartAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(SideProcess).Assembly.Location);
        start.ArgumentList.Add(LinkSide.Command);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        SideProcess side = new(Process.Start(start)!);
        return (side, await side.ReadAsync());
    }

    /// <summary>Gives a command and waits for the answer.</summary>
    public async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await ReadAsync();
    }

    public async Task<LinkSample> SampleAsync() => LinkSample.Parse(await AskAsync(LinkSide.Sample));

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A side of the link ended; its standard error says why.");
}
