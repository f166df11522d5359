using System.Runtime.CompilerServices;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Discovery;

public sealed class PeerSourceTests
{
    private static readonly ServiceType Type = ServiceType.Parse("_session-test._tcp");
    private static readonly PeerEndpoint Here = PeerEndpoint.Parse("tcp://192.0.2.1:1");
    private static readonly PeerEndpoint There = PeerEndpoint.Parse("tcp://192.0.2.2:1");
    private static readonly DiscoveryDiagnosis Trouble = new(DiscoveryProblem.NameServerSilent, "No name server answers", "Ask another");

    [Fact]
    public async Task ListIsChanged_WhoReadsItIsTold()
    {
        await using PeerList list = PeerList.Of(Here);
        await using IAsyncEnumerator<PeerCandidateChange> changes = list.FindAsync(Type).GetAsyncEnumerator();
        Assert.Equal((ServiceChangeKind.Added, Here), Told(await changes.NextAsync()));

        list.Add(There);
        Assert.Equal((ServiceChangeKind.Added, There), Told(await changes.NextAsync()));
        list.Add(new PeerCandidate([There])); // the same once more
        Assert.True(list.Remove(new PeerCandidate([Here])));
        Assert.False(list.Remove(new PeerCandidate([Here])));

        Assert.Equal((ServiceChangeKind.Removed, Here), Told(await changes.NextAsync()));
        Assert.Equal([new PeerCandidate([There])], list.Peers);
    }

    [Fact]
    public async Task ListIsDisposed_TheReadingEnds()
    {
        PeerList list = new();
        await using IAsyncEnumerator<PeerCandidateChange> changes = list.FindAsync(Type).GetAsyncEnumerator();
        ValueTask<bool> next = changes.MoveNextAsync();

        await list.DisposeAsync();

        Assert.False(await next.Guarded());
        Assert.Equal(DiscoveryState.Cancelled, list.State);
    }

