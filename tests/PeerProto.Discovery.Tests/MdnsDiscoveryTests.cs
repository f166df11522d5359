using System.Collections.Immutable;
using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Sockets;
using PeerProto.Discovery.Tests.Conformance;
using PeerProto.Discovery.Tests.Simulation;
using PeerProto.Networking;

namespace PeerProto.Discovery.Tests;

public sealed class MdnsDiscoveryTests
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    private readonly SettableClock _time = new();
    private readonly DatagramBus _bus = new();
    private readonly SteppingScheduler _scheduler;

    public MdnsDiscoveryTests() => _scheduler = new SteppingScheduler(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void ServiceAdvertisedOnOneHost_IsAddedAndRemovedOnTheOther()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        MdnsDiscovery ben = Open("192.0.2.2", 2);
        IAsyncEnumerator<ServiceChange> changes = ben.BrowseAsync(Board, Cancellation).GetAsyncEnumerator(Cancellation);

        IServiceAdvertisement advertisement = Await(() => ana.AdvertiseAsync(Ana(4711), Cancellation));
        Assert.Equal("Ana", advertisement.InstanceName);
        ServiceChange added = Next(changes);
        Assert.Equal(ServiceChangeKind.Added, added.Kind);
        Assert.Equal([IPEndPoint.Parse("192.0.2.1:4711")], added.Service.Endpoints);

        Await(advertisement.DisposeAsync);
        DnsMessage goodbye = Read(_bus.Sent.Last());
        Assert.All(goodbye.Answers, record => Assert.Equal(0u, record.TimeToLive));
        Assert.Equal(new ServiceChange(ServiceChangeKind.Removed, added.Service), Next(changes));

        Await(changes.DisposeAsync);
        Await(ana.DisposeAsync);
        Await(ben.DisposeAsync);
    }

    [Fact]
    public void UpdatedTxtRecord_IsAChangeOnTheOther()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        MdnsDiscovery ben = Open("192.0.2.2", 2);
        IAsyncEnumerator<ServiceChange> changes = ben.BrowseAsync(Board, Cancellation).GetAsyncEnumerator(Cancellation);
        IServiceAdvertisement advertisement = Await(() => ana.AdvertiseAsync(Ana(4711), Cancellation));
        ServiceChange added = Next(changes);

        Await(() => advertisement.UpdateAsync(TxtRecord.Empty.With("v", "2"), Cancellation));

        ServiceChange changed = Next(changes);
        Assert.Equal((ServiceChangeKind.Changed, "2"), (changed.Kind, changed.Service.Txt.GetText("v")));
        Assert.Equal(added.Service.Endpoints, changed.Service.Endpoints);
        Await(advertisement.DisposeAsync);
        Assert.Throws<ObjectDisposedException>(() => Await(() => advertisement.UpdateAsync(TxtRecord.Empty, Cancellation)));
        Await(ana.DisposeAsync);
        Await(ben.DisposeAsync);
    }

    [Fact]
    public void ServiceThatIsGoneWithoutAGoodbye_IsRemovedAfterItWasReported()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        MdnsDiscovery ben = Open("192.0.2.2", 2);
        IAsyncEnumerator<ServiceChange> changes = ben.BrowseAsync(Board, Cancellation).GetAsyncEnumerator(Cancellation);
        Await(() => ana.AdvertiseAsync(Ana(4711), Cancellation));
        DiscoveredService service = Next(changes).Service;
        _scheduler.RunFor(TimeSpan.FromSeconds(3));
        _bus.CutOff("192.0.2.1");

        Await(() => ben.ReconfirmAsync(service, Cancellation));

        Assert.Equal(new ServiceChange(ServiceChangeKind.Removed, service), Next(changes));
        Await(ana.DisposeAsync);
        Await(ben.DisposeAsync);
    }

    [Fact]
    public void NameThatIsTaken_IsNumberedOnTheHandle()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        MdnsDiscovery ben = Open("192.0.2.2", 2);

        Await(() => ana.AdvertiseAsync(Ana(1), Cancellation));

        Assert.Equal("Ana (2)", Await(() => ben.AdvertiseAsync(Ana(2), Cancellation)).InstanceName);
        Await(ana.DisposeAsync);
        Await(ben.DisposeAsync);
    }

    [Fact]
    public void AdvertisingGivenUp_LeavesNothingBehind()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        using var giveUp = new CancellationTokenSource();
        Task<IServiceAdvertisement> advertising = Start(() => ana.AdvertiseAsync(Ana(1), giveUp.Token).AsTask());
        _scheduler.RunFor(TimeSpan.FromMilliseconds(400));
        giveUp.Cancel();
        _scheduler.RunUntil(advertising, Guard);

        Assert.True(advertising.IsCanceled);
        int sent = _bus.Sent.Count;
        _scheduler.RunFor(TimeSpan.FromSeconds(3));
        Assert.Equal(sent, _bus.Sent.Count);
        Await(ana.DisposeAsync);
    }

    [Fact]
    public void DisposedDiscovery_SaysGoodbyeEndsItsBrowsesAndRefusesMore()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        Await(() => ana.AdvertiseAsync(Ana(1), Cancellation));
        IAsyncEnumerator<ServiceChange> changes = ana.BrowseAsync(Board, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.Equal("Ana", Next(changes).Service.InstanceName);
        Task<bool> next = Start(() => changes.MoveNextAsync().AsTask());

        Await(ana.DisposeAsync);
        _scheduler.RunUntil(next, Guard);

        Assert.False(ResultOf(next));
        Assert.All(Read(_bus.Sent.Last()).Answers, record => Assert.Equal(0u, record.TimeToLive));
        Assert.Throws<ObjectDisposedException>(() => ana.BrowseAsync(Board, Cancellation));
    }

    [Fact]
    public void AdvertisingThatBeganJustBeforeTheEnd_Ends()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        Task<IServiceAdvertisement> advertising = Start(() => ana.AdvertiseAsync(Ana(1), Cancellation).AsTask());
        Task<bool> disposing = Start(async () =>
        {
            await ana.DisposeAsync();
            return true;
        });

        _scheduler.RunUntil(advertising, Guard);
        _scheduler.RunUntil(disposing, Guard);

        Assert.IsType<ObjectDisposedException>(advertising.Exception?.InnerException);
    }

    [Fact]
    public void DiscoveryThatBreaks_EndsWhatWasBegun()
    {
        var options = new MdnsDiscoveryOptions { TimeProvider = _time, TaskScheduler = _scheduler, NetworkMonitor = new ScriptedNetworkMonitor(DatagramBus.Snapshot("192.0.2.1")), RandomSeed = 1 };
        var broken = new MdnsDiscovery(options, () => new BrokenEdge(_bus.OpenEdge("192.0.2.1")));

        DiscoveryException error = Assert.Throws<DiscoveryException>(() => Await(() => broken.AdvertiseAsync(Ana(1), Cancellation)));

        Assert.Contains("no use", error.Message, StringComparison.Ordinal);
        Assert.Throws<DiscoveryException>(() => broken.BrowseAsync(Board, Cancellation));
        Await(broken.DisposeAsync);
    }

    [Fact]
    public void CancelledBrowse_EndsWithCancellation()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        using var stop = new CancellationTokenSource();
        IAsyncEnumerator<ServiceChange> changes = ana.BrowseAsync(Board, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        Task<bool> next = Start(() => changes.MoveNextAsync().AsTask());
        _scheduler.RunFor(TimeSpan.FromSeconds(1));

        stop.Cancel();
        _scheduler.RunUntil(next, Guard);

        Assert.True(next.IsCanceled);
        Await(ana.DisposeAsync);
    }

    [Fact]
    public void ServiceTypes_AreYieldedOnce()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        Await(() => ana.AdvertiseAsync(Ana(1), Cancellation));
        IAsyncEnumerator<ServiceType> types = ana.BrowseTypesAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.True(Await(() => types.MoveNextAsync()));
        Assert.Equal(Board, types.Current);
        Await(ana.DisposeAsync);
    }

    [Fact]
    public void NamesOfServices_ComeAndGo()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        MdnsDiscovery ben = Open("192.0.2.2", 2);
        IAsyncEnumerator<InstanceChange> changes = ben.BrowseInstancesAsync(Board, Cancellation).GetAsyncEnumerator(Cancellation);
        IServiceAdvertisement advertisement = Await(() => ana.AdvertiseAsync(Ana(4711), Cancellation));

        Assert.True(Await(() => changes.MoveNextAsync()));
        Assert.Equal(new InstanceChange(ServiceChangeKind.Added, "Ana"), changes.Current);
        Await(advertisement.DisposeAsync);
        Assert.True(Await(() => changes.MoveNextAsync()));
        Assert.Equal(new InstanceChange(ServiceChangeKind.Removed, "Ana"), changes.Current);

        Await(changes.DisposeAsync);
        Await(ana.DisposeAsync);
        Await(ben.DisposeAsync);
    }

    [Fact]
    public void Resolving_CompletesWhenTheServiceIsThereAndAsksNoMore()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        MdnsDiscovery ben = Open("192.0.2.2", 2);
        Task<DiscoveredService> resolving = Start(() => ben.ResolveAsync(Board.WithSubtype("_any"), "aNA", Cancellation).AsTask());
        _scheduler.RunFor(TimeSpan.FromMilliseconds(500));
        Assert.False(resolving.IsCompleted);

        Await(() => ana.AdvertiseAsync(Ana(4711), Cancellation));
        _scheduler.RunUntil(resolving, Guard);

        DiscoveredService service = ResultOf(resolving);
        Assert.Equal((Board, 4711), (service.Type, service.Port));
        Assert.Equal([IPEndPoint.Parse("192.0.2.1:4711")], service.Endpoints);
        _scheduler.RunFor(TimeSpan.FromSeconds(2));
        int sent = _bus.Sent.Count;
        _scheduler.RunFor(TimeSpan.FromSeconds(1.5));
        Assert.Equal(sent, _bus.Sent.Count);

        Await(ana.DisposeAsync);
        Await(ben.DisposeAsync);
    }

    [Fact]
    public void ResolvingGivenUp_EndsWithCancellation()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        using var giveUp = new CancellationTokenSource();
        Task<DiscoveredService> resolving = Start(() => ana.ResolveAsync(Board, "Nobody", giveUp.Token).AsTask());
        _scheduler.RunFor(TimeSpan.FromSeconds(1));

        giveUp.Cancel();
        _scheduler.RunUntil(resolving, Guard);

        Assert.True(resolving.IsCanceled);
        Await(ana.DisposeAsync);
    }

    [Fact]
    public void DisposedDiscovery_EndsItsResolving()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        Task<DiscoveredService> resolving = Start(() => ana.ResolveAsync(Board, "Nobody", Cancellation).AsTask());
        _scheduler.RunFor(TimeSpan.FromSeconds(1));

        Await(ana.DisposeAsync);
        _scheduler.RunUntil(resolving, Guard);

        Assert.Throws<ObjectDisposedException>(() => ResultOf(resolving));
    }

    [Fact]
    public void NameThatCannotBeOne_IsRefused()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);

        Assert.Throws<ArgumentException>(() => Await(() => ana.ResolveAsync(Board, new string('a', 64), Cancellation)));
        Assert.Empty(_bus.Sent);
        Await(ana.DisposeAsync);
    }

    [Fact]
    public void NetworkThatAppearsLater_IsUsed()
    {
        var network = new ScriptedNetworkMonitor(Networking.NetworkSnapshot.Empty);
        MdnsDiscovery ana = Open("192.0.2.1", 1, network);
        MdnsDiscovery ben = Open("192.0.2.2", 2);
        IAsyncEnumerator<ServiceChange> changes = ben.BrowseAsync(Board, Cancellation).GetAsyncEnumerator(Cancellation);
        Await(() => ana.AdvertiseAsync(Ana(1), Cancellation));
        Assert.Empty(_bus.Sent);

        network.Change(DatagramBus.Snapshot("192.0.2.1"));

        Assert.Equal("Ana", Next(changes).Service.InstanceName);
        Await(ana.DisposeAsync);
        Await(ben.DisposeAsync);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Conforms("6762-8-a")]
    public void MachineThatWakesFromSleep_ProbesAndAnnouncesAndAsksAnew(bool timeStandsStillInSleep)
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1);
        IAsyncEnumerator<ServiceChange> changes = ana.BrowseAsync(Board, Cancellation).GetAsyncEnumerator(Cancellation);
        Await(() => ana.AdvertiseAsync(Ana(1), Cancellation));
        Assert.Equal(ServiceChangeKind.Added, Next(changes).Kind);
        _scheduler.RunFor(TimeSpan.FromSeconds(2));
        _bus.Sent.Clear();
        int joins = _bus.Joins;

        if (timeStandsStillInSleep)
            _time.Set(TimeSpan.FromHours(1));
        else
            _time.Advance(TimeSpan.FromHours(1));

        // Three probes, the records, and a question that lists nothing as known.
        _scheduler.RunUntil(
            () =>
            {
                DnsMessage[] sent = [.. _bus.Sent.Select(Read)];
                return sent.Count(message => message.Authorities.Count > 0) >= 3
                    && sent.Any(message => message.IsResponse && message.Answers.Exists(record => record.Type == DnsRecordType.Srv))
                    && sent.Any(message => !message.IsResponse && message.Authorities.Count == 0 && message.Answers.Count == 0);
            },
            Guard);
        Assert.InRange(_bus.Joins, joins + 2, int.MaxValue);
        Await(changes.DisposeAsync);
        Await(ana.DisposeAsync);
    }

    [Fact]
    public void InterfaceThatCouldNotBeJoined_IsUsedAsSoonAsItCan()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1, failingJoins: 4);
        MdnsDiscovery ben = Open("192.0.2.2", 2);
        IAsyncEnumerator<ServiceChange> changes = ben.BrowseAsync(Board, Cancellation).GetAsyncEnumerator(Cancellation);
        Await(() => ana.AdvertiseAsync(Ana(1), Cancellation));

        Assert.Equal("Ana", Next(changes).Service.InstanceName);
        Await(ana.DisposeAsync);
        Await(ben.DisposeAsync);
    }

    [Fact]
    public void InterfaceThatCanNeverBeJoined_IsTriedEverMoreRarely()
    {
        MdnsDiscovery ana = Open("192.0.2.1", 1, failingJoins: int.MaxValue);
        Await(() => ana.AdvertiseAsync(Ana(1), Cancellation));
        _scheduler.RunFor(TimeSpan.FromMilliseconds(900));
        int before = _bus.Joins;

        // After 1, 3, 7, 15 and 31 seconds.
        _scheduler.RunFor(TimeSpan.FromSeconds(40));

        Assert.Equal(before + 5, _bus.Joins);
        Await(ana.DisposeAsync);
    }

    [Fact]
    public void SameSeeds_GiveTheSameTraffic()
    {
        byte[][] first = Run();
        _bus.Sent.Clear();
        Assert.Equal(first, Run());

        byte[][] Run()
        {
            MdnsDiscovery ana = Open("192.0.2.1", 7);
            Await(() => ana.AdvertiseAsync(Ana(1), Cancellation));
            Await(ana.DisposeAsync);
            return [.. _bus.Sent];
        }
    }

    [Fact]
    public async Task SystemThatRefusesTheSockets_IsToldWithARemedy()
    {
        await using var discovery = new MdnsDiscovery(
            new MdnsDiscoveryOptions { TimeProvider = _time },
            () => throw new DiscoveryException("opening the multicast sockets", "The system refused", "Check the port"));

        var error = Assert.Throws<DiscoveryException>(() => discovery.BrowseAsync(Board, Cancellation));
        Assert.Equal("Discovery failed while opening the multicast sockets: The system refused. Check the port.", error.Message);
    }

    /// <summary>An edge that cannot receive, for no reason that is expected.</summary>
    private sealed class BrokenEdge(IDatagramEdge edge) : IDatagramEdge
    {
        public bool IsIncomplete => edge.IsIncomplete;

        public IReadOnlyList<MdnsLinkState> SetInterfaces(ImmutableArray<NetworkInterfaceSnapshot> interfaces) => edge.SetInterfaces(interfaces);

        public ValueTask SendAsync(MdnsDatagram datagram, CancellationToken cancellationToken) => edge.SendAsync(datagram, cancellationToken);

        public Task ReceiveAsync(Action<ReceivedDatagram> receiver, CancellationToken cancellationToken) => throw new InvalidOperationException("It is of no use.");

        public void Dispose() => edge.Dispose();
    }

    private static ServiceAdvertisement Ana(int port) => new("Ana", Board, port);

    private static DnsMessage Read(byte[] bytes)
    {
        Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(bytes, out DnsMessage? message));
        return message!;
    }

    private MdnsDiscovery Open(string address, int seed, ScriptedNetworkMonitor? network = null, int failingJoins = 0) => new(
        new MdnsDiscoveryOptions
        {
            TimeProvider = _time,
            TaskScheduler = _scheduler,
            NetworkMonitor = network ?? new ScriptedNetworkMonitor(DatagramBus.Snapshot(address)),
            RandomSeed = seed,
        },
        () => _bus.OpenEdge(address, failingJoins));

    private Task<T> Start<T>(Func<Task<T>> function) =>
        Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.None, _scheduler).Unwrap();

    private T Await<T>(Func<ValueTask<T>> function)
    {
        Task<T> task = Start(() => function().AsTask());
        _scheduler.RunUntil(task, Guard);
        return ResultOf(task);
    }

    private static T ResultOf<T>(Task<T> completed) => completed.GetAwaiter().GetResult();

    private void Await(Func<ValueTask> function) => Await(async () =>
    {
        await function();
        return true;
    });

    private ServiceChange Next(IAsyncEnumerator<ServiceChange> changes)
    {
        Assert.True(Await(() => changes.MoveNextAsync()));
        return changes.Current;
    }
}
