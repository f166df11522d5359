using System.Text.Json;
using PeerProto.Cli.Apple;

namespace PeerProto.Cli.Tests.Apple;

public sealed class ExplainVerbTests
{
    private const string OfThePost =
        "Error Domain=NSCocoaErrorDomain Code=4099 \"The connection to service with pid 414 named com.apple.ThreadNetwork.xpc was invalidated from this process.\"";

    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    private string Output => _output.ToString();

    [Fact]
    public void Lines_TellCausesInOrderNextStepAndCertainty()
    {
        Assert.Equal(ExitCodes.Success, Lines().Explain([OfThePost], TestContext.Current.CancellationToken));

        string[] lines = Output.Split(Environment.NewLine);
        Assert.Equal("NSCocoaErrorDomain 4099 NSXPCConnectionInvalid", lines[0]);
        Assert.Contains("    1. The entitlement com.apple.developer.networking.manage-thread-network-credentials", lines[3], StringComparison.Ordinal);
        Assert.Contains("    2. The border agent identifier", lines[4], StringComparison.Ordinal);
        Assert.StartsWith("  Next: ", lines[5], StringComparison.Ordinal);
        Assert.StartsWith("  How sure: inferred (", lines[6], StringComparison.Ordinal);
    }

    [Fact]
    public void Json_HasAnEntryForEachCode()
    {
        Assert.Equal(ExitCodes.Success, AsJson("waiting(-65570: PolicyDenied)\nError Domain=com.example.mine Code=7").Explain(["-"], TestContext.Current.CancellationToken));

        JsonElement codes = JsonDocument.Parse(Output).RootElement.GetProperty("codes");
        Assert.Equal([-65570L, 7L], codes.EnumerateArray().Select(code => code.GetProperty("code").GetInt64()));
        Assert.Equal([true, false], codes.EnumerateArray().Select(code => code.GetProperty("known").GetBoolean()));
        Assert.Equal("Documented", codes[0].GetProperty("certainty").GetString());
    }

    [Fact]
    public void NumberOfADriver_IsShownTakenApart()
    {
        Assert.Equal(ExitCodes.Success, Lines().Explain(["-528342014"], TestContext.Current.CancellationToken));

        Assert.Contains("subsystem 0x208 (wlan), code 0x2402", Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all is well")]
    [InlineData("Error Domain=com.example.mine Code=7")]
    public void TextWithoutAKnownCode_IsNoSuccess(string text) => Assert.Equal(ExitCodes.Nothing, AsJson().Explain(text.Split(' '), TestContext.Current.CancellationToken));

    [Fact]
    public void ControlCharacterOfTheText_DoesNotReachTheTerminal()
    {
        Assert.Equal(ExitCodes.Success, Lines("errno 65 \u001b[2J Domain=com.e\u001bx Code=1").Explain(["-"], TestContext.Current.CancellationToken));

        Assert.DoesNotContain('\u001b', Output);
    }

    [Fact]
    public void InputOfAnyLength_IsReadToItsEnd()
    {
        string log = string.Concat(Enumerable.Repeat("a line of a log that says nothing\n", 200_000));

        Assert.Equal(ExitCodes.Success, AsJson(log + "errno 65").Explain(["-"], TestContext.Current.CancellationToken));

        JsonElement answer = JsonDocument.Parse(Output).RootElement;
        Assert.Equal((log.Length + 8L, 1L, 0L), (answer.GetProperty("length").GetInt64(), answer.GetProperty("mentions").GetInt64(), answer.GetProperty("leftOut").GetInt64()));
        Assert.True(log.Length > InputText.MaximumLength);
    }

    [Fact]
    public void CodesThatAreLeftOut_AreCounted()
    {
        string many = string.Concat(Enumerable.Range(1, 300).Select(code => $"Error Domain=com.example.mine Code={code}\n"));

        Assert.Equal(ExitCodes.Nothing, Lines(many).Explain(["-"], TestContext.Current.CancellationToken));

        Assert.Contains("100 before them were left out", _errors.ToString(), StringComparison.Ordinal);
    }

    private ExplainVerb AsJson(string input = "") => new(new JsonAppleErrorOutput(_output), new InputText(new StringReader(input), _errors));

    private ExplainVerb Lines(string input = "") => new(new LineAppleErrorOutput(_output, _errors), new InputText(new StringReader(input), _errors));
}
