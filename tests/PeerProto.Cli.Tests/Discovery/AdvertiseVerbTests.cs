using PeerProto.Cli.Discovery;

namespace PeerProto.Cli.Tests.Discovery;

public sealed class AdvertiseVerbTests
{
    private static readonly ServiceAdvertisement Board = new("Ana's board", ServiceType.Parse("_whiteboard._tcp"), 4711, TxtRecord.Empty.With("v", "1").WithFlag("flag"));

    [Fact]
    public async Task Json_TellsTheNameThatItHas()
    {
        StubDiscovery discovery = new("Ana's board (2)");
        using LineSignal text = new();
        using CancellationTokenSource stop = new();

        Task<bool> advertising = new AdvertiseVerb(discovery, new JsonDiscoveryOutput(text)).AdvertiseAsync(Board, stop.Token);

        Assert.Equal(
            """{"change":"advertised","name":"Ana\u0027s board (2)","type":"_whiteboard._tcp","port":4711,"txt":{"v":"1","flag":true}}""", await text.NextAsync());
        Assert.False(discovery.Withdrawn.Task.IsCompleted);
        await stop.CancelAsync();
        Assert.True(await advertising);
        Assert.True(discovery.Withdrawn.Task.IsCompleted);
    }

    [Fact]
    public async Task Lines_ShowNoControlCharacters()
    {
        using LineSignal text = new();
        using CancellationTokenSource stop = new();

        Task<bool> advertising = new AdvertiseVerb(new StubDiscovery("Ana\u001b"), new LineDiscoveryOutput(text, TextWriter.Null)).AdvertiseAsync(Board, stop.Token);

        Assert.Equal("!\tAna\uFFFD\t_whiteboard._tcp\t4711\tv=1 flag", await text.NextAsync());
        await stop.CancelAsync();
        await advertising;
    }

    [Fact]
    public async Task DiscoveryThatWaits_IsToldAndItsEnd()
    {
        StubDiscovery discovery = new();
        using LineSignal text = new();
        await using StateReport report = new(discovery, new JsonDiscoveryOutput(text));

        discovery.Become(DiscoveryState.Ready); // nothing new
        discovery.Become(DiscoveryState.Waiting(new DiscoveryDiagnosis(DiscoveryProblem.NoNetwork, "There is no network", "Connect to one")));
        discovery.Become(DiscoveryState.Ready);

        Assert.Equal("""{"state":"Waiting","problem":"NoNetwork","cause":"There is no network","remedy":"Connect to one"}""", await text.NextAsync());
        Assert.Equal("""{"state":"Ready"}""", await text.NextAsync());
    }

    [Theory]
    [InlineData("advertise Ana _whiteboard._tcp 4711", 0)]
    [InlineData("advertise Ana _whiteboard._tcp 4711 --txt v=1 --txt flag --subtype _drawing --for 5s --json", 0)]
    [InlineData("advertise Ana _whiteboard._tcp 0", 1)]
    [InlineData("advertise Ana _whiteboard._tcp 70000", 1)]
    [InlineData("advertise Ana _whiteboard._tcp 1 --txt =1", 1)]
    [InlineData("advertise Ana _whiteboard._tcp 1 --subtype _a --subtype _A", 1)]
    [InlineData("advertise Ana _drawing._sub._whiteboard._tcp 1", 1)]
    [InlineData("advertise Ana _far-too-long-for-this._tcp 1", 1)]
    public void CommandLine_IsCheckedBeforeAnythingRuns(string line, int errors) =>
        Assert.Equal(errors, new System.CommandLine.RootCommand { AdvertiseCommand.Create() }.Parse(line).Errors.Count);

    [Theory]
    [InlineData("advertise Ana nonsense 1")]
    [InlineData("advertise Ana _whiteboard._tcp soon")]
    [InlineData("advertise Ana")]
    public void CommandLine_ThatMakesNoSenseIsRefused(string line) =>
        Assert.NotEmpty(new System.CommandLine.RootCommand { AdvertiseCommand.Create() }.Parse(line).Errors);
}
