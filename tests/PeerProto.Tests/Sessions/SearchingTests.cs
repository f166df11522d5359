using System.Net;
using PeerProto.Networking;
using PeerProto.Protocol;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class SearchingTests : IAsyncDisposable
{
    private static readonly ServiceType Type = ServiceType.FromContractName("session-test");

    /// <summary>Virtual time runs ahead of the pings.</summary>
    private static readonly ProtocolTimings Patient = new() { Hello = TimeSpan.FromDays(1), KeepAliveIdle = TimeSpan.FromDays(40), ConnectionDropTime = TimeSpan.FromDays(45) };

    private readonly TestWorld _world = new();
    private readonly FakeDiscovery _discovery = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PeerOfAList_IsConnectedToWithoutDiscovery()
    {
        PeerSession<ITestContract> far = await StartAsync();
        PeerList list = PeerList.Of(far.LocalEndpoints[0]);
        PeerSession<ITestContract> near = await StartAsync(options => options.Sources.Add(list));

        Peer<ITestContract> joined = await JoinedAsync(near);

        Assert.Equal(far.Id, joined.Id);
        Assert.Equal(DiscoveryState.Ready, near.DiscoveryState);
        Assert.True(near.IsSearching);
    }

    [Fact]
    public async Task PeerOfAListIsLost_IsConnectedToAgain()
    {
        AddressedTransport links = new(_world);
        PeerSession<ITestContract> far = await StartAsync();
        PeerSession<ITestContract> near = await StartAsync(options =>
        {
            options.Sources.Add(PeerList.Of(far.LocalEndpoints[0]));
            options.Transports = [new Given(links)];
        });
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = near.PeersAsync().GetAsyncEnumerator(Token);
        await changes.NextAsync();

        links.Opened.Last().Abort();
        await TestWorld.YieldUntilAsync(() => TestWorld.CountConnections(far) == 0);

        Assert.Equal(PeerEventKind.Left, (await changes.NextAsync()).Kind);
        Task<PeerEvent<ITestContract>> again = changes.NextAsync();
        await _world.PassTimeUntilAsync(again);
        Assert.Equal((PeerEventKind.Joined, far.Id), ((await again).Kind, (await again).Peer.Id));
    }

    [Fact]
    public async Task PeerOfAListIsLetGo_IsNotConnectedToAgainUntilItIsAddedAnew()
    {
        AddressedTransport links = new(_world);
        PeerSession<ITestContract> far = await StartAsync();
        PeerList list = PeerList.Of(far.LocalEndpoints[0]);
        PeerSession<ITestContract> near = await StartAsync(options =>
        {
            options.Sources.Add(list);
            options.Transports = [new Given(links)];
        });
        Peer<ITestContract> peer = await JoinedAsync(near);

        await peer.CancelAsync(Token).Guarded();
        await TestWorld.YieldUntilAsync(() => TestWorld.CountLoops(near) == 3); // accepting, searching and watching the network are left
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(links.DialledPorts);

        list.Remove(list.Peers[0]);
        list.Add(far.LocalEndpoints[0]);
        Assert.Equal(far.Id, (await JoinedAsync(near)).Id);
    }

    [Fact]
    public async Task PeerOfAListRestarts_IsConnectedToAgain()
    {
        PeerSession<ITestContract> far = await StartAsync();
        PeerSession<ITestContract> near = await StartAsync(options => options.Sources.Add(PeerList.Of(far.LocalEndpoints[0])));
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = near.PeersAsync().GetAsyncEnumerator(Token);
        await changes.NextAsync();
        int port = far.LocalEndpoints[0].Port;

        await far.DisposeAsync().Guarded();
        Assert.Equal(PeerEventKind.Left, (await changes.NextAsync()).Kind);
        PeerSession<ITestContract> restarted = await StartAsync(options => options.Port = port);
        Task<PeerEvent<ITestContract>> again = changes.NextAsync();
        await _world.PassTimeUntilAsync(again);

        Assert.Equal((PeerEventKind.Joined, restarted.Id), ((await again).Kind, (await again).Peer.Id));
    }

    [Fact]
    public async Task ListHoldsItsReader_IsNotDialledAgain()
    {
        TestLog log = new();
        AddressedTransport links = new(_world);
        PeerList list = new();
        PeerSession<ITestContract> near = await StartAsync(options =>
        {
            options.Sources.Add(list);
            options.Transports = [new Given(links)];
            options.LoggerFactory = log;
        });

        list.Add(near.LocalEndpoints[0]);

        await log.WhenAsync(1015);
        Assert.Single(links.DialledPorts);
    }

    [Fact]
    public async Task TicketOfASession_ConnectsToItAndToNobodyElse()
    {
        PeerSession<ITestContract> far = await StartAsync(static options => options.Security = PeerSecurity.Unverified);
        PeerSession<ITestContract> other = await StartAsync(static options => options.Security = PeerSecurity.Unverified);
        PeerSession<ITestContract> near = await StartAsync(static options => options.Security = PeerSecurity.Unverified);
        PeerTicket ticket = PeerTicket.Parse(far.CreateTicket().ToText());

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => near.ConnectAsync(new PeerTicket(ticket.Key, other.LocalEndpoints), Token).Guarded());
        Peer<ITestContract> peer = await near.ConnectAsync(ticket, Token).Guarded();

        Assert.Equal((ConnectionStage.Tls, PeerErrorCode.PeerNotTrusted, PeerDiagnosisCode.KeyNotPinned), (refused.Stage, refused.Code, refused.Diagnosis.Code));
        Assert.Contains($"holds the key {other.Key}, but {far.Key} was expected", refused.Message, StringComparison.Ordinal);
        Assert.Equal(far.Key, peer.Key);
        Assert.Same(peer, await near.ConnectAsync(ticket, Token).Guarded());
        Assert.Single(near.Peers);
    }

    [Fact]
    public async Task TicketMeetsAnAppWithoutKeys_SaysSo()
    {
        PeerSession<ITestContract> far = await StartAsync();
        PeerSession<ITestContract> near = await StartAsync();
        PeerTicket ticket = new(PeerKey.FromBytes(new byte[PeerKey.Length]), far.LocalEndpoints);

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => near.ConnectAsync(ticket, Token).Guarded());

        Assert.Contains("proved no key", refused.Message, StringComparison.Ordinal);
        Assert.Contains("PeerSecurity", Assert.Throws<InvalidOperationException>(() => far.CreateTicket()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TicketOfAWildcard_NamesTheMachinesAddresses()
    {
        FixedNetwork network = new(new NetworkSnapshot([FixedNetwork.Loopback, FixedNetwork.Interface("eth0", 2, "192.0.2.7")]));
        PeerSession<ITestContract> session = await StartAsync(options =>
        {
            options.Security = PeerSecurity.Unverified;
            options.NetworkMonitor = network;
            options.Transports = [new TcpTransportProvider()];
        });

        PeerTicket ticket = session.CreateTicket();

        Assert.Equal(IPAddress.Parse("192.0.2.7"), Assert.Single(ticket.Endpoints).Address!.Address);
        Assert.Equal(session.LocalEndpoints[0].Port, ticket.Endpoints[0].Port);
    }

    [Fact]
    public async Task EnoughPeersAreConnected_TheSearchPausesUntilOneIsMissing()
    {
        PeerSession<ITestContract> ben = await StartAsync(Discovering);
        PeerSession<ITestContract> ana = await StartAsync(options =>
        {
            Discovering(options);
            options.PeersWanted = 1;
        });
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = ana.PeersAsync().GetAsyncEnumerator(Token);
        Assert.Equal(ben.Id, (await changes.NextAsync()).Peer.Id);
        await TestWorld.YieldUntilAsync(() => !ana.IsSearching);

        PeerSession<ITestContract> cid = await StartAsync(options =>
        {
            Discovering(options);
            options.PeersWanted = 0;
        });
        Assert.False(cid.IsSearching);
        await ben.DisposeAsync().Guarded();

        Assert.Equal(PeerEventKind.Left, (await changes.NextAsync()).Kind);
        Task<PeerEvent<ITestContract>> next = changes.NextAsync();
        await _world.PassTimeUntilAsync(next);
        Assert.Equal((PeerEventKind.Joined, cid.Id), ((await next).Kind, (await next).Peer.Id));
        await TestWorld.YieldUntilAsync(() => !ana.IsSearching);
    }

    [Fact]
    public async Task MoreAreWantedLater_TheSearchGoesOn()
    {
        PeerSession<ITestContract> ana = await StartAsync(options =>
        {
            Discovering(options);
            options.PeersWanted = 0;
        });
        PeerSession<ITestContract> ben = await StartAsync(options =>
        {
            Discovering(options);
            options.PeersWanted = 0;
        });
        Assert.Equal((false, (int?)0), (ana.IsSearching, ana.PeersWanted));
        Task<Peer<ITestContract>> joined = JoinedAsync(ana);

        ana.PeersWanted = null;

        await _world.PassTimeUntilAsync(joined);
        Assert.Equal(ben.Id, (await joined).Id);
        Assert.True(ana.IsSearching);
        Assert.Throws<ArgumentOutOfRangeException>(() => ana.PeersWanted = -1);
    }

    [Fact]
    public async Task SessionKeepsSearching_EnoughIsNeverEnough()
    {
        PeerSession<ITestContract> ana = await StartAsync(options =>
        {
            Discovering(options);
            options.PeersWanted = 0;
            options.KeepsSearching = true;
        });
        Task<Peer<ITestContract>> joined = JoinedAsync(ana);
        PeerSession<ITestContract> ben = await StartAsync(options =>
        {
            Discovering(options);
            options.PeersWanted = 0;
        });

        await _world.PassTimeUntilAsync(joined);

        Assert.Equal(ben.Id, (await joined).Id);
        Assert.True(ana.IsSearching);
    }

    [Fact]
    public async Task PeerThatWentDuringAPause_IsForgottenAfterIt()
    {
        PeerSession<ITestContract> ben = await StartAsync(options =>
        {
            Discovering(options);
            options.PeersWanted = 0; // so that the other one has to find it
        });
        PeerSession<ITestContract> ana = await StartAsync(options =>
        {
            Discovering(options);
            options.PeersWanted = 1;
        });
        Task<Peer<ITestContract>> joined = JoinedAsync(ana);
        await _world.PassTimeUntilAsync(joined);
        Peer<ITestContract> peer = await joined;
        await TestWorld.YieldUntilAsync(() => !ana.IsSearching);
        Assert.Equal(1, TestWorld.CountFound(ana));

        foreach (string instance in _discovery.Instances)
            _discovery.Remove(instance); // unseen by this side, which does not search
        ana.PeersWanted = 2;
        await TestWorld.YieldUntilAsync(() => ana.IsSearching);
        TimeSpan passed = await TestWorld.PassTimeUntilAsync(_world.Time, () => TestWorld.CountFound(ana) == 0);

        Assert.True(passed >= TimeSpan.FromSeconds(9), $"after {passed}"); // how much later it is seen depends on the threads of the test
        Assert.True(peer.IsConnected);
        Assert.Equal(ben.Id, peer.Id);
    }

    [Fact]
    public async Task AppChooses_OnlyThoseAreConnectedToAndWhenTheySaySo()
    {
        PeerSession<ITestContract> ben = await StartAsync(options =>
        {
            Discovering(options);
            options.Txt = TxtRecord.Empty.With("room", "2");
            options.PeersWanted = 0;
        });
        Collector<string?> asked = new();
        AddressedTransport links = new(_world);
        PeerSession<ITestContract> ana = await StartAsync(options =>
        {
            Discovering(options);
            options.ShouldConnect = found =>
            {
                asked.Add(found.Txt.GetText("room"));
                return found.Txt.GetText("room") == "1";
            };
            options.Transports = [new Given(links)];
        });
        Assert.Equal("2", await asked.NextAsync());
        await PassAsync(TimeSpan.FromSeconds(5));
        Assert.Empty(links.DialledPorts);
        Task<Peer<ITestContract>> joined = JoinedAsync(ana);

        await ben.UpdateTxtAsync(TxtRecord.Empty.With("room", "1"), Token).Guarded();

        await _world.PassTimeUntilAsync(joined);
        Assert.Equal(ben.Id, (await joined).Id);
    }

    [Fact]
    public async Task ChoiceFails_NobodyIsConnectedTo()
    {
        TestLog log = new();
        AddressedTransport links = new(_world);
        await StartAsync(options =>
        {
            Discovering(options);
            options.Transports = [new Given(links)];
            options.ShouldConnect = static _ => throw new InvalidOperationException("as the test wants");
            options.LoggerFactory = log;
        });

        _discovery.Add("zzzz", Type, 9_104);

        await log.WhenAsync(1023);
        await PassAsync(TimeSpan.FromSeconds(5));
        Assert.Empty(links.DialledPorts);
    }

    [Fact]
    public async Task TxtRecordOfTheApp_StandsBesidePeerProtosAndChanges()
    {
        PeerSession<ITestContract> session = await StartAsync(options =>
        {
            Discovering(options);
            options.Txt = TxtRecord.Empty.With("title", "Plan").WithFlag("open");
        });
        ServiceChange added = await _discovery.Changes.NextAsync();
        Assert.Equal(["w", "v", "f", "title", "open"], added.Service.Txt.Select(static entry => entry.Key));

        await session.UpdateTxtAsync(TxtRecord.Empty.With("title", "Plan B"), Token).Guarded();

        ServiceChange changed = await _discovery.Changes.NextAsync();
        Assert.Equal((ServiceChangeKind.Changed, "Plan B"), (changed.Kind, changed.Service.Txt.GetText("title")));
        Assert.False(changed.Service.Txt.TryGetValue("open", out _));
    }

    [Theory]
    [InlineData("w")]
    [InlineData("V")]
    [InlineData("f")]
    [InlineData("p-quic")]
    public async Task KeyOfPeerProtosOwn_IsRefused(string key)
    {
        PeerSession<ITestContract> session = await StartAsync();
        TxtRecord txt = TxtRecord.Empty.With(key, "1");

        Assert.Contains($"'{key}'", (await Assert.ThrowsAsync<ArgumentException>(() => session.UpdateTxtAsync(txt, Token).AsTask())).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(options => options.Txt = txt));
    }

    [Fact]
    public async Task SessionThatIsNotAnnounced_TakesTxtRecordsAtOnce()
    {
        PeerSession<ITestContract> session = await StartAsync();

        Assert.True(session.UpdateTxtAsync(TxtRecord.Empty.With("title", "Plan"), Token).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task RecordThatIsTooLong_IsRefused()
    {
        TxtRecord txt = Enumerable.Range(0, 5).Aggregate(TxtRecord.Empty, static (record, i) => record.With($"k{i}", new string('a', 240)));

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(options => options.Txt = txt));

        Assert.Contains("more than 1024", refused.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static async Task<Peer<ITestContract>> JoinedAsync(PeerSession<ITestContract> session)
    {
        await foreach (PeerEvent<ITestContract> change in session.PeersAsync(Token))
        {
            if (change.Kind == PeerEventKind.Joined)
                return change.Peer;
        }

        throw new InvalidOperationException("The session has ended.");
    }

    private Task<TimeSpan> PassAsync(TimeSpan time) => _world.PassTimeUntilAsync(Task.Delay(time, _world.Time, Token));

    private void Discovering(PeerSessionOptions options)
    {
        options.UseDiscovery = true;
        options.Discovery = _discovery;
        options.InstanceNameLifetime = Timeout.InfiniteTimeSpan;
    }

    private Task<PeerSession<ITestContract>> StartAsync(Action<PeerSessionOptions>? configure = null) => _world.StartAsync(configure: options =>
    {
        options.Transports = [new Given(new AddressedTransport(_world))];
        options.Timings = Patient;
        configure?.Invoke(options);
    });
}
