using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class PairedSessionTests : IAsyncDisposable
{
    // Virtual time runs far ahead on a busy machine.
    private static readonly ProtocolTimings Patient = new() { Hello = TimeSpan.FromDays(1), KeepAliveIdle = TimeSpan.FromDays(30), ConnectionDropTime = TimeSpan.FromDays(40), Close = TimeSpan.FromMinutes(5) };

    private readonly TestWorld _world = new();
    private readonly PeerIdentity _near = PeerIdentity.Create();
    private readonly PeerIdentity _far = PeerIdentity.Create();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-paired-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _near.Dispose();
        _far.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task PeersOfBothStores_MeetAndAreNotedAsSeen()
    {
        PeerTrustStore nears = await StoreAsync(_far);
        PeerTrustStore fars = await StoreAsync(_near);
        _world.Time.Advance(TimeSpan.FromHours(5));
        PeerSession<ITestContract> far = await StartAsync(_far, fars);
        PeerSession<ITestContract> near = await StartAsync(_near, nears);

        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();

        Assert.Equal(_far.Key, peer.Key);
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, Token).Guarded());
        Assert.Equal(_world.Time.GetUtcNow(), nears.Find(_far.Key)!.LastSeen);
        _world.Time.Advance(TimeSpan.FromHours(1));
        await peer.CancelAsync(Token).Guarded();
        await TestWorld.YieldUntilAsync(() => near.Peers.Count == 0);
        await TestWorld.YieldUntilAsync(() => nears.Find(_far.Key)!.LastSeen == _world.Time.GetUtcNow());
    }

    [Fact]
    public async Task PeerThatIsRevoked_IsDisconnectedAtOnceAndStaysOut()
    {
        PeerTrustStore nears = await StoreAsync(_far);
        PeerTrustStore fars = await StoreAsync(_near);
        PeerSession<ITestContract> far = await StartAsync(_far, fars);
        PeerSession<ITestContract> near = await StartAsync(_near, nears);
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();
        await TestWorld.YieldUntilAsync(() => far.Peers.Count == 1);
        Peer<ITestContract> back = far.Peers[0];

        await fars.RevokeAsync(_near.Key, Token); // and no virtual time passes

        PeerDiagnosis there = await WhyEndedAsync(back);
        PeerDiagnosis here = await WhyEndedAsync(peer);
        Assert.Equal(PeerDiagnosisCode.TrustRevoked, there.Code);
        Assert.Equal(PeerDiagnosisCode.TrustRevoked, here.Code);
        Assert.StartsWith("the peer says: ", here.Cause, StringComparison.Ordinal);
        PeerConnectionException again = await Assert.ThrowsAsync<PeerConnectionException>(() => near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded());
        Assert.Equal(PeerDiagnosisCode.EndedBeforeHello, again.Diagnosis.Code);
        PeerConnectionException dialled = await Assert.ThrowsAsync<PeerConnectionException>(() => far.ConnectAsync(near.LocalEndpoints[0], Token).Guarded());
        Assert.Equal(PeerDiagnosisCode.PeerNotPaired, dialled.Diagnosis.Code);
    }

    [Fact]
    public async Task PairedDevices_RecogniseEachOthersNamesAndTryNoStranger()
    {
        FakeDiscovery discovery = new();
        PeerTrustStore nears = new(new PeerTrustStoreOptions { TimeProvider = _world.Time });
        PeerTrustStore fars = new(new PeerTrustStoreOptions { TimeProvider = _world.Time });
        await nears.AddAsync(_far.Key, "far", fars.DiscoveryKey, cancellationToken: Token);
        await fars.AddAsync(_near.Key, "near", nears.DiscoveryKey, cancellationToken: Token);
        AddressedTransport nearLinks = new(_world);
        using PeerIdentity stranger = PeerIdentity.Create();
        await StartOnAsync(discovery, new AddressedTransport(_world), stranger, PeerSecurity.Unverified);
        PeerSession<ITestContract> near = await StartOnAsync(discovery, nearLinks, _near, PeerSecurity.Paired(nears));
        PeerSession<ITestContract> far = await StartOnAsync(discovery, new AddressedTransport(_world), _far, PeerSecurity.Paired(fars));

        await _world.PassTimeUntilAsync(TestWorld.YieldUntilAsync(() => near.Peers.Count == 1 && far.Peers.Count == 1));

        Assert.Equal(_far.Key, near.Peers[0].Key);
        Assert.All(nearLinks.DialledPorts, port => Assert.Equal(far.LocalEndpoints[0].Port, port));
    }

    [Fact]
    public async Task DiscoveryKeyOfAPairedPeer_IsLearntWhenTheyMeet()
    {
        PeerTrustStore nears = await StoreAsync(_far);
        PeerTrustStore fars = await StoreAsync(_near);
        PeerSession<ITestContract> far = await StartAsync(_far, fars);
        PeerSession<ITestContract> near = await StartAsync(_near, nears);
        Assert.True(nears.Find(_far.Key)!.DiscoveryKey.IsEmpty);

        await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();

        await TestWorld.YieldUntilAsync(() => nears.Find(_far.Key)!.DiscoveryKey.Span.SequenceEqual(fars.DiscoveryKey.Span));
        await TestWorld.YieldUntilAsync(() => fars.Find(_near.Key)!.DiscoveryKey.Span.SequenceEqual(nears.DiscoveryKey.Span));
    }

    [Fact]
    public async Task PeerThatIsAdded_IsConnectedToAtOnce()
    {
        PeerTrustStore nears = new(new PeerTrustStoreOptions { TimeProvider = _world.Time });
        PeerSession<ITestContract> far = await StartAsync(_far, await StoreAsync(_near));
        PeerSession<ITestContract> near = await StartAsync(_near, nears);
        PeerDialer<ITestContract> dialer = near.Dial(far.LocalEndpoints[0]);
        await foreach (PeerConnectionState state in dialer.StatesAsync(Token))
        {
            if (state.Kind != PeerConnectionStateKind.Waiting)
                continue;
            Assert.Equal(PeerDiagnosisCode.PeerNotPaired, state.Diagnosis!.Code);
            break;
        }

        Task<Peer<ITestContract>> ready = dialer.WhenReadyAsync(Token).AsTask();
        await nears.AddAsync(_far.Key, "far", cancellationToken: Token); // and no virtual time passes

        Assert.Equal(_far.Key, (await ready.Guarded()).Key);
    }

    [Fact]
    public async Task PeerThatAnotherProgramRevoked_IsDisconnectedOnceTheFileIsLookedAt()
    {
        string path = Path.Combine(_directory.FullName, "trust.json");
        PeerTrustStore fars = PeerTrustStore.Open(path, new PeerTrustStoreOptions { TimeProvider = _world.Time });
        await fars.AddAsync(_near.Key, "near", cancellationToken: Token);
        PeerSession<ITestContract> far = await StartAsync(_far, fars);
        PeerSession<ITestContract> near = await StartAsync(_near, await StoreAsync(_far));
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();

        await PeerTrustStore.Open(path).RevokeAsync(_near.Key, Token);
        Task<PeerDiagnosis> ended = WhyEndedAsync(peer);
        await _world.PassTimeUntilAsync(ended);

        Assert.Equal(PeerDiagnosisCode.TrustRevoked, (await ended).Code);
    }

    [Fact]
    public async Task MessagesOfAPeerThatIsRevoked_AreDeliveredNoMore()
    {
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource leave = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int pokes = 0;
        PeerTrustStore fars = await StoreAsync(_near);
        PeerSession<ITestContract> far = await StartAsync(_far, fars, new TestService
        {
            Poke = async (_, _, _) =>
            {
                Interlocked.Increment(ref pokes);
                entered.TrySetResult();
                await leave.Task;
            },
        });
        PeerSession<ITestContract> near = await StartAsync(_near, await StoreAsync(_far));
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();
        Task poke = peer.Contract.PokeAsync("one", Token).AsTask();
        await entered.Task.Guarded();

        await fars.RevokeAsync(_near.Key, Token);
        await WhyEndedAsync(peer);
        leave.SetResult();

        await Assert.ThrowsAsync<PeerConnectionException>(() => poke.Guarded());
        await Assert.ThrowsAsync<PeerConnectionException>(() => peer.Contract.PokeAsync("two", Token).Guarded());
        Assert.Equal(1, pokes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task ItemsOfAPeerThatIsRevoked_AreReadNoMore(int readBefore)
    {
        const int Items = 10;
        List<int> read = [];
        Gate start = new();
        Gate rest = new();
        TaskCompletionSource<Exception> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PeerTrustStore fars = await StoreAsync(_near);
        PeerSession<ITestContract> far = await StartAsync(_far, fars, new TestService
        {
            Sum = async (_, numbers, _) =>
            {
                await start.PassAsync(CancellationToken.None);
                await using IAsyncEnumerator<int> each = numbers.GetAsyncEnumerator(CancellationToken.None);
                for (int i = 0; i < readBefore; i++)
                    read.Add(await each.NextAsync());
                await rest.PassAsync(CancellationToken.None);
                try
                {
                    while (await each.MoveNextAsync())
                        read.Add(each.Current);
                }
                catch (Exception failure)
                {
                    ended.SetResult(failure);
                }

                return 0;
            },
        });
        PeerSession<ITestContract> near = await StartAsync(_near, await StoreAsync(_far));
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();
        Gate sent = new();
        Task sum = peer.Contract.SumAsync(ThenWaitAsync(Items, sent), Token).AsTask();
        await sent.Reached.Guarded();
        await peer.Contract.AddAsync(1, 2, Token).Guarded(); // behind all items, so they are there
        start.Open();
        await rest.Reached.Guarded();

        await fars.RevokeAsync(_near.Key, Token);
        await WhyEndedAsync(peer);
        rest.Open();

        PeerConnectionException failure = Assert.IsType<PeerConnectionException>(await ended.Task.Guarded());
        Assert.Equal(PeerDiagnosisCode.TrustRevoked, failure.Diagnosis.Code);
        Assert.Equal(Enumerable.Range(0, readBefore), read);
        sent.Open();
        await Assert.ThrowsAsync<PeerConnectionException>(() => sum.Guarded());
    }

    [Fact]
    public async Task CallsOfAPeerThatIsRevoked_StartNoMoreBehindOthers()
    {
        List<int> started = [];
        TaskCompletionSource finish = new(); // what waits for it goes on at once
        using ManualResetEventSlim leave = new();
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PeerTrustStore fars = await StoreAsync(_near);
        PeerSession<ITestContract> far = await StartAsync(_far, fars, new TestService
        {
            Queue = async (_, what, _) =>
            {
                lock (started)
                    started.Add(what);
                await finish.Task;
                return what;
            },
            Poke = (_, _, _) =>
            {
                entered.SetResult();
                leave.Wait(Guard.Patience, CancellationToken.None); // holds the reading loop up, so that the connection cannot come to its end
                return default;
            },
        });
        PeerSession<ITestContract> near = await StartAsync(_near, await StoreAsync(_far));
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();
        Task[] calls = [.. Enumerable.Range(0, 4).Select(i => peer.Contract.QueueAsync(i, default, Token).AsTask()), peer.Contract.PokeAsync("", Token).AsTask()];
        await entered.Task.Guarded(); // behind the others: two run, two wait

        await fars.RevokeAsync(_near.Key, Token);
        await WhyEndedAsync(peer);
        await Task.Run(finish.SetResult, Token);
        leave.Set();

        foreach (Task call in calls)
            await Assert.ThrowsAsync<PeerConnectionException>(() => call.Guarded());
        await TestWorld.YieldUntilAsync(() => TestWorld.CountConnections(far) == 0);
        Assert.Equal([0, 1], started.Order());
    }

    private static async IAsyncEnumerable<int> ThenWaitAsync(int count, Gate gate)
    {
        for (int i = 0; i < count; i++)
            yield return i;
        await gate.PassAsync(CancellationToken.None);
    }

    private static async Task<PeerDiagnosis> WhyEndedAsync(Peer<ITestContract> peer)
    {
        PeerConnectionState last = peer.State;
        await foreach (PeerConnectionState state in peer.StatesAsync(Token))
            last = state;
        return last.Diagnosis!;
    }

    private async Task<PeerTrustStore> StoreAsync(PeerIdentity of)
    {
        PeerTrustStore store = new(new PeerTrustStoreOptions { TimeProvider = _world.Time });
        await store.AddAsync(of.Key, "", cancellationToken: Token);
        return store;
    }

    private Task<PeerSession<ITestContract>> StartOnAsync(FakeDiscovery discovery, AddressedTransport links, PeerIdentity identity, PeerSecurity security) => _world.StartAsync(configure: options =>
    {
        options.Transports = [new Given(links)];
        options.UseDiscovery = true;
        options.Discovery = discovery;
        options.Identity = identity;
        options.Security = security;
        options.Timings = Patient;
    });

    private Task<PeerSession<ITestContract>> StartAsync(PeerIdentity identity, PeerTrustStore store, TestService? service = null) => _world.StartAsync(service, options =>
    {
        options.Identity = identity;
        options.Security = PeerSecurity.Paired(store);
        options.Timings = Patient;
    });
}
