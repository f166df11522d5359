using System.Diagnostics;
using System.Globalization;

namespace PeerProto.Apple.Tests;

public sealed class CrashGroupingTests : IDisposable
{
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
        int count = Mutations.Count / 100; // 1,000, and 10,000 as soak
        string padding = string.Concat(Enumerable.Range(2, 60).Select(i => $",{{\"id\":{i},\"frames\":[{{\"imageOffset\":{i},\"symbol\":\"waiting\",\"symbolLocation\":4,\"imageIndex\":1}}]}}"));
        string body = CrashSamples.Body.Replace("]}\n  ],", $"]}}{padding}\n  ],", StringComparison.Ordinal);
        Assert.NotEqual(CrashSamples.Body.Length, body.Length);
        for (int i = 0; i < count; i++)
            File.WriteAllText(Path.Combine(_folder.FullName, $"{i:D5}.ips"), CrashSamples.Header + "\n" + body.Replace("drawStrokes", $"draw{(char)('A' + (i % 20))}", StringComparison.Ordinal));
        Stopwatch watch = Stopwatch.StartNew();
        CrashGrouping grouping = new();
        grouping.AddFiles(Directory.EnumerateFiles(_folder.FullName), TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} reports of {body.Length} characters grouped in {watch.Elapsed.TotalSeconds:F2} s"));
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
}
