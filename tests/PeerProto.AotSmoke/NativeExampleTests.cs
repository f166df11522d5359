using System.Globalization;

namespace PeerProto.AotSmoke;

/// <summary>The SDK ahead of time: no warning, a program that works, and a size that does not grow unnoticed.</summary>
public sealed class NativeExampleTests
{
    private const double Tolerance = 0.05;
    private const string AcceptVariable = "PEERPROTO_ACCEPT";

    [Fact]
    public async Task Example_IsPublishedWithoutWarningAndWorksWithinItsSize()
    {
        Toolchain.Require();
        using NativeExample example = new();

        string build = await example.PublishAsync();
        Assert.DoesNotContain("warning", build, StringComparison.OrdinalIgnoreCase);

        string[] lines = (await example.RunAsync(example.Program)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["reading: 0 % to 90 % in 0.3 s, steady", "evening: 90 % to 35 % in 4 s, flickering every 150 ms", "night: 35 % to 2 % in 60 s, steady"],
            lines);

        long bytes = new FileInfo(example.Program).Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"figure: the Lamp example for {NativeExample.Runtime}: {bytes} bytes");
        string baselineFile = Path.Combine(NativeExample.RepositoryRoot, "tests", "PeerProto.AotSmoke", $"{NativeExample.Runtime}.bytes");
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            await File.WriteAllTextAsync(baselineFile, $"{bytes}\n", TestContext.Current.CancellationToken);
        long baseline = long.Parse(await File.ReadAllTextAsync(baselineFile, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        Assert.InRange(bytes, baseline * (1 - Tolerance), baseline * (1 + Tolerance));
    }
}
