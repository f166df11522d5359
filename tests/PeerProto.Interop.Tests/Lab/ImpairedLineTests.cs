using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Lab;

public sealed class ImpairedLineTests
{
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    [Fact]
    public void NothingSaid_PacketsPassAtOnceInOrder()
    {
        using ImpairedLine line = new(1);

        Send(line, 3, TimeSpan.Zero);

        Assert.Equal([0, 1, 2], Receive(line, TimeSpan.Zero));
        Assert.Null(line.NextDue);
    }

    [Fact]
    public void Delay_PacketsPassNoSooner()
    {
        using ImpairedLine line = new(1) { Impairment = new LinkImpairment { Delay = TimeSpan.FromMilliseconds(20) } };

        Send(line, 1, TimeSpan.FromMilliseconds(5));

        Assert.Equal(TimeSpan.FromMilliseconds(25), line.NextDue);
        Assert.Empty(Receive(line, TimeSpan.FromMilliseconds(24.9)));
        Assert.Equal([0], Receive(line, TimeSpan.FromMilliseconds(25)));
    }

    [Fact]
    public void Jitter_SpreadsTimesAndKeepsTheOrder()
    {
        TimeSpan delay = TimeSpan.FromMilliseconds(20), jitter = TimeSpan.FromMilliseconds(10);
        using ImpairedLine line = new(7) { Impairment = new LinkImpairment { Delay = delay, Jitter = jitter } };
        HashSet<TimeSpan> times = [];
        for (int i = 0; i < 100; i++)
        {
            TimeSpan sent = TimeSpan.FromSeconds(i);
            Send(line, 1, sent);
            Assert.InRange(line.NextDue!.Value - sent, delay - jitter, delay + jitter);
            times.Add(line.NextDue!.Value - sent);
            Receive(line, sent + TimeSpan.FromMilliseconds(100));
        }

        Assert.True(times.Count > 90);
        Send(line, 200, TimeSpan.FromHours(1));
        Assert.Equal(Enumerable.Range(0, 200), Receive(line, TimeSpan.FromHours(2)));
    }

    [Fact]
    public void SameSeed_SameFate()
    {
        LinkImpairment impairment = new() { Loss = 0.2, Duplication = 0.1, Reorder = 0.1, Jitter = TimeSpan.FromMilliseconds(3), Delay = TimeSpan.FromMilliseconds(5) };

        Assert.Equal(Fate(42), Fate(42));
        Assert.NotEqual(Fate(42), Fate(43));

        List<int> Fate(ulong seed)
        {
            using ImpairedLine line = new(seed) { Impairment = impairment };
            Send(line, 250, TimeSpan.Zero);
            return Receive(line, Late);
        }
    }

    [Fact]
    public void Chances_AreMetAndCounted()
    {
        using ImpairedLine line = new(5) { Impairment = new LinkImpairment { Loss = 0.1, Duplication = 0.2, Reorder = 0.3 } };

        for (int i = 0; i < 100; i++)
            Send(line, 100, TimeSpan.FromSeconds(i));

        LinkCounters counters = line.Counters;
        Assert.Equal(10_000, counters.Packets);
        Assert.InRange(counters.Lost, 800, 1_200);
        Assert.InRange(counters.Duplicated, 1_500, 2_100);
        Assert.InRange(counters.Reordered, 2_300, 3_100);
        Assert.Equal(10_000 - counters.Lost + counters.Duplicated, Receive(line, Late).Count);
    }

    [Fact]
    public void AnotherImpairment_LeavesTheFateOfLaterPackets()
    {
        List<int> Later(LinkImpairment first)
        {
            using ImpairedLine line = new(9) { Impairment = first };
            Send(line, 100, TimeSpan.Zero);
            Receive(line, Late);
            line.Impairment = new LinkImpairment { Loss = 0.5 };
            Send(line, 100, Late);
            return Receive(line, 2 * Late);
        }

        Assert.Equal(Later(LinkImpairment.None), Later(new LinkImpairment { Loss = 1 }));
    }

    [Fact]
    public void Reorder_LaterPacketsPass()
    {
        using ImpairedLine line = new(3) { Impairment = new LinkImpairment { Reorder = 0.2 } };

        Send(line, 100, TimeSpan.Zero);
        List<int> passed = Receive(line, Late);

        Assert.NotEqual(Enumerable.Range(0, 100), passed);
        Assert.Equal(Enumerable.Range(0, 100), passed.Order());
    }

    [Fact]
    public void Rate_PacketsFollowEachOtherAtIt()
    {
        using ImpairedLine line = new(1) { Impairment = new LinkImpairment { BytesPerSecond = 1_000, QueueBytes = 4_000 } };

        for (int i = 0; i < 6; i++)
            line.Send(new byte[1_000], TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromSeconds(1), line.NextDue);
        Assert.Equal(2, line.Counters.Overflowed); // one under way for each second, four thousand bytes at most before them
        Assert.Equal(4, Receive(line, Late).Count);
    }

    [Fact]
    public void TooManyUnderWay_AreDroppedAndCounted()
    {
        using ImpairedLine line = new(1) { Impairment = new LinkImpairment { Delay = TimeSpan.FromSeconds(1) } };

        for (int i = 0; i < LinkImpairment.MaximumPackets + 10; i++)
            line.Send([1], TimeSpan.Zero);

        Assert.Equal(10, line.Counters.Overflowed);
    }

    [Fact]
    public void SenselessImpairment_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinkImpairment { Loss = 1.1 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinkImpairment { Reorder = double.NaN }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinkImpairment { Delay = TimeSpan.FromTicks(-1) }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinkImpairment { BytesPerSecond = 0 }.Validate());
    }

    private static void Send(ImpairedLine line, int count, TimeSpan now)
    {
        for (int i = 0; i < count; i++)
            line.Send([(byte)i], now);
    }

    private static List<int> Receive(ImpairedLine line, TimeSpan now)
    {
        List<int> packets = [];
        while (line.TryReceive(now, out ImpairedLine.Packet packet))
        {
            using (packet)
                packets.Add(packet.Span[0]);
        }

        return packets;
    }
}
