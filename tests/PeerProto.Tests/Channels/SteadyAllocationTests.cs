using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Channels;

public sealed partial class SteadyAllocationTests
{
    private const double MostBytesPerMessage = 0.01;

    [Fact]
    public async Task StructsFlowSteadily_NothingIsAllocatedPerMessage()
    {
#if DEBUG
        Assert.Skip("Code that is not optimised allocates: measured in Release only.");
#endif
        string probe = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", "..", "..", "PeerProto.AllocationProbe", "bin", "Release", "net10.0", "PeerProto.AllocationProbe.dll"));
        using Process process = Process.Start(new ProcessStartInfo("dotnet", ["exec", probe]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).Guarded();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).Guarded();
        TestContext.Current.TestOutputHelper?.WriteLine(output);

        Assert.True(process.ExitCode == 0, output + await errors);
        double[] windows = [.. Window().Matches(output).Select(match => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];
        Assert.Equal(2, windows.Length);
        Assert.True(windows.Min() < MostBytesPerMessage, output); // what each message costs is in both windows; a pool that grows once, or a timer of the runtime's, is in one
    }

    [GeneratedRegex(@"window \d: ([0-9.]+) B/message")]
    private static partial Regex Window();
}
