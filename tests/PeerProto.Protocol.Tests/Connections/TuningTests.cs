using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

/// <summary>Windows that grow with the bandwidth-delay product, and the memory they may take for that.</summary>
public sealed class TuningTests
{
    private const int Window = 64_000;

    private static readonly ProtocolLimits Limits = new() { ChannelWindowBytes = Window, ConnectionWindowBytes = 4 * Window, MaximumWindowBytes = 16 * Window };

    [Fact]
    public void LongRoundTripAndAFastReader_TheWindowGrowsToTheMost()
    {
        using SimulatedPair pair = Pair(new MemoryBudget(), TimeSpan.FromMilliseconds(50));
        Stream(pair, TimeSpan.FromSeconds(10));
        Assert.Equal(16 * Window, pair.Larger.Machine.GetInboundChannel(SampleContract.TextsId).WindowBytes);
        Assert.NotNull(pair.Larger.Machine.RoundTripTime);
    }

    [Fact]
    public void SlowReader_TheWindowStays()
    {
        using SimulatedPair pair = Pair(new MemoryBudget(), TimeSpan.FromMilliseconds(5));
        pair.Larger.Consumes = false;
        for (int i = 0; i < 200; i++)
        {
            while (pair.Smaller.TrySendText(new string('x', 2000)))
            {
            }

            pair.RunFor(TimeSpan.FromMilliseconds(50));
            pair.Larger.ConsumeHeld(4);
        }

        Assert.Equal(Window, pair.Larger.Machine.GetInboundChannel(SampleContract.TextsId).WindowBytes);
    }

    [Fact]
    public void LittleSent_NoPingIsSpentOnIt()
    {
        using SimulatedPair pair = Pair(new MemoryBudget(), TimeSpan.FromMilliseconds(5));
        for (int i = 0; i < 100; i++)
        {
            pair.Smaller.TrySendText("x");
            pair.RunFor(TimeSpan.FromMilliseconds(20));
        }

        Assert.Null(pair.Larger.Machine.RoundTripTime);
    }

    [Fact]
    public void BudgetOfThePeerIsSpent_TheWindowStopsAndIsGivenBackAtTheEnd()
    {
        MemoryBudget budget = new(totalBytes: 100 * Window, peerBytes: 3 * Window);
        SimulatedPair pair = Pair(budget, TimeSpan.FromMilliseconds(50));
        Stream(pair, TimeSpan.FromSeconds(5));
        Assert.InRange(budget.UsedBytes, 1, 3 * Window);
        Assert.Equal(4 * Window, pair.Larger.Machine.GetInboundChannel(SampleContract.TextsId).WindowBytes);
        pair.Dispose();
        Assert.Equal(0, budget.UsedBytes);
    }

    [Fact]
    public void BudgetIsShared_WhoComesSecondGetsWhatIsLeft()
    {
        MemoryBudget budget = new(totalBytes: 2 * Window);
        using SimulatedPair first = Pair(budget, TimeSpan.FromMilliseconds(50));
        using SimulatedPair second = Pair(budget, TimeSpan.FromMilliseconds(50));
        Stream(first, TimeSpan.FromSeconds(5));
        Stream(second, TimeSpan.FromSeconds(5));
        Assert.Equal(2 * Window, first.Larger.Machine.GetInboundChannel(SampleContract.TextsId).WindowBytes);
        Assert.Equal(2 * Window, second.Larger.Machine.GetInboundChannel(SampleContract.TextsId).WindowBytes);
        Assert.Equal(2 * Window, budget.UsedBytes);
    }

    [Fact]
    public void StreamOfACall_GrowsAndGivesBackWhenTheCallEnds()
    {
        MemoryBudget budget = new();
        using SimulatedPair pair = Pair(budget, TimeSpan.FromMilliseconds(50), new ProtocolLimits { StreamWindowMessages = 10, StreamWindowBytes = 1000, ConnectionWindowBytes = ProtocolLimits.DefaultMaximumWindowBytes });
        CallRecord call = pair.Smaller.Call(SampleContract.Watch, 1);
        pair.Settle();
        CallRecord incoming = pair.Larger.Incoming[0];
        for (int i = 0; i < 2000; i++)
        {
            while (pair.Larger.TrySendItem(incoming, i))
            {
            }

            pair.RunFor(TimeSpan.FromMilliseconds(1));
        }

        Assert.True(call.State.Inbound!.WindowMessages > 100);
        Assert.True(budget.UsedBytes > 0);
        pair.Larger.Machine.WriteEnd(incoming.State);
        pair.Settle();
        Assert.Equal(0, budget.UsedBytes);
    }

    private static SimulatedPair Pair(MemoryBudget budget, TimeSpan latency, ProtocolLimits? limits = null)
    {
        SimulatedPair pair = new(
            SampleContract.Smaller with { Limits = limits ?? Limits, MemoryBudget = budget },
            SampleContract.Larger with { Limits = limits ?? Limits, MemoryBudget = budget })
        {
            Latency = latency,
        };
        pair.Settle();
        return pair;
    }

    private static void Stream(SimulatedPair pair, TimeSpan duration)
    {
        string text = new('x', 2000);
        for (TimeSpan end = pair.Now + duration; pair.Now < end;)
        {
            while (pair.Smaller.TrySendText(text))
            {
            }

            pair.RunFor(TimeSpan.FromMilliseconds(5));
        }

        Assert.Equal(ConnectionPhase.Ready, pair.Smaller.Machine.Phase);
    }
}
