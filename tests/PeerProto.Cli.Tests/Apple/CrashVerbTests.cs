using System.Text.Json;
using PeerProto.Cli.Apple;

namespace PeerProto.Cli.Tests.Apple;

public sealed class CrashVerbTests : IDisposable
{
    private const string OfPost =
        "CFNetwork None CFURLResponseGetRecommendedCachePolicy None 0 CFNetwork None CFHTTPCookieStorageUnscheduleFromRunLoop None 0 CFNetwork None /_/_CFNetworkAgentMessageProcessorMain None 0 " +
        "CFNetwork None CFURLDownloadCancel None 0 CFNetwork None CFURLDownloadCancel None 0 libdispatch.dylib None /_dispatch/_block/_async/_invoke2 None We've observed intermittent crashes.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerproto-crash-verb-");
    private readonly StringWriter _output = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void WordsFromTheInput_BecomeAPage()
    {
        Assert.Equal(ExitCodes.Success, new CrashVerb(new LineCrashOutput(_output), new StringReader(OfPost), 5).Run(["-"], false, TestContext.Current.CancellationToken));
        string[] lines = _output.ToString().Split('\n');
        Assert.Equal(3, lines.Count(line => line.StartsWith("  beware: ", StringComparison.Ordinal)));
        Assert.Contains("     3  CFNetwork CFURLDownloadCancel", lines);
        Assert.Contains(lines, line => line.StartsWith("  likely: network session used after its end", StringComparison.Ordinal));
    }

    [Fact]
    public void FolderInGroups_IsOneJsonObject()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "a.crash"), OfPost);
        File.WriteAllText(Path.Combine(_folder.FullName, "b.TXT"), OfPost);
        File.WriteAllText(Path.Combine(_folder.FullName, "c.png"), "no report, and not looked at");
        Assert.Equal(ExitCodes.Success, new CrashVerb(new JsonCrashOutput(_output), TextReader.Null, 5).Run([_folder.FullName], true, TestContext.Current.CancellationToken));
        JsonElement root = JsonDocument.Parse(_output.ToString()).RootElement;
        JsonElement group = Assert.Single(root.GetProperty("groups").EnumerateArray().ToArray());
        Assert.Equal((2, 2), (root.GetProperty("reports").GetInt32(), group.GetProperty("count").GetInt32()));
        Assert.Equal(2, group.GetProperty("examples").GetArrayLength());
    }

    [Fact]
    public void FileThatIsNoReport_IsNamedAndFails()
    {
        string path = Path.Combine(_folder.FullName, "x.ips");
        File.WriteAllText(path, "nothing of the kind");
        CrashVerb verb = new(new JsonCrashOutput(_output), TextReader.Null, 5);
        Assert.Equal(ExitCodes.Nothing, verb.Run([path], false, TestContext.Current.CancellationToken));
        JsonElement root = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal(path, root.GetProperty("file").GetString());
        Assert.Contains("neither .ips JSON", root.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Nothing, verb.Run([path], true, TestContext.Current.CancellationToken));
        Assert.Equal(ExitCodes.Nothing, verb.Run([Path.Combine(_folder.FullName, "none.ips")], false, TestContext.Current.CancellationToken));
        File.Delete(path);
        Assert.Equal(ExitCodes.Nothing, verb.Run([_folder.FullName], false, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData("\0", false)]
    public void PathThatCannotBe_IsNamedAndFails(string path, bool isGrouped) =>
        Assert.Equal(ExitCodes.Nothing, new CrashVerb(new JsonCrashOutput(_output), TextReader.Null, 5).Run([path], isGrouped, TestContext.Current.CancellationToken));

    [Fact]
    public void FolderThatHoldsItselfTwice_IsReadOnce()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "a.crash"), OfPost);
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "one"), ".");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "two"), ".");
        Assert.Equal(ExitCodes.Success, new CrashVerb(new JsonCrashOutput(_output), TextReader.Null, 5).Run([_folder.FullName], false, TestContext.Current.CancellationToken));
        Assert.Single(_output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void ControlCharactersOfAReport_DoNotReachTheTerminal()
    {
        const string Text = "Process: \u001B[2Jx [1]\nReport Version: 12\nThread 0 Crashed:\n0   Image  0x0000000100000000 \u001B]0;title + 12\n";
        Assert.Equal(ExitCodes.Success, new CrashVerb(new LineCrashOutput(_output), new StringReader(Text), 5).Run(["-"], false, TestContext.Current.CancellationToken));
        Assert.DoesNotContain('\u001B', _output.ToString());
    }
}
