using System.Net;
using System.Net.Sockets;
using PeerProto.Diagnostics.Tests.Recovery;

namespace PeerProto.Diagnostics.Tests.Dhcp;

public sealed class DhcpWatchTests : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly MemoryLinkTap _tap = new();
    private readonly WatchedTime _time = new();
    private readonly DhcpWatch _watch;

    public DhcpWatchTests() => _watch = new DhcpWatch(_tap, null, _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _watch.DisposeAsync();

    [Fact]
    public async Task SilentReuse_IsToldWhenThePatienceIsOver()
    {
        await using IAsyncEnumerator<DhcpObservation> seen = _watch.ObserveAsync(Token).GetAsyncEnumerator(Token);
        _tap.Arrive(Frames.Arp(Frames.Server, Frames.ServerAddress, Frames.ClientAddress)); // its own
        _tap.Arrive(Frames.Discover());
        Assert.Equal(DhcpObservationKind.Discover, (await NextAsync(seen)).Kind);
        _tap.Arrive(Frames.Offer());
        Assert.Equal(DhcpObservationKind.Offer, (await NextAsync(seen)).Kind);
        _tap.Change(isUp: false);
        Assert.Equal(DhcpObservationKind.LinkDown, (await NextAsync(seen)).Kind);
        _time.Advance(TimeSpan.FromSeconds(3));
        _tap.Change(isUp: true);
        Assert.Equal(DhcpObservationKind.LinkUp, (await NextAsync(seen)).Kind);
        _tap.Arrive(Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        _tap.Arrive(Frames.Dhcp([1], sender: Frames.Other)); // handled after the frame before it

        await UntilAsync(() => _watch.Counters.Malformed == 1);
        _time.Advance(DhcpObserverOptions.DefaultPatience);

        DhcpObservation reuse = await NextAsync(seen);
        Assert.Equal((DhcpObservationKind.SilentReuse, Frames.Client, Frames.ClientAddress), (reuse.Kind, reuse.Client, reuse.Address));
        Assert.Equal(Frames.ClientAddress, Assert.Single(_watch.Clients).Address);
        _tap.Drops = 3;
        Assert.Equal(new DhcpWatchCounters(5, 2, 1, 0, 3, 0), _watch.Counters);
    }

    [Fact]
    public async Task Probe_AsksEachAddressAndTellsWhoAnswered()
    {
        IPAddress nobody = IPAddress.Parse("192.168.4.51");
        Task<IReadOnlyList<ArpProbeResult>> probing = _watch.ProbeAsync([Frames.ClientAddress, nobody], cancellationToken: Token);

        Assert.Equal(Frames.Arp(Frames.Server, Frames.ServerAddress, Frames.ClientAddress), await _tap.Sent.Reader.ReadAsync(Token));
        Assert.Equal(Frames.Arp(Frames.Server, Frames.ServerAddress, nobody), await _tap.Sent.Reader.ReadAsync(Token));
        _tap.Arrive(Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress, isRequest: false));
        await UntilAsync(() => _watch.Clients.Count == 1);
        await _time.PassAsync(probing).WaitAsync(Guard, Token);

        IReadOnlyList<ArpProbeResult> results = await probing;
        Assert.Equal([(Frames.ClientAddress, true), (nobody, false)], results.Select(static result => (result.Address, result.IsInUse)));
        Assert.Equal((Frames.Client, TimeSpan.Zero), (results[0].HardwareAddress, results[0].Elapsed));
        byte[][] again = [await _tap.Sent.Reader.ReadAsync(Token), await _tap.Sent.Reader.ReadAsync(Token)];
        Assert.All(again, frame => Assert.Equal(Frames.Arp(Frames.Server, Frames.ServerAddress, nobody), frame)); // who has answered is left alone
        Assert.False(_tap.Sent.Reader.TryRead(out _));
    }

    [Fact]
    public async Task ProbeThatAllAnswer_EndsAtOnce()
    {
        Task<IReadOnlyList<ArpProbeResult>> probing = _watch.ProbeAsync([Frames.ClientAddress], TimeSpan.FromHours(1), Token);
        await _tap.Sent.Reader.ReadAsync(Token);
        _tap.Arrive(Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress, isRequest: false));
        Assert.True(Assert.Single(await probing.WaitAsync(Guard, Token)).IsInUse);
        Assert.Empty(await _watch.ProbeAsync([], cancellationToken: Token));
    }

    [Fact]
    public async Task ProbeThatCannotBe_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _watch.ProbeAsync([IPAddress.IPv6Loopback], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => _watch.ProbeAsync([.. Enumerable.Repeat(Frames.ClientAddress, DhcpWatch.MaximumProbed + 1)], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _watch.ProbeAsync([Frames.ClientAddress], TimeSpan.Zero, Token));
        _tap.SendFailure = new SocketException((int)SocketError.NetworkDown);
        DhcpWatchException failure = await Assert.ThrowsAsync<DhcpWatchException>(() => _watch.ProbeAsync([Frames.ClientAddress], cancellationToken: Token));
        Assert.Equal(("Probing addresses", "See that the interface is up"), (failure.Stage, failure.Remedy));
    }

    [Fact]
    public async Task ObservationsThatNobodyReads_AreDroppedAndCounted()
    {
        for (int i = 0; i < DhcpWatch.MaximumWaiting + 10; i++)
            _tap.Arrive(Frames.Discover((uint)i));
        await UntilAsync(() => _watch.Counters.Messages == DhcpWatch.MaximumWaiting + 10);

        Assert.Equal(10, _watch.Counters.DroppedObservations);
        await using IAsyncEnumerator<DhcpObservation> seen = _watch.ObserveAsync(Token).GetAsyncEnumerator(Token);
        Assert.Equal(10u, (await NextAsync(seen)).TransactionId); // the oldest went
    }

    [Fact]
    public async Task InterfaceThatFails_IsToldToTheReader()
    {
        await using IAsyncEnumerator<DhcpObservation> seen = _watch.ObserveAsync(Token).GetAsyncEnumerator(Token);
        _tap.Fail(new SocketException((int)SocketError.Fault));
        DhcpWatchException failure = await Assert.ThrowsAsync<DhcpWatchException>(() => NextAsync(seen));
        Assert.Equal((DhcpWatchError.Failed, "Reading the interface"), (failure.Error, failure.Stage));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReaderThatFailsForAnotherReason_IsToldAndEndsInOrder(bool isOfTheLink)
    {
        await using IAsyncEnumerator<DhcpObservation> seen = _watch.ObserveAsync(Token).GetAsyncEnumerator(Token);
        InvalidOperationException cause = new("unforeseen");
        if (isOfTheLink)
            _tap.FailStates(cause);
        else
            _tap.Fail(cause);
        DhcpWatchException failure = await Assert.ThrowsAsync<DhcpWatchException>(() => NextAsync(seen));
        Assert.Same(cause, failure.InnerException);
        await _watch.DisposeAsync();
    }

    [Fact]
    public async Task InterfaceThatIsGone_IsToldToTheReader()
    {
        await using IAsyncEnumerator<DhcpObservation> seen = _watch.ObserveAsync(Token).GetAsyncEnumerator(Token);
        _tap.Vanish();
        DhcpWatchException failure = await Assert.ThrowsAsync<DhcpWatchException>(() => NextAsync(seen));
        Assert.Equal((DhcpWatchError.NoSuchInterface, "the interface is gone"), (failure.Error, failure.Cause));
        Assert.Contains("begin again", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InterfaceThatIsDownAtTheBeginning_IsToldAndItsNetworkIsReadWhenItComesUp()
    {
        MemoryLinkTap tap = new() { IsUp = false, Address = null, Network = null };
        await using DhcpWatch watch = new(tap, null, _time);
        await using IAsyncEnumerator<DhcpObservation> seen = watch.ObserveAsync(Token).GetAsyncEnumerator(Token);
        Assert.Equal(DhcpObservationKind.LinkDown, (await NextAsync(seen)).Kind);
        Assert.Equal((false, null), (watch.IsUp, watch.Address));
        tap.Address = Frames.ServerAddress;
        tap.Network = IPNetwork.Parse("192.168.4.0/24");
        _time.Advance(TimeSpan.FromSeconds(1));
        tap.Change(isUp: true);
        Assert.Equal(DhcpObservationKind.LinkUp, (await NextAsync(seen)).Kind);
        Assert.Equal((true, Frames.ServerAddress), (watch.IsUp, watch.Address));

        tap.Arrive(Frames.Packet(Frames.Other, IPAddress.Parse("203.0.113.7"), Frames.ServerAddress)); // of another network: a router passed it on
        tap.Arrive(Frames.Packet(Frames.Client, Frames.ClientAddress, Frames.ServerAddress));
        await UntilAsync(() => watch.Clients.Count > 0);
        Assert.Equal(Frames.ClientAddress, Assert.Single(watch.Clients).Address);
    }

    [Fact]
    public async Task ProbeWithoutAnAddress_WaitsForOneAndAsksNobodyWithoutIt()
    {
        _tap.Address = null;
        Task<IReadOnlyList<ArpProbeResult>> probing = _watch.ProbeAsync([Frames.ClientAddress], cancellationToken: Token);
        await _time.PassAsync(probing).WaitAsync(Guard, Token);
        DhcpWatchException failure = await Assert.ThrowsAsync<DhcpWatchException>(() => probing);
        Assert.Equal("the interface has no IPv4 address to ask from", failure.Cause);
        Assert.False(_tap.Sent.Reader.TryRead(out _));

        Task<IReadOnlyList<ArpProbeResult>> again = _watch.ProbeAsync([Frames.ClientAddress], cancellationToken: Token);
        _tap.Address = Frames.ServerAddress;
        await _time.PassAsync(again).WaitAsync(Guard, Token);
        Assert.False(Assert.Single(await again).IsInUse);
        Assert.True(_tap.Sent.Reader.TryRead(out _));
    }

    [Fact]
    public async Task StationThatAnswersForAll_IsToldToBeShared()
    {
        IPAddress second = IPAddress.Parse("192.168.4.51"), own = IPAddress.Parse("192.168.4.52");
        Task<IReadOnlyList<ArpProbeResult>> probing = _watch.ProbeAsync([Frames.ClientAddress, second, own], TimeSpan.FromHours(1), Token);
        for (int i = 0; i < 3; i++)
            await _tap.Sent.Reader.ReadAsync(Token);
        _tap.Arrive(Frames.Arp(Frames.Other, Frames.ClientAddress, Frames.ServerAddress, isRequest: false));
        _tap.Arrive(Frames.Arp(Frames.Other, second, Frames.ServerAddress, isRequest: false));
        _tap.Arrive(Frames.Arp(Frames.Client, own, Frames.ServerAddress, isRequest: false));
        IReadOnlyList<ArpProbeResult> results = await probing.WaitAsync(Guard, Token);
        Assert.Equal([(Frames.Other, true), (Frames.Other, true), (Frames.Client, false)], results.Select(static result => (result.HardwareAddress!, result.IsShared)));
        Assert.Equal(own, Assert.Single(_watch.Clients).Address);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ProbeThatTheDisposalInterrupts_IsCancelled(bool isSocketError)
    {
        _tap.OnSend = () =>
        {
            _watch.DisposeAsync().AsTask().ContinueWith(static _ => { }, TaskScheduler.Default);
            throw isSocketError ? new SocketException((int)SocketError.NetworkDown) : new ObjectDisposedException("socket");
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _watch.ProbeAsync([Frames.ClientAddress], cancellationToken: Token).WaitAsync(Guard, Token));
    }

    [Fact]
    public async Task Disposal_EndsReadingAndProbing()
    {
        await using IAsyncEnumerator<DhcpObservation> seen = _watch.ObserveAsync(Token).GetAsyncEnumerator(Token);
        Task<IReadOnlyList<ArpProbeResult>> probing = _watch.ProbeAsync([Frames.ClientAddress], cancellationToken: Token);
        await _tap.Sent.Reader.ReadAsync(Token);
        _tap.Drops = 7;
        await _watch.DisposeAsync();
        _tap.Drops = 8;

        Assert.Equal(7, _watch.Counters.DroppedFrames);
        Assert.False(await seen.MoveNextAsync().AsTask().WaitAsync(Guard, Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probing.WaitAsync(Guard, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _watch.ProbeAsync([Frames.ClientAddress], cancellationToken: Token));
    }

    [Fact]
    public void InterfaceThatIsNotThere_IsNamedWithThoseThatAre()
    {
        DhcpWatchException failure = Assert.Throws<DhcpWatchException>(() => DhcpWatch.Open("nowhere0"));
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal((DhcpWatchError.NoSuchInterface, "Watching nowhere0"), (failure.Error, failure.Stage));
            Assert.Contains("lo", failure.Remedy, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(DhcpWatchError.NotSupported, failure.Error);
            Assert.Contains("--pcap", failure.Remedy, StringComparison.Ordinal);
        }
    }

    // What a watch has counted makes no event, so this looks until it is so.
    private static async Task UntilAsync(Func<bool> isSo)
    {
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(Token);
        guard.CancelAfter(Guard);
        while (!isSo())
        {
            guard.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<DhcpObservation> NextAsync(IAsyncEnumerator<DhcpObservation> seen)
    {
        Assert.True(await seen.MoveNextAsync().AsTask().WaitAsync(Guard, Token));
        return seen.Current;
    }
}
