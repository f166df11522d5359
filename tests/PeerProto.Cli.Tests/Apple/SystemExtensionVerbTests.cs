using System.Text;
using System.Text.Json;
using PeerProto.Apple;
using PeerProto.Cli.Apple;

namespace PeerProto.Cli.Tests.Apple;

public sealed class SystemExtensionVerbTests : IDisposable
{
    private const string Waiting = "1 extension(s)\n--- com.apple.system_extension.network_extension\nenabled\tactive\tteamID\tbundleID (version)\tname\t[state]\n\t\tABCDE12345\torg.example.app.filter (1.2/34)\tExample Filter\t[activated waiting for user]\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerproto-sysext-");
    private readonly StringWriter _output = new();

    private static string Running => Waiting.Replace("\t\tABC", "*\t*\tABC", StringComparison.Ordinal).Replace("waiting for user", "enabled", StringComparison.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void WaitingExtension_IsExplainedAndFails()
    {
        Assert.Equal(ExitCodes.Nothing, new SystemExtensionVerb(new LineSystemExtensionOutput(_output), Input(Waiting)).Show(["-"]));
        string[] lines = _output.ToString().Split('\n');
        Assert.Equal("org.example.app.filter (1.2/34) of ABCDE12345: activated waiting for user", lines[0]);
        Assert.StartsWith("  1. Approve it on the Mac", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralListings_TellTransitionsAndJudgeTheLast()
    {
        string before = File("before.txt", Waiting);
        string after = File("after.txt", Running);
        SystemExtensionVerb verb = new(new JsonSystemExtensionOutput(_output), Input(""));
        Assert.Equal(ExitCodes.Success, verb.Show([before, after]));
        JsonElement[] objects = [.. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(("activated_waiting_for_user", "activated_enabled"), (objects[0].GetProperty("before").GetString(), objects[0].GetProperty("after").GetString()));
        Assert.True(objects[1].GetProperty("good").GetBoolean());
        Assert.True(objects[1].GetProperty("extensions")[0].GetProperty("active").GetBoolean());
        Assert.Equal(ExitCodes.Nothing, verb.Show([after, before]));
    }

    [Fact]
    public async Task ListingsInARow_TellEachTransition()
    {
        SystemExtensionVerb verb = new(new LineSystemExtensionOutput(_output), Input(""));
        Assert.Equal(ExitCodes.Success, await verb.WatchAsync("-", new StringReader("0 extension(s)\n" + Waiting + Waiting + Running), TestContext.Current.CancellationToken));
        Assert.StartsWith(
            "org.example.app.filter (1.2/34): not there -> activated waiting for user\norg.example.app.filter (1.2/34): activated waiting for user -> activated enabled\norg.example.app.filter (1.2/34) of",
            _output.ToString().ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Nothing, await verb.WatchAsync("-", new StringReader("nothing\n"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Profile_IsMadeCheckedAndRefused()
    {
        SystemExtensionVerb verb = new(new LineSystemExtensionOutput(_output), Input(""));
        Assert.Equal(ExitCodes.Success, verb.MakeProfile(new SystemExtensionProfileOptions { TeamId = "ABCDE12345", ExtensionBundleId = "org.example.app.filter", AppBundleId = "org.example.app" }));
        string text = _output.ToString();
        Assert.StartsWith("<?xml", text, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, verb.CheckProfile(File("good.mobileconfig", text)));
        Assert.Equal(ExitCodes.Nothing, verb.CheckProfile(File("bad.mobileconfig", text.Replace("<string>org.example.app</string>", "<string>org.example.app.filter</string>", StringComparison.Ordinal))));
        Assert.Equal(ExitCodes.Nothing, verb.CheckProfile(File("none.mobileconfig", "none")));
        Assert.Equal(ExitCodes.Nothing, verb.MakeProfile(new SystemExtensionProfileOptions { TeamId = "x", ExtensionBundleId = "org.example.app.filter" }));
        Assert.Contains("A team identifier is ten letters A to Z and digits. Give other options.", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNotThere_IsToldOf() =>
        Assert.Equal(ExitCodes.Nothing, new SystemExtensionVerb(new LineSystemExtensionOutput(_output), Input("")).Show([Path.Combine(_folder.FullName, "none")]));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    public async Task PathThatCannotBe_IsToldOf(string path)
    {
        SystemExtensionVerb verb = new(new JsonSystemExtensionOutput(_output), Input(""));
        Assert.Equal(ExitCodes.Nothing, verb.Show([path]));
        Assert.Equal(ExitCodes.Nothing, verb.CheckProfile(path));
        Assert.Equal(ExitCodes.Nothing, await verb.WatchAsync(path, TextReader.Null, TestContext.Current.CancellationToken));
        JsonElement[] objects = [.. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal([path, path, path], objects.Select(answer => answer.GetProperty("file").GetString()));
    }

    [Fact]
    public void NewVersionThatWaitsBesideARunningOne_IsNoSuccess()
    {
        string both = Running + "\t\tABCDE12345\torg.example.app.filter (1.3/35)\tExample Filter\t[activated waiting for user]\n";
        Assert.Equal(ExitCodes.Nothing, new SystemExtensionVerb(new JsonSystemExtensionOutput(_output), Input(both)).Show(["-"]));
        Assert.False(JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("good").GetBoolean());
    }

    [Fact]
    public void ChangeOfStars_IsInJson()
    {
        string before = File("before.txt", Running.Replace("*\t*\tABC", "\t*\tABC", StringComparison.Ordinal));
        new SystemExtensionVerb(new JsonSystemExtensionOutput(_output), Input("")).Show([before, File("after.txt", Running)]);
        JsonElement change = JsonDocument.Parse(_output.ToString().Split('\n')[0]).RootElement;
        Assert.Equal((false, true), (change.GetProperty("marksBefore").GetProperty("enabled").GetBoolean(), change.GetProperty("marksAfter").GetProperty("enabled").GetBoolean()));
    }

    [Fact]
    public async Task LineWithoutEnd_IsRefused()
    {
        SystemExtensionVerb verb = new(new LineSystemExtensionOutput(_output), Input(""));
        Assert.Equal(ExitCodes.Nothing, await verb.WatchAsync("-", new StringReader("1 extension(s)" + new string(' ', 2_000_000)), TestContext.Current.CancellationToken));
        Assert.Contains("A line has more than", _output.ToString(), StringComparison.Ordinal);
    }

    private string File(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    private static Func<Stream> Input(string text) => () => new MemoryStream(Encoding.UTF8.GetBytes(text));
}
