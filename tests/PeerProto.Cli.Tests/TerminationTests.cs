using System.Diagnostics;
using System.Globalization;

namespace PeerProto.Cli.Tests;

public sealed class TerminationTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    // SIGINT takes the same way, but whoever starts tests in the background has it ignored.
    [Fact]
    public async Task SignalToEnd_LetsTheVerbEndInOrder()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no signals between processes.");
        string rules = Path.Combine(Directory.CreateTempSubdirectory("peerproto-").FullName, "rules.json");
        await File.WriteAllTextAsync(rules, """{"upstreams":{"a":{"servers":["127.0.0.1:9"]}},"rules":[],"default":"a"}""", TestContext.Current.CancellationToken);
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(Guard);
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "PeerProto.Cli.dll"), "dns", "forward", "--config", rules, "--listen", "127.0.0.1:0"];
        using Process tool = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", arguments) { RedirectStandardOutput = true })!;
        try
        {
            Assert.StartsWith("answers on ", await tool.StandardOutput.ReadLineAsync(guard.Token), StringComparison.Ordinal);

            using Process kill = Process.Start("kill", ["-TERM", tool.Id.ToString(CultureInfo.InvariantCulture)]);
            await tool.WaitForExitAsync(guard.Token);

            Assert.Equal(ExitCodes.Success, tool.ExitCode); // whom a signal ends has 128 and its number
        }
        finally
        {
            if (!tool.HasExited)
                tool.Kill();
            Directory.Delete(Path.GetDirectoryName(rules)!, recursive: true);
        }
    }
}
