using PeerProto.Protocol.Connections;

namespace PeerProto.Protocol.Tests.Simulation;

/// <summary>
/// Two peers over a pretend link and a pretend clock that jumps to whatever comes next. The link keeps order and has a latency; with a seed, what arrives is
/// cut at random places.
/// </summary>
internal sealed class SimulatedPair : IDisposable
{
    private readonly Queue<(TimeSpan Arrival, byte[] Bytes)> _toLarger = [];
    private readonly Queue<(TimeSpan Arrival, byte[] Bytes)> _toSmaller = [];
    private readonly Random? _random;

    public SimulatedPair(ConnectionSetup? smaller = null, ConnectionSetup? larger = null, int? seed = null)
    {
        _random = seed is { } value ? new Random(value) : null;
        Smaller = new SimulatedPeer(smaller ?? SampleContract.Smaller, Now) { Cuts = _random };
        Larger = new SimulatedPeer(larger ?? SampleContract.Larger, Now) { Cuts = _random };
    }

    public SimulatedPeer Smaller { get; }

    public SimulatedPeer Larger { get; }

    public TimeSpan Now { get; private set; } = TimeSpan.FromSeconds(100);

    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Whether what is sent arrives.</summary>
    public bool Connected { get; set; } = true;

    public static SimulatedPair Ready(ProtocolLimits? limits = null, ProtocolTimings? timings = null, int? seed = null, SampleContract? contract = null)
    {
        limits ??= ProtocolLimits.Default;
        timings ??= ProtocolTimings.Default;
        contract ??= SampleContract.Instance;
        SimulatedPair pair = new(
            SampleContract.Smaller with { Limits = limits, Timings = timings, Contract = contract },
            SampleContract.Larger with { Limits = limits, Timings = timings, Contract = contract },
            seed);
        pair.Settle();
        Assert.Equal(ConnectionPhase.Ready, pair.Smaller.Machine.Phase);
        Assert.Equal(ConnectionPhase.Ready, pair.Larger.Machine.Phase);
        return pair;
    }

    /// <summary>Runs until nothing is on its way. No deadline passes but those that lie before an arrival.</summary>
    public void Settle()
    {
        Transmit();
        while (NextArrival is { } arrival)
            MoveTo(Earlier(arrival, NextDeadline));
    }

    /// <summary>Lets time pass, with all that comes due.</summary>
    public void RunFor(TimeSpan duration)
    {
        TimeSpan end = Now + duration;
        Transmit();
        while (Earlier(NextArrival ?? TimeSpan.MaxValue, NextDeadline) is var next && next <= end)
            MoveTo(next);
        Now = end;
    }

    public void Dispose()
    {
        Smaller.Dispose();
        Larger.Dispose();
    }

    private TimeSpan? NextArrival
    {
        get
        {
            TimeSpan next = TimeSpan.MaxValue;
            if (_toLarger.TryPeek(out (TimeSpan Arrival, byte[] Bytes) larger))
                next = larger.Arrival;
            if (_toSmaller.TryPeek(out (TimeSpan Arrival, byte[] Bytes) smaller))
                next = Earlier(next, smaller.Arrival);
            return next == TimeSpan.MaxValue ? null : next;
        }
    }

    private TimeSpan NextDeadline => Earlier(Smaller.Machine.NextDeadline ?? TimeSpan.MaxValue, Larger.Machine.NextDeadline ?? TimeSpan.MaxValue);

    private void MoveTo(TimeSpan time)
    {
        Now = time > Now ? time : Now;
        Deliver(_toLarger, Larger);
        Deliver(_toSmaller, Smaller);
        Expire(Smaller.Machine);
        Expire(Larger.Machine);
        Transmit();
    }

    private void Deliver(Queue<(TimeSpan Arrival, byte[] Bytes)> link, SimulatedPeer to)
    {
        while (link.TryPeek(out (TimeSpan Arrival, byte[] Bytes) next) && next.Arrival <= Now)
        {
            link.Dequeue();
            to.Receive(next.Bytes, Now);
        }
    }

    private void Expire(ConnectionMachine machine)
    {
        if (machine.NextDeadline is { } deadline && deadline <= Now)
            machine.HandleTimeout(Now);
    }

    private void Transmit()
    {
        Transmit(Smaller, _toLarger);
        Transmit(Larger, _toSmaller);
    }

    /// <summary>Writes until nothing is left: one write may take only part of what waits.</summary>
    private void Transmit(SimulatedPeer from, Queue<(TimeSpan Arrival, byte[] Bytes)> link)
    {
        while (from.Machine.PendingOutputBytes > 0)
            Transmit(from.TakeOutput(), link);
    }

    private void Transmit(byte[] bytes, Queue<(TimeSpan Arrival, byte[] Bytes)> link)
    {
        if (!Connected)
            return;
        for (int start = 0; start < bytes.Length;)
        {
            int length = _random is null ? bytes.Length : Math.Min(bytes.Length - start, _random.Next(1, 200 + (bytes.Length / 10)));
            link.Enqueue((Now + Latency, bytes[start..(start + length)]));
            start += length;
        }
    }

    private static TimeSpan Earlier(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
