using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Cli.Discovery;

namespace PeerProto.Cli.Tests.Discovery;

public sealed class ResolveVerbTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<ServiceChange> _changes = Channel.CreateUnbounded<ServiceChange>();
    private readonly TaskCompletionSource _readBoth = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task ServiceThatIsFound_IsWrittenWithTheAddressesThatCameSoonAfter()
    {
        using LineSignal text = new();
        Task<bool> resolving = new ResolveVerb(new LineDiscoveryOutput(text, TextWriter.Null), _time).ResolveAsync(Browse, "ana", TestContext.Current.CancellationToken);
        _changes.Writer.TryWrite(new ServiceChange(ServiceChangeKind.Added, Service("Ben", "192.0.2.2:1")));
        _changes.Writer.TryWrite(new ServiceChange(ServiceChangeKind.Added, Service("Ana", "192.0.2.1:1")));
        _changes.Writer.TryWrite(new ServiceChange(ServiceChangeKind.Changed, Service("Ana", "192.0.2.1:1", "[2001:db8::1]:1")));
        _changes.Writer.TryWrite(new ServiceChange(ServiceChangeKind.Removed, Service("Ben", "192.0.2.2:1")));
        await _readBoth.Task;

        _time.Advance(ResolveVerb.SettleTime);

        Assert.Equal("=\tAna\t_whiteboard._tcp\thost.local\t192.0.2.1:1 [2001:db8::1]:1\t", await text.NextAsync());
        Assert.True(await resolving);
    }

    [Fact]
    public async Task ServiceThatIsNotFound_IsSaidByTheResult()
    {
        using StringWriter text = new();
        using CancellationTokenSource stop = new();
        Task<bool> resolving = new ResolveVerb(new JsonDiscoveryOutput(text), _time).ResolveAsync(Browse, "Ana", stop.Token);

        await stop.CancelAsync();

        Assert.False(await resolving);
        Assert.Equal("", text.ToString());
    }

    [Theory]
    [InlineData("resolve Ana _whiteboard._tcp", 0)]
    [InlineData("resolve Ana _whiteboard._tcp --for 1m --json --backend managed", 0)]
    [InlineData("resolve Ana nonsense", 1)]
    [InlineData("resolve Ana", 1)]
    public void CommandLine_IsCheckedBeforeAnythingRuns(string line, int errors) =>
        Assert.Equal(errors, new System.CommandLine.RootCommand { ResolveCommand.Create() }.Parse(line).Errors.Count);

    private async IAsyncEnumerable<ServiceChange> Browse([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int read = 0;
        await foreach (ServiceChange change in _changes.Reader.ReadAllAsync(cancellationToken))
        {
            if (++read == 4)
                _readBoth.SetResult(); // the reader has taken in all before the fourth
            yield return change;
        }
    }

    private static DiscoveredService Service(string name, params string[] endpoints) => new(
        name, ServiceType.Parse("_whiteboard._tcp"), "host.local", 1, TxtRecord.Empty, [.. endpoints.Select(IPEndPoint.Parse)]);
}
