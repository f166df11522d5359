using PeerProto.Discovery.Sockets;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.Sockets;

public sealed class SleepWatchTests
{
    private readonly SettableClock _time = new();
    private readonly SleepWatch _watch;

    public SleepWatchTests() => _watch = new SleepWatch(_time);

    [Theory]
    [InlineData(3600, true)]
    [InlineData(6, true)]
    [InlineData(5, false)]
    [InlineData(-3600, false)]
    public void ClockThatRunsAheadOfTime_TellsOfSleepOnce(int seconds, bool hasSlept)
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _time.Set(TimeSpan.FromSeconds(seconds));

        Assert.Equal(hasSlept, _watch.HasSlept());
        Assert.False(_watch.HasSlept());
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(30, false)]
    public void TimeThatPassesAtOnce_TellsOfSleepWhenItIsMoreThanABusyMachineTakes(int seconds, bool hasSlept)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(hasSlept, _watch.HasSlept());
        Assert.False(_watch.HasSlept());
    }

    [Fact]
    public void ClockThatGoesALittleFasterThanTime_IsNoSleep()
    {
        for (int i = 0; i < 100; i++)
        {
            _time.Advance(SleepWatch.Interval);
            _time.Set(TimeSpan.FromSeconds(1));
            Assert.False(_watch.HasSlept());
        }
    }
}