    [Fact]
    public async Task SearchInADisposedList_IsRefused()
    {
        PeerList list = PeerList.Of(Here);
        await list.DisposeAsync();
        await using IAsyncEnumerator<PeerCandidateChange> changes = list.FindAsync(Type).GetAsyncEnumerator();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => changes.MoveNextAsync().Guarded());
    }

    [Fact]
    public void FullList_TakesNoMore()
    {
        PeerList list = PeerList.Of(Enumerable.Range(1, PeerList.MaximumPeers).Select(static i => PeerEndpoint.Parse($"memory://{i}")));

        list.Add(PeerEndpoint.Parse("memory://1")); // is there already
        ArgumentException refused = Assert.Throws<ArgumentException>(() => list.Add(Here));

        Assert.Contains("1024 peers already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(PeerList.MaximumPeers, list.Peers.Count);
    }

    [Fact]
    public async Task ServiceOfADiscovery_IsACandidate()
    {
        FakeDiscovery discovery = new();
        await using IPeerSource source = PeerSource.FromDiscovery(discovery);
        await using IAsyncEnumerator<PeerCandidateChange> changes = source.FindAsync(Type).GetAsyncEnumerator();
        discovery.Add("a", Type, 4711, TxtRecord.Empty.With("p-quic", "4712"));

        PeerCandidate found = (await changes.NextAsync()).Candidate;

        Assert.Equal("name a", found.Identity);
        Assert.Equal(["tcp://127.0.0.1:4711", "quic://127.0.0.1:4712"], found.Endpoints.Select(static endpoint => endpoint.ToString()));
        Assert.Equal("4712", found.Txt.GetText("p-quic"));
        discovery.Remove("a");
        Assert.Equal(ServiceChangeKind.Removed, (await changes.NextAsync()).Kind);
    }

    [Fact]
    public async Task TwoSourcesAsOne_TellEachPeerOnce()
    {
        FakeDiscovery near = new();
        FakeDiscovery far = new();
        await using IPeerSource merged = PeerSource.Merge([PeerSource.FromDiscovery(near), PeerSource.FromDiscovery(far), PeerList.Of(Here)]);
        await using IAsyncEnumerator<PeerCandidateChange> changes = merged.FindAsync(Type).GetAsyncEnumerator();
        Assert.Equal((ServiceChangeKind.Added, Here), Told(await changes.NextAsync()));

        near.Add("a", Type, 1);
        Assert.Equal(ServiceChangeKind.Added, (await changes.NextAsync()).Kind);
        far.Add("a", Type, 2);
        PeerCandidateChange more = await changes.NextAsync();
        Assert.Equal((ServiceChangeKind.Changed, 2), (more.Kind, more.Candidate.Endpoints.Count));
        near.Remove("a");
        PeerCandidateChange less = await changes.NextAsync();

        Assert.Equal((ServiceChangeKind.Changed, 2), (less.Kind, Assert.Single(less.Candidate.Endpoints).Port));
        far.Remove("a");
        Assert.Equal(ServiceChangeKind.Removed, (await changes.NextAsync()).Kind);
    }

    [Fact]
    public async Task OneOfTwoSourcesFails_TheOtherGoesOn()
    {
        TestLog log = new();
        Failing failing = new(new DiscoveryException("browsing", Trouble));
        PeerList list = PeerList.Of(Here);
        await using IPeerSource merged = PeerSource.Merge([failing, list], log);
        await using IAsyncEnumerator<PeerCandidateChange> changes = merged.FindAsync(Type).GetAsyncEnumerator();
        HashSet<string> told = [Told(await changes.NextAsync()).Place.ToString(), Told(await changes.NextAsync()).Place.ToString()];
        Assert.Equal([Here.ToString(), There.ToString()], told.Order(StringComparer.Ordinal));

        failing.Fail();

        Assert.Equal((ServiceChangeKind.Removed, There), Told(await changes.NextAsync()));
        await log.WhenAsync(1201);
        list.Add(There);
        Assert.Equal((ServiceChangeKind.Added, There), Told(await changes.NextAsync()));
        Assert.Equal(DiscoveryProblem.NameServerSilent, merged.State.Diagnosis?.Problem);
    }

    [Fact]
    public async Task AllSourcesFail_SoDoesTheMergedOne()
    {
        Failing[] failing = [new(new DiscoveryException("browsing", Trouble)), new(new DiscoveryException("browsing", Trouble))];
        await using IPeerSource merged = PeerSource.Merge(failing);
        await using IAsyncEnumerator<PeerCandidateChange> changes = merged.FindAsync(Type).GetAsyncEnumerator();
        failing[0].Fail();
        failing[1].Fail();

        DiscoveryException failure = await Assert.ThrowsAsync<DiscoveryException>(async () =>
        {
            while (await changes.MoveNextAsync().Guarded())
            {
            }
        });

        Assert.Equal(Trouble, failure.Diagnosis);
    }

    [Fact]
    public async Task ReadingIsCancelled_ItEndsSo()
    {
        await using IPeerSource merged = PeerSource.Merge([new PeerList(), new PeerList()]);
        using CancellationTokenSource cancelling = new();
        await using IAsyncEnumerator<PeerCandidateChange> changes = merged.FindAsync(Type, cancelling.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        ValueTask<bool> next = changes.MoveNextAsync();

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Guarded());
    }

    [Fact]
    public async Task StatesOfSeveral_AreOneUntilAllAreDisposed()
    {
        FakeDiscovery discovery = new();
        PeerList list = new();
        IPeerSource merged = PeerSource.Merge([list, PeerSource.FromDiscovery(discovery)]);
        await using IAsyncEnumerator<DiscoveryState> states = merged.StatesAsync().GetAsyncEnumerator();
        Assert.Equal(DiscoveryState.Ready, await states.NextAsync());

        discovery.Become(DiscoveryState.Waiting(Trouble));
        Assert.Equal(Trouble, (await states.NextAsync()).Diagnosis);
        discovery.Become(DiscoveryState.Ready);
        Assert.Equal(DiscoveryState.Ready, await states.NextAsync());
        discovery.End();
        await merged.DisposeAsync();

        Assert.Equal(DiscoveryState.Cancelled, await states.NextAsync());
        Assert.False(await states.MoveNextAsync().Guarded());
    }

    [Fact]
    public void NothingToMerge_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => PeerSource.Merge([]));
        Assert.Throws<ArgumentException>(() => PeerSource.Merge([null!]));
    }

    private static (ServiceChangeKind Kind, PeerEndpoint Place) Told(PeerCandidateChange change) => (change.Kind, Assert.Single(change.Candidate.Endpoints));

    /// <summary>Tells of one peer, and fails when it is told to.</summary>
    private sealed class Failing(Exception failure) : IPeerSource
    {
        private readonly TaskCompletionSource _failing = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DiscoveryState State => DiscoveryState.Failed(Trouble);

        public void Fail() => _failing.SetException(failure);

        public async IAsyncEnumerable<DiscoveryState> StatesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return State;
            await _failing.Task.WaitAsync(cancellationToken);
        }

        public async IAsyncEnumerable<PeerCandidateChange> FindAsync(ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return new PeerCandidateChange(ServiceChangeKind.Added, new PeerCandidate([There]));
            await _failing.Task.WaitAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => default;
    }
}
