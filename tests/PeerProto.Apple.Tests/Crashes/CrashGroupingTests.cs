using System.Diagnostics;
using System.Globalization;

namespace PeerProto.Apple.Tests;

public sealed class CrashGroupingTests : IDisposable
{
    /// <summary>Ten times and more what 10,000 reports take on two slow cores that others use too.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerproto-crashes-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void SameCrashOnOtherSystems_IsOneGroupWithFacets()
    {
        CrashGrouping grouping = new();
        for (int i = 0; i < 7; i++)
            grouping.AddText($"a{i}", CrashSamples.Mac.Replace("10.15.7 (19H2026)", i < 4 ? "10.15.7 (19H2026)" : "11.7.10 (20G1427)", StringComparison.Ordinal).Replace("+ 204110", $"+ {204110 + (i * 16)}", StringComparison.Ordinal));
        grouping.AddText("b", CrashSamples.Phone);
        grouping.AddText("broken", "nothing");
        CrashGroup first = grouping.GetGroups()[0];
        Assert.Equal(7, first.Count);
        Assert.Equal([new CrashFacet("macOS 10.15.7 (19H2026)", 4), new CrashFacet("macOS 11.7.10 (20G1427)", 3)], first.Systems);
        Assert.Equal([new CrashFacet("2.1 (77)", 7)], first.Apps);
        Assert.Equal([new CrashFacet("com.apple.CFNetwork.Connection", 7)], first.Queues);
        Assert.Equal(["a0", "a1", "a2", "a3", "a4"], first.Examples);
        Assert.Equal((8, 1, 2), (grouping.Count, grouping.UnreadCount, grouping.GetGroups().Count));
        Assert.Equal("broken", Assert.Single(grouping.Unread).Name);
    }

    [Fact]
    public void FolderOfReports_IsGrouped()
    {
        const int count = 10_000;
        string padding = string.Concat(Enumerable.Range(2, Mutations.Count > 100_000 ? 60 : 10).Select(i => $",{{\"id\":{i},\"frames\":[{{\"imageOffset\":{i},\"symbol\":\"waiting\",\"symbolLocation\":4,\"imageIndex\":1}}]}}"));
        string body = CrashSamples.Body.Replace("]}\n  ],", $"]}}{padding}\n  ],", StringComparison.Ordinal);
        Assert.NotEqual(CrashSamples.Body.Length, body.Length);
        for (int i = 0; i < count; i++)
            File.WriteAllText(Path.Combine(_folder.FullName, $"{i:D5}.ips"), CrashSamples.Header + "\n" + body.Replace("drawStrokes", $"draw{(char)('A' + (i % 20))}", StringComparison.Ordinal));
        Stopwatch watch = Stopwatch.StartNew();
        CrashGrouping grouping = new();
        grouping.AddFiles(Directory.EnumerateFiles(_folder.FullName), TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} reports of {body.Length} characters grouped in {watch.Elapsed.TotalSeconds:F2} s"));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, MostTime);
        Assert.Equal(count, grouping.Count);
        Assert.Equal(20, grouping.GetGroups().Count);
        Assert.All(grouping.GetGroups(), group => Assert.Equal(count / 20, group.Count));
    }

    [Fact]
    public void GroupsAndFacets_AreBounded()
    {
        CrashGrouping grouping = new(1);
        for (int i = 0; i < CrashGrouping.MaximumGroups + 5; i++)
            grouping.AddText($"{i}", $"Image None function{i} None 0");
        Assert.Equal(CrashGrouping.MaximumGroups, grouping.GetGroups().Count);
        Assert.Equal(5, grouping.UngroupedCount);
        CrashGrouping systems = new();
        for (int i = 0; i < 200; i++)
            systems.AddText($"{i:D3}", CrashSamples.Mac.Replace("19H2026", $"19H{i}", StringComparison.Ordinal));
        CrashGroup group = Assert.Single(systems.GetGroups());
        Assert.Equal(65, group.Systems.Count);
        Assert.Equal(new CrashFacet("others", 136), group.Systems[0]);
        Assert.Equal(CrashGrouping.MaximumExamples, group.Examples.Count);
    }

    [Fact]
    public void FileThatIsNotThere_IsNamedWithTheReason()
    {
        CrashGrouping grouping = new();
        grouping.AddFiles([Path.Combine(_folder.FullName, "none.ips")], TestContext.Current.CancellationToken);
        Assert.Contains("none.ips", Assert.Single(grouping.Unread).Name, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderThatHoldsItself_IsSearchedOnce()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "a"), _folder.FullName);
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "b"), ".");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.FullName, "below")).FullName, "x.crash"), CrashSamples.Mac);
        File.WriteAllText(Path.Combine(_folder.FullName, "x.png"), CrashSamples.Mac);

        Assert.Equal([Path.Combine(_folder.FullName, "below", "x.crash")], CrashReportFiles.In(_folder.FullName));
    }

    [Fact]
    public void LinkToAReport_IsRead()
    {
        string path = Path.Combine(_folder.FullName, "x.crash");
        File.WriteAllText(path, CrashSamples.Mac);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "y.crash"), path);

        CrashGrouping grouping = new();
        grouping.AddFiles(CrashReportFiles.In(_folder.FullName), TestContext.Current.CancellationToken);

        Assert.Equal((2, 0), (grouping.Count, grouping.UnreadCount));
    }

    [Fact]
    public async Task PipeInAFolder_IsPassedOverWithTheReason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes with names are made by mkfifo.");
        string pipe = Path.Combine(_folder.FullName, "pipe.ips");
        await OtherProgram.RunAsync("mkfifo", [pipe], "", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link.ips"), pipe);
        File.WriteAllText(Path.Combine(_folder.FullName, "x.crash"), CrashSamples.Mac);
        CrashGrouping grouping = new();

        await Task.Run(() => grouping.AddFiles(CrashReportFiles.In(_folder.FullName), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal((1, 2), (grouping.Count, grouping.UnreadCount));
        Assert.All(grouping.Unread, file => Assert.Contains("pipe", file.Cause, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    public void PathThatCannotBe_IsNamedWithTheReason(string path)
    {
        CrashGrouping grouping = new();
        grouping.AddFiles([path], TestContext.Current.CancellationToken);
        Assert.NotEmpty(Assert.Single(grouping.Unread).Cause);
    }
}
