using System.Net;
using System.Text.Json;
using PeerProto.Apple;
using PeerProto.Cli.Apple;

namespace PeerProto.Cli.Tests.Apple;

public sealed class ThreadVerbTests
{
    // The data sets of the forum posts "Thread Network API not working" and "Using activeOperationalDataSet with Matter chip-tool".
    private const string Whole =
        "0e080000000000010000000300001035060004001fffe002083c66f0dc9ef53f1c0708fdb360c72874da9905104094dce45388fd3d3426e992cbf0697b030d474c2d5332302d6e65773030310102250b04106c9f919a4da9b213764fc83f849381080c0402a0f7f8";

    private const string Broken = "0e080000000000000000000300001935060004001fffc002089f651677026f48070708fd9f65167702000ee90914b5d1097de9bb0818dc94690c0402a0f7f8";

    private readonly StringWriter _output = new();
    private readonly StringWriter _notes = new();

    private string Output => _output.ToString();

    private JsonElement Json => JsonDocument.Parse(Output).RootElement;

    [Fact]
    public void Decode_TellsEveryPartAndHidesTheKeys()
    {
        Assert.Equal(ExitCodes.Success, Lines().Decode(Whole, redacts: false));

        Assert.Contains("10  Channel                16", Output, StringComparison.Ordinal);
        Assert.Contains("76  PAN ID                 0x250b", Output, StringComparison.Ordinal);
        Assert.Contains("GL-S20-new001", Output, StringComparison.Ordinal);
        Assert.Contains("complete and sound", Output, StringComparison.Ordinal);
        Assert.DoesNotContain("4094dce4", Output, StringComparison.Ordinal);
        Assert.Contains("list of processes", _notes.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_ShowsTheKeysWhereItIsAskedTo()
    {
        Assert.Equal(ExitCodes.Success, Lines(showsSecrets: true).Decode(Whole, redacts: false));

        Assert.Contains("4094dce45388fd3d3426e992cbf0697b", Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_PrintsARedactedOneThatIsStillADataset()
    {
        Assert.Equal(ExitCodes.Success, AsJson().Decode(Whole, redacts: true));

        string redacted = Json.GetProperty("redacted").GetProperty("dataset").GetString()!;
        Assert.Equal("GL-S20-new001", ThreadDataset.ParseHex(redacted).NetworkName);
        Assert.DoesNotContain("4094dce4", Output, StringComparison.Ordinal);
        Assert.DoesNotContain("6c9f919a", Output, StringComparison.Ordinal);
        Assert.Contains("replaced by zeros", Json.GetProperty("redacted").GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenDatasetOfThePost_IsToldWithItsPlaceAndWhatIsMissing()
    {
        Assert.Equal(ExitCodes.Nothing, AsJson().Decode(Broken, redacts: true));

        Assert.False(Json.GetProperty("good").GetBoolean());
        Assert.False(Json.GetProperty("enoughForMatter").GetBoolean());
        Assert.Equal(43, Json.GetProperty("break").GetProperty("offset").GetInt32());
        Assert.Equal(57, Json.GetProperty("break").GetProperty("resumesAt").GetInt32());
        Assert.Equal(["NetworkKey", "NetworkName", "PanId", "Pskc"], Json.GetProperty("missing").EnumerateArray().Select(name => name.GetString()));
    }

    [Theory]
    [InlineData("0708fdb3", "071afdb3")]
    [InlineData("0510" + "4094", "e510" + "4094")]
    public void DamagedDataset_KeepsItsKeyAndIsNoSuccess(string from, string to)
    {
        string damaged = Whole.Replace(from, to, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Nothing, Lines().Decode(damaged, redacts: true));
        Assert.Equal(ExitCodes.Nothing, AsJson().Decode(damaged, redacts: true));
        Assert.Equal(ExitCodes.Nothing, Lines().Compare(Whole, damaged));

        Assert.DoesNotContain("5388fd3d", Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("nobody can join with it", Output, StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenDataset_IsRedactedUpToItsBreak()
    {
        Assert.Equal(ExitCodes.Nothing, Lines().Decode(Broken, redacts: true));

        Assert.Contains(Broken[..66] + "000000", Output, StringComparison.Ordinal);
        Assert.Contains("from byte 33 on", Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_SucceedsOnlyForACompleteOne()
    {
        Assert.Equal(ExitCodes.Success, AsJson().Validate(Whole));
        Assert.Equal(ExitCodes.Nothing, AsJson().Validate(Broken));
        Assert.Equal(ExitCodes.Nothing, AsJson().Validate("0102cafe"));
        Assert.Equal(ExitCodes.Nothing, AsJson().Validate("nothing"));
    }

    [Fact]
    public void StandardInput_IsReadWithoutTheNote()
    {
        Assert.Equal(ExitCodes.Success, AsJson(" hex:" + Whole + "\r\n").Validate("-"));

        Assert.Empty(_notes.ToString());
    }

    [Fact]
    public void Diff_TellsTheDifferences()
    {
        string changed = Whole.Replace("0102250b", "0102cafe", StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Nothing, Lines(Whole).Compare("-", changed));
        Assert.Equal($"~ PAN ID: 0x250b -> 0xcafe{Environment.NewLine}", Output);
        Assert.Equal(ExitCodes.Success, AsJson().Compare(Whole, Whole));
        Assert.Equal(ExitCodes.Nothing, AsJson(Whole).Compare("-", "-"));
    }

    [Fact]
    public void Diff_InJsonHidesKeys()
    {
        Assert.Equal(ExitCodes.Nothing, AsJson().Compare(Whole, ThreadDataset.ParseHex(Whole).Redact().ToHex()));

        Assert.Equal(["NetworkKey", "Pskc"], Json.GetProperty("differences").EnumerateArray().Select(entry => ((ThreadTlvType)entry.GetProperty("type").GetInt32()).ToString()));
        Assert.DoesNotContain("4094dce4", Output, StringComparison.Ordinal);
    }

    [Fact]
    public void New_MakesADatasetThatIsSound()
    {
        Assert.Equal(ExitCodes.Success, AsJson().New("Kitchen", 20, _ => "correct horse"));

        ThreadDataset dataset = ThreadDataset.ParseHex(Json.GetProperty("dataset").GetString()!);
        Assert.Empty(dataset.Validate());
        Assert.Equal(("Kitchen", (ushort)20), (dataset.NetworkName, dataset.Channel!.Value.Number));
        Assert.Equal("Kitchen", Json.GetProperty("networkName").GetString());
    }

    [Theory]
    [InlineData("a name that is too long", null, null)]
    [InlineData(null, 5, null)]
    [InlineData(null, null, "short")]
    public void New_RefusesWhatCannotBe(string? name, int? channel, string? passphrase)
    {
        Assert.Equal(ExitCodes.Nothing, AsJson().New(name, (ushort?)channel, passphrase is null ? null : _ => passphrase));

        Assert.DoesNotContain("Parameter", Json.GetProperty("error").GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pskc_IsThatOfOpenThreadsDocumentation()
    {
        Assert.Equal(ExitCodes.Success, Lines().Derive("OpenThreadDemo", 0x1111111122222222, _ => "J01NME"));

        Assert.Equal("d54a302098c3adb116c5fd2137771d56" + Environment.NewLine, Output);
    }

    [Fact]
    public void ChipTool_WritesThePrefixAndRefusesABrokenDataset()
    {
        Assert.Equal(ExitCodes.Success, Lines().ChipTool(Whole, 7, 20202021, 3840, null));
        Assert.Equal($"chip-tool pairing ble-thread 7 hex:{Whole} 20202021 3840{Environment.NewLine}", Output);
        Assert.Equal(ExitCodes.Nothing, Lines().ChipTool(Broken, 7, 20202021, 3840, null));
        Assert.Equal(ExitCodes.Nothing, Lines().ChipTool(Whole, 7, 0, 3840, null));
    }

    [Fact]
    public async Task BorderAgents_AreListedUntilTheTimeIsUp()
    {
        using CancellationTokenSource stop = new();
        FoundAgents discovery = new(stop, Service("3c66f0dc9ef53f1c"), Service("39758ec8144b07fb"));

        Assert.True(await AsJson().ListBorderAgentsAsync(new BorderAgentBrowser(discovery), null, stop.Token));

        JsonElement[] found = [.. Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["3c66f0dc9ef53f1c", "39758ec8144b07fb"], found.Select(agent => agent.GetProperty("extendedPanId").GetString()));
        Assert.Equal("000102030405060708090a0b0c0d0e0f", found[0].GetProperty("storeUnder").GetString());
    }

    [Fact]
    public async Task BorderAgentOfADataset_EndsTheSearch()
    {
        using CancellationTokenSource stop = new();
        FoundAgents discovery = new(stop, Service("39758ec8144b07fb"), Service("3c66f0dc9ef53f1c"));

        Assert.True(AsJson().TryGetNetwork(Whole, out ThreadDataset? dataset));
        Assert.True(await AsJson().ListBorderAgentsAsync(new BorderAgentBrowser(discovery), dataset, stop.Token));
        Assert.Equal("3c66f0dc9ef53f1c", Json.GetProperty("extendedPanId").GetString());
    }

    [Fact]
    public async Task NoBorderAgent_IsToldWithTheNextStep()
    {
        using CancellationTokenSource stop = new();

        Assert.False(await AsJson().ListBorderAgentsAsync(new BorderAgentBrowser(new FoundAgents(stop)), null, stop.Token));
        Assert.Contains("isolation", Json.GetProperty("error").GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.False(AsJson().TryGetNetwork("0102cafe", out _));
    }

    [Fact]
    public async Task BorderAgentOfADatasetWithoutAnIdentifier_IsShownAndTold()
    {
        using CancellationTokenSource stop = new();
        Assert.True(AsJson().TryGetNetwork(Whole, out ThreadDataset? dataset));
        DiscoveredService nameless = new(
            "Router", BorderAgent.ServiceType, "router.local", 49152, TxtRecord.Empty.With("xp", Convert.FromHexString("3c66f0dc9ef53f1c")), [new IPEndPoint(IPAddress.Loopback, 49152)]);

        Assert.False(await AsJson().ListBorderAgentsAsync(new BorderAgentBrowser(new FoundAgents(stop, nameless)), dataset, stop.Token));

        string[] lines = Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("3c66f0dc9ef53f1c", lines[0], StringComparison.Ordinal);
        Assert.Contains("neither id nor xa", JsonDocument.Parse(lines[1]).RootElement.GetProperty("error").GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchThatEndsByItself_IsToldAsWell()
    {
        using CancellationTokenSource other = new();
        Assert.True(AsJson().TryGetNetwork(Whole, out ThreadDataset? dataset));

        Assert.False(await AsJson().ListBorderAgentsAsync(new BorderAgentBrowser(new FoundAgents(other, Service("39758ec8144b07fb"))), dataset, TestContext.Current.CancellationToken));

        Assert.Contains("No border router of this network", Json.GetProperty("error").GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    private static DiscoveredService Service(string extendedPanId) => new(
        "Router", BorderAgent.ServiceType, "router.local", 49152,
        TxtRecord.Empty.With("xp", Convert.FromHexString(extendedPanId)).With("id", Convert.FromHexString("000102030405060708090a0b0c0d0e0f")),
        [new IPEndPoint(IPAddress.Loopback, 49152)]);

    private ThreadVerb AsJson(string input = "") => new(new JsonThreadOutput(_output, showsSecrets: false), new InputText(new StringReader(input), _notes));

    private ThreadVerb Lines(string input = "", bool showsSecrets = false) =>
        new(new LineThreadOutput(_output, _notes, showsSecrets), new InputText(new StringReader(input), _notes));
}
