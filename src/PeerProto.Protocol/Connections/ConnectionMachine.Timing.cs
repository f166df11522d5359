using System.Buffers;
using System.Buffers.Binary;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    private const int PingBytes = sizeof(long);

    private TimeSpan _now;
    private TimeSpan _lastReceived;
    private TimeSpan _lastPing;
    private TimeSpan _phaseDeadline;
    private TimeSpan? _acknowledgeDeadline;
    private TimeSpan? _unacknowledgedSince;

    /// <summary>When <see cref="HandleTimeout"/> is to be called next, or null when the connection is over. Being called late or in vain does no harm.</summary>
    public TimeSpan? NextDeadline
    {
        get
        {
            TimeSpan next = Phase switch
            {
                ConnectionPhase.Closed => TimeSpan.MaxValue,
                ConnectionPhase.Ready => Min(NextPing, Min(_lastReceived + _setup.Timings.KeepAliveTimeout, DropDeadline)),
                _ => _phaseDeadline,
            };
            if (_acknowledgeDeadline is { } acknowledge && Phase == ConnectionPhase.Ready)
                next = Min(next, acknowledge);
            if (_setup.IsMultistream && Phase == ConnectionPhase.Ready && LaneDeadline is { } lane)
                next = Min(next, lane);
            return next == TimeSpan.MaxValue ? null : next;
        }
    }

    /// <summary>A ping that is due when nothing was heard for the idle time; behind one that was sent since, when that had its interval.</summary>
    private TimeSpan NextPing => Max(_lastReceived + _setup.Timings.KeepAliveIdle, _lastPing + _setup.Timings.KeepAliveInterval);

    private TimeSpan DropDeadline => _unacknowledgedSince is { } since ? since + _setup.Timings.ConnectionDropTime : TimeSpan.MaxValue;

    /// <summary>Does what is due: acknowledges, pings, gives up.</summary>
    /// <param name="now">The time.</param>
    public void HandleTimeout(TimeSpan now)
    {
        _now = now;
        switch (Phase)
        {
            case ConnectionPhase.Hello or ConnectionPhase.Agreement or ConnectionPhase.Admission when now >= _phaseDeadline:
                Fail(CloseCode.HelloTimeout, Phase switch
                {
                    ConnectionPhase.Hello => "the peer did not say hello in time",
                    ConnectionPhase.Agreement => "the peer speaks another version of the contract and did not tell its shape in time",
                    _ => "the peer did not take the connection in time",
                });
                return;
            case ConnectionPhase.Closing when now >= _phaseDeadline:
                Phase = ConnectionPhase.Closed;
                return;
            case ConnectionPhase.Ready:
                HandleReadyTimeout(now);
                return;
        }
    }

    /// <summary>Tells that a part of what was taken from a lane has been written. Of the first stream <see cref="ExchangeOutput"/> tells.</summary>
    /// <param name="now">The time.</param>
    public void NoteWritten(TimeSpan now) => NoteLeaving(now);

    /// <summary>Ends the connection in order: owed acknowledgements and the close frame are written, and the peer has the close deadline to answer.</summary>
    /// <param name="code">Why.</param>
    /// <param name="reason">The same for people; cut at <see cref="ProtocolLimits.MaximumReasonBytes"/>.</param>
    /// <param name="now">The time.</param>
    public void Close(CloseCode code, string reason, TimeSpan now)
    {
        if (Phase is ConnectionPhase.Closing or ConnectionPhase.Closed)
            return;
        _now = now;
        GatherAll();
        WriteOwedAcknowledgements();
        CompleteLanes();
        WriteClose(code, reason);
        CloseInfo = new CloseInfo(code, reason, ByPeer: false);
        Phase = ConnectionPhase.Closing;
        _phaseDeadline = now + _setup.Timings.Close;
    }

    /// <summary>Ends the connection at once for a fault found by the driver, such as a message that does not decode. The close frame is written, nothing is waited for.</summary>
    /// <param name="code">Why.</param>
    /// <param name="reason">The same for people.</param>
    public void Abort(CloseCode code, string reason) => Fail(code, reason);

    private void HandleReadyTimeout(TimeSpan now)
    {
        if (now >= _lastReceived + _setup.Timings.KeepAliveTimeout)
        {
            Fail(CloseCode.KeepAliveTimeout, $"nothing was heard of the peer for {_setup.Timings.KeepAliveTimeout.TotalSeconds:0.#} s");
            return;
        }

        NoteUnacknowledged();
        if (now >= DropDeadline)
        {
            Fail(CloseCode.KeepAliveTimeout, $"the peer has acknowledged nothing for {_setup.Timings.ConnectionDropTime.TotalSeconds:0.#} s, and messages wait for that");
            return;
        }

        if (_setup.IsMultistream)
            HandleLaneTimeout(now);
        if (_acknowledgeDeadline is { } acknowledge && now >= acknowledge)
            WriteOwedAcknowledgements();
        if (now < NextPing)
            return;
        WritePing(now);
    }

    /// <summary>
    /// Notes since when messages are not acknowledged. Sending does not know the time; the first that comes behind it is near enough for a time of seconds.
    /// </summary>
    private void NoteUnacknowledged()
    {
        if (_unacknowledgedSince is null && UnconfirmedMessages > 0)
            _unacknowledgedSince = _now;
    }

    /// <summary>
    /// Another piece of long messages leaves. A link that takes them piece by piece lives, and nobody can acknowledge what has not left whole: while that is all that is not acknowledged, the drop time begins anew.
    /// </summary>
    private void NoteLeaving(TimeSpan now)
    {
        if (_unacknowledgedSince is not null && !IsAcknowledgementOwed)
            _unacknowledgedSince = now;
    }

    /// <summary>Whether all messages of a channel have left, and the peer has not acknowledged them.</summary>
    private bool IsAcknowledgementOwed
    {
        get
        {
            foreach (OutboundFlow channel in _outboundChannels.Values)
            {
                if (channel.SentMessages > channel.AcknowledgedMessages && !channel.IsLeaving)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Messages were acknowledged: the peer has another drop time for the rest.</summary>
    private void NoteAcknowledged() => _unacknowledgedSince = UnconfirmedMessages > 0 ? _now : null;

    private void HandlePing(in ReadOnlySequence<byte> body)
    {
        if (!TryReadPing(body, out long value))
            Malformed(FrameKind.Ping);
        else if (Phase is not (ConnectionPhase.Closing or ConnectionPhase.Closed))
        {
            WritePing(FrameKind.Pong, value);
            _unsentReplies++;
        }
    }

    private void HandlePong(in ReadOnlySequence<byte> body)
    {
        if (!TryReadPing(body, out long value))
            Malformed(FrameKind.Pong);
        else if (value >= 0 && value <= _now.Ticks)
            OnRoundTrip(TimeSpan.FromTicks(_now.Ticks - value));
    }

    private void WritePing(TimeSpan now)
    {
        _lastPing = now;
        _pingIsUnderWay = true;
        WritePing(FrameKind.Ping, now.Ticks);
    }

    private void WritePing(FrameKind kind, long value)
    {
        FrameStart frame = _output.BeginFrame(kind, PingBytes);
        BinaryPrimitives.WriteInt64BigEndian(_output.GetSpan(PingBytes), value);
        _output.Advance(PingBytes);
        _output.EndFrame(frame);
    }

    private static bool TryReadPing(in ReadOnlySequence<byte> body, out long value)
    {
        Span<byte> bytes = stackalloc byte[PingBytes];
        value = 0;
        if (body.Length != PingBytes)
            return false;
        body.CopyTo(bytes);
        value = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return true;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
