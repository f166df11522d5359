using System.Diagnostics;

namespace PeerProto.Diagnostics.Tests.Gaps;

/// <summary>tcpdump reads the same captures, and counts the same datagrams.</summary>
public sealed class TcpdumpTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false, false, 1, false)]
    [InlineData(false, true, 1, true)]
    [InlineData(false, false, 113, false)]
    [InlineData(false, false, 276, true)]
    [InlineData(false, false, 101, false)]
    [InlineData(true, false, 1, false)]
    [InlineData(true, true, 101, true)]
    [InlineData(false, false, 258, false)]
    [InlineData(true, false, 258, true)]
    public async Task Tcpdump_SeesTheSameDatagramsAndWritesThemAgain(bool isNext, bool isBig, int linkType, bool hasNanoseconds)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Select(static folder => Path.Combine(folder, "tcpdump")).FirstOrDefault(File.Exists);
        Assert.False(path is null && Environment.GetEnvironmentVariable("PEERPROTO_REQUIRE_PEERS") == "1", "tcpdump is not installed, and peers are required.");
        Assert.SkipWhen(path is null, "tcpdump is not installed.");
        CaptureFile file = new(isNext, isBig, linkType, hasNanoseconds);
        for (uint i = 0; i < 40; i++)
            file.Add((i * 10) + (i >= 20 ? 500 : 0), i, 100 + (int)i);
        byte[] written = file.ToArray();
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(Guard);
        string text = System.Text.Encoding.UTF8.GetString(await RunAsync(path!, ["-nn", "-r", "-", .. Filter(linkType)], written, guard.Token));
        Assert.Equal(40, text.Split('\n').Count(static line => line.Contains("192.0.2.1.4000 > 239.1.2.3.4001: UDP, length 1", StringComparison.Ordinal)));
        byte[] rewritten = await RunAsync(path!, ["-r", "-", "-w", "-"], written, guard.Token);
        GapAnalyzer analyzer = new(new GapAnalyzerOptions { Sequence = new SequenceField(0, 4) });
        GapFlow ours = Assert.Single(analyzer.Analyze(new MemoryStream(written), guard.Token).Flows);
        GapFlow theirs = Assert.Single(analyzer.Analyze(new MemoryStream(rewritten), guard.Token).Flows);
        Assert.Equal((ours.Datagrams, ours.Bytes, ours.Duration, ours.GapCount), (theirs.Datagrams, theirs.Bytes, theirs.Duration, theirs.GapCount));
        Assert.Equal((40, 1, GapVerdictKind.Sender), (theirs.Datagrams, theirs.GapCount, theirs.Verdict.Kind));
    }

    // tcpdump shows what is behind PKTAP, and has no filter for it
    private static string[] Filter(int linkType) => linkType switch { 1 => ["vlan and udp port 4001"], 258 => [], _ => ["udp port 4001"] };

    private static async Task<byte[]> RunAsync(string path, string[] arguments, byte[] input, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using MemoryStream output = new();
        Task copying = process.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
        process.StandardInput.Close();
        await copying;
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output.ToArray();
    }
}
