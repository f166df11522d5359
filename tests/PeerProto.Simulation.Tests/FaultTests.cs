namespace PeerProto.Testing.Tests;

public sealed class FaultTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Simulation _simulation = new(seed: 3);
    private readonly Chat _bens = new();
    private readonly SimulatedPeer _ana;
    private readonly SimulatedPeer _ben;
    private readonly PeerSession<IChat> _anaSession;

    public FaultTests()
    {
        _ana = _simulation.AddPeer("ana");
        _ben = _simulation.AddPeer("ben");
        _anaSession = _simulation.Run(() => _ana.StartSessionAsync<IChat>(new Chat()));
        _simulation.Run(() => _ben.StartSessionAsync<IChat>(_bens));
        _simulation.RunUntil(() => _anaSession.Peers.Count == 1, Minute);
    }

    [Fact]
    public void CrashedApp_IsMissedAtOnce()
    {
        _ben.Crash();

        _simulation.RunUntil(() => _anaSession.Peers.Count == 0, TimeSpan.FromSeconds(1));
        Assert.False(_ben.IsRunning);
        Assert.Throws<InvalidOperationException>(_ben.Suspend);
    }

    [Fact]
    public void DeviceWithoutPower_IsMissedByKeepAlive()
    {
        _ben.PowerOff();

        _simulation.RunFor(TimeSpan.FromSeconds(5));
        Assert.Single(_anaSession.Peers);
        _simulation.RunUntil(() => _anaSession.Peers.Count == 0, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void SuspendedApp_HandlesNothingUntilItGoesOn()
    {
        _ben.Suspend();
        _simulation.Run(async () => await _anaSession.Everyone.Lines.SendAsync("hello"));
        _simulation.RunFor(TimeSpan.FromSeconds(4));
        Assert.Empty(_bens.Received);

        _ben.Resume();
        _simulation.RunUntil(() => _bens.Received.Count == 1, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void PartitionedPeers_MeetAgainWhenItHeals()
    {
        _simulation.Partition(_ana);
        _simulation.RunUntil(() => _anaSession.Peers.Count == 0, Minute);
        long vanished = _simulation.Counters.Vanished;
        Assert.True(vanished > 0);

        _simulation.Heal();
        _simulation.RunUntil(() => _anaSession.Peers.Count == 1, Minute);
    }

    [Fact]
    public void LossyLink_DeliversEverythingLater()
    {
        _simulation.Link(_ana, _ben).Impairment = new LinkImpairment
        {
            Delay = TimeSpan.FromMilliseconds(20), Jitter = TimeSpan.FromMilliseconds(10), Loss = 0.2, Duplication = 0.2, Reorder = 0.2, BytesPerSecond = 100_000,
        };
        _simulation.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
                await _anaSession.Everyone.Lines.SendAsync($"{i}");
            await _anaSession.FlushAsync();
        });

        _simulation.RunUntil(() => _bens.Received.Count == 500, Minute);
        Assert.Equal(Enumerable.Range(0, 500).Select(static i => $"ana: {i}"), _bens.Received);
        Assert.True(_simulation.Counters is { Lost: > 0, Duplicated: > 0, Reordered: > 0, Retransmitted: > 0 });
    }

    [Fact]
    public void SlowLink_TakesItsTime()
    {
        _simulation.Link(_ana, _ben).Impairment = new LinkImpairment { BytesPerSecond = 10_000 };
        TimeSpan began = _simulation.Elapsed;
        _simulation.Run(async () =>
        {
            await _anaSession.Everyone.Lines.SendAsync(new string('x', 50_000));
            await _anaSession.FlushAsync();
        });

        Assert.InRange((_simulation.Elapsed - began).TotalSeconds, 5, 7);
    }
}
