using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Security;

/// <summary>What a stranger who begins and falls silent makes a session hold, measured in a process of its own against what docs/threat-model.md says.</summary>
public sealed partial class HalfOpenCostTests
{
    private static readonly int Connections = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 5000 : 200;

    [Theory]
    [InlineData("None")]
    [InlineData("Unverified")]
    [InlineData("PreSharedKey")]
    [InlineData("Passcode")]
    public async Task SilentStranger_CostsNoMoreThanThePageSays(string kind)
    {
        string page = await File.ReadAllTextAsync(Path.Combine(FindRepository(), "docs", "threat-model.md"), TestContext.Current.CancellationToken);
        long allowed = 1024 * long.Parse(Row().Matches(page).Single(row => row.Groups[1].Value == kind).Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        string probe = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", "..", "..", "PeerProto.AllocationProbe", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "PeerProto.AllocationProbe.dll"));
        using Process process = Process.Start(new ProcessStartInfo("dotnet", ["exec", probe, "half-open", kind, Connections.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).Guarded();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).Guarded();
        TestContext.Current.TestOutputHelper?.WriteLine(output);

        Assert.True(process.ExitCode == 0, output + await errors);
        Match measured = Figures().Match(output);
        Assert.True(measured.Success, output);
        Assert.All([1, 2], group => Assert.True(long.Parse(measured.Groups[group].ValueSpan, CultureInfo.InvariantCulture) <= allowed, output));
    }

    private static string FindRepository()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "PeerProto.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    [GeneratedRegex(@"(-?\d+) B managed, (-?\d+) B resident")]
    private static partial Regex Figures();

    [GeneratedRegex(@"^\| `(\w+)` \|[^|]+\| (\d+) KiB \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
