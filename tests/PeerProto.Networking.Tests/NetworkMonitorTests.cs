using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Networking.Tests;

public sealed class NetworkMonitorTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_YieldsTheCurrentSnapshotThenEachThatDiffers()
    {
        var time = new FakeTimeProvider();
        NetworkSnapshot state = Snapshot("192.0.2.1");
        using var monitor = new NetworkMonitor(() => new CapturedNetwork(state, false), time, null, Poll);
        await using IAsyncEnumerator<NetworkSnapshot> watch = monitor.WatchAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(Snapshot("192.0.2.1"), watch.Current);

        ValueTask<bool> next = watch.MoveNextAsync();
        time.Advance(Poll);
        Assert.False(next.IsCompleted);

        state = Snapshot("192.0.2.2");
        time.Advance(Poll);
        Assert.True(await next);
        Assert.Equal(Snapshot("192.0.2.2"), watch.Current);
        Assert.Equal(watch.Current, monitor.Current);
    }

    [Fact]
    public async Task SlowReader_SeesTheLatestSnapshotOnly()
    {
        var time = new FakeTimeProvider();
        NetworkSnapshot state = Snapshot("192.0.2.1");
        using var monitor = new NetworkMonitor(() => new CapturedNetwork(state, false), time, null, Poll);
        await using IAsyncEnumerator<NetworkSnapshot> watch = monitor.WatchAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        await watch.MoveNextAsync();

        for (int i = 2; i < 100; i++)
        {
            state = Snapshot("192.0.2." + i);
            time.Advance(Poll);
        }

        await watch.MoveNextAsync();
        Assert.Equal(Snapshot("192.0.2.99"), watch.Current);
    }

    [Fact]
    public void BurstOfAnnouncedChanges_IsOneLook()
    {
        var time = new FakeTimeProvider();
        int looks = 0;
        NetworkSnapshot state = Snapshot("192.0.2.1");
        using var monitor = new NetworkMonitor(
            () =>
            {
                looks++;
                return new CapturedNetwork(state, false);
            },
            time,
            null,
            Poll);

        state = Snapshot("192.0.2.2");
        for (int i = 0; i < 100; i++)
            monitor.Gather();
        time.Advance(NetworkMonitor.GatherInterval);

        Assert.Equal(2, looks);
        Assert.Equal(state, monitor.Current);
        monitor.Gather();
        time.Advance(NetworkMonitor.GatherInterval);
        Assert.Equal(3, looks);
    }

    [Fact]
    public void AddressBeingChecked_IsLookedAtSooner()
    {
        var time = new FakeTimeProvider();
        var state = new CapturedNetwork(NetworkSnapshot.Empty, true);
        using var monitor = new NetworkMonitor(() => state, time, null, Poll);

        state = new CapturedNetwork(Snapshot("fe80::1"), false);
        time.Advance(NetworkMonitor.SettleInterval);

        Assert.Equal(Snapshot("fe80::1"), monitor.Current);
    }

    [Fact]
    public async Task DisposedMonitor_EndsItsWatches()
    {
        var monitor = new NetworkMonitor(() => default(CapturedNetwork) with { Snapshot = NetworkSnapshot.Empty }, new FakeTimeProvider(), null, Poll);
        IAsyncEnumerator<NetworkSnapshot> watch = monitor.WatchAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        await watch.MoveNextAsync();

        ValueTask<bool> next = watch.MoveNextAsync();
        monitor.Dispose();

        Assert.False(await next);
        await watch.DisposeAsync();
    }

    [Fact]
    public void ThisMachine_HasALoopbackInterface()
    {
        using var monitor = new NetworkMonitor();

        NetworkInterfaceSnapshot loopback = Assert.Single(monitor.Current.Interfaces, network => network.IsLoopback);
        Assert.Contains(loopback.Addresses, address => IPAddress.IsLoopback(address.Address));
        Assert.True(loopback.Index > 0);
    }

    private static NetworkSnapshot Snapshot(string address) =>
        new([new NetworkInterfaceSnapshot { Name = "eth0", Index = 2, IsUp = true, SupportsMulticast = true, Addresses = [new(IPAddress.Parse(address), 24)] }]);
}
