using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    /// <summary>The number that stands for the connection where channels have theirs.</summary>
    private const ulong WholeConnection = 0;

    /// <summary>A window that lasts longer than this is large enough for any path worth tuning for.</summary>
    private static readonly TimeSpan LongestRoundTrip = TimeSpan.FromSeconds(1);

    /// <summary>How long a measured round trip is good for, while windows are used up fast.</summary>
    private static readonly TimeSpan RoundTripLifetime = TimeSpan.FromMilliseconds(250);

    private TimeSpan? _shortestRoundTrip;
    private bool _pingIsUnderWay;
    private long _grownBytes;

    private TunedWindow CreateWindow(int messages, int bytes) => new(messages, bytes, _setup.Limits.MaximumWindowBytes);

    /// <summary>Counts a message, item, call or result whose first byte has come against the credit of the connection.</summary>
    /// <returns>False when it may not come; the connection is then over.</returns>
    private bool TryBeginOnConnection(long bytes)
    {
        if (_inboundCredit.OnBegun(bytes))
            return true;
        Fail(CloseCode.FlowControlViolation, "the peer sent beyond its credit on the connection");
        return false;
    }

    /// <summary>Something has come whole and nobody will keep it.</summary>
    private void CompleteConsumed(ulong bytes)
    {
        _inboundCredit.OnCompleted(1, bytes);
        ReturnConnectionCredit(1, bytes);
    }

    /// <summary>Nobody will read what waits in a stream.</summary>
    private void Release(InboundFlow flow)
    {
        if (flow.IsReleased)
            return;
        (ulong messages, ulong bytes) = flow.Release();
        ReturnConnectionCredit(messages, bytes);
    }

    private void ReturnConnectionCredit(ulong messages, ulong bytes)
    {
        _inboundCredit.OnConsumed(messages, bytes);
        ReturnConnectionCredit();
    }

    private void ReturnConnectionCredit()
    {
        if (!_inboundCredit.IsDue || Phase != ConnectionPhase.Ready)
            return;
        Tune(_inboundCredit.Window, InboundCredit.GrantsPerWindow);
        _inboundCredit.Grant();
        _output.WriteNumbers(FrameKind.Credit, WholeConnection, _inboundCredit.MessageLimit, _inboundCredit.ByteLimit);
        _unsentReplies++;
    }

    /// <summary>
    /// Doubles a window of which a part was used up, so that credit is due, if at that rate all of it lasts for less than two round trips: the sender waits for credit although the reader keeps up.
    /// Measures the round trip while there is reason to ask.
    /// </summary>
    private void Tune(TunedWindow window, int parts)
    {
        TimeSpan? last = window.LastGrant;
        window.LastGrant = _now;
        if (last is not { } before || window.NextGrowth == 0 || _now - before > LongestRoundTrip)
            return;
        if (_shortestRoundTrip is not { } roundTrip || _now - _lastPing > RoundTripLifetime)
            MeasureRoundTrip();
        else if ((_now - before) * parts < 2 * roundTrip && TryTakeGrowth(window.NextGrowth))
            window.Grow();
    }

    private void MeasureRoundTrip()
    {
        if (!_pingIsUnderWay)
            WritePing(_now);
    }

    private void OnRoundTrip(TimeSpan time)
    {
        RoundTripTime = time;
        _pingIsUnderWay = false;
        _shortestRoundTrip = _shortestRoundTrip is { } shortest ? Min(shortest, time) : time;
    }

    private bool TryTakeGrowth(long bytes)
    {
        if (_grownBytes + bytes > _setup.MemoryBudget.PeerBytes || !_setup.MemoryBudget.TryTake(bytes))
            return false;
        _grownBytes += bytes;
        return true;
    }

    private void ReturnGrowth(TunedWindow window)
    {
        long grown = Math.Min(window.TakeGrown(), _grownBytes);
        _grownBytes -= grown;
        if (grown > 0)
            _setup.MemoryBudget.Return(grown);
    }

    private void ReturnAllGrowth()
    {
        if (_grownBytes > 0)
            _setup.MemoryBudget.Return(_grownBytes);
        _grownBytes = 0;
    }
}
