using System.Net;
using PeerProto.Cli.Discovery;

namespace PeerProto.Cli.Tests.Discovery;

public sealed class ResolveVerbTests
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    [Fact]
    public async Task ServiceThatIsFound_IsWritten()
    {
        using LineSignal text = new();
        StubDiscovery discovery = new();
        Task<bool> resolving = new ResolveVerb(discovery, new LineDiscoveryOutput(text, TextWriter.Null)).ResolveAsync(Board, "ana", TestContext.Current.CancellationToken);

        discovery.Tell(Service("Ben", "192.0.2.2:1"));
        discovery.Tell(Service("Ana", "192.0.2.1:1", "[2001:db8::1]:1"));

        Assert.Equal("=\tAna\t_whiteboard._tcp\thost.local\t192.0.2.1:1 [2001:db8::1]:1\t", await text.NextAsync());
        Assert.True(await resolving);
    }

    [Fact]
    public async Task ServiceThatIsNotFound_IsSaidByTheResult()
    {
        using StringWriter text = new();
        using CancellationTokenSource stop = new();
        Task<bool> resolving = new ResolveVerb(new StubDiscovery(), new JsonDiscoveryOutput(text)).ResolveAsync(Board, "Ana", stop.Token);

        await stop.CancelAsync();

        Assert.False(await resolving);
        Assert.Equal("", text.ToString());
    }

    [Theory]
    [InlineData("resolve Ana _whiteboard._tcp", 0)]
    [InlineData("resolve Ana _whiteboard._tcp --for 1m --json --backend managed", 0)]
    [InlineData("resolve Ana nonsense", 1)]
    [InlineData("resolve Ana", 1)]
    [InlineData("resolve aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa _whiteboard._tcp", 1)]
    public void CommandLine_IsCheckedBeforeAnythingRuns(string line, int errors) =>
        Assert.Equal(errors, new System.CommandLine.RootCommand { ResolveCommand.Create() }.Parse(line).Errors.Count);

    private static DiscoveredService Service(string name, params string[] endpoints) => new(name, Board, "host.local", 1, TxtRecord.Empty, [.. endpoints.Select(IPEndPoint.Parse)]);
}
