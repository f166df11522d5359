using System.Buffers;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Protocol.Connections;

/// <summary>
/// Where the link has streams of its own (<see cref="ConnectionSetup.IsMultistream"/>), each channel's messages and each call's items have one for themselves, a lane, and everything else goes over
/// the first stream. A lane carries the same frames. What crosses from one stream to another has no order, which three rules mend: items wait for their call; a side that closes tells how many lanes it
/// has opened, and the other takes all of them to their end before the close; and a channel or a call's items stay on the stream on which they began.
/// </summary>
public sealed partial class ConnectionMachine
{
    private const int LargestLaneFrameBytes = ProtocolLimits.FragmentBytes + ProtocolLimits.FrameOverheadBytes;

    private readonly Queue<OutboundLane> _lanesToServe = [];
    private readonly List<InboundLane> _newLanes = []; // those still read, in the order in which they were opened
    private InboundLane? _lane;
    private ulong _openedLanes;
    private ulong _endedLanes;
    private ulong _announcedLanes;
    private TimeSpan _laneWaitDeadline;
    private int _channelLanes;
    private int _unwrittenLanes;
    private int _unwrittenBytes;

    /// <summary>
    /// Whether the last <see cref="HandleInput"/> stopped before the peer's close, because lanes that the peer has opened have not come to their end: to be called again with the same input after
    /// <see cref="HandleLaneEnd"/> or <see cref="HandleTimeout"/>.
    /// </summary>
    public bool IsHeldBack { get; private set; }

    /// <summary>Whether a lane has something to write or to end.</summary>
    public bool HasLaneToServe => _lanesToServe.Count > 0;

    /// <summary>Takes a lane that has something to write or to end. It comes again after <see cref="OutboundLane.TryExchange"/> has said that nothing waits.</summary>
    /// <param name="lane">The lane.</param>
    public bool TryTakeLane(out OutboundLane? lane) => _lanesToServe.TryDequeue(out lane);

    /// <summary>
    /// Whether another call with a lane of its own may come to its end, or begin: the lanes of calls that are over have left but for a few. Otherwise its answer has to wait, and with it the call keeps its place, so that a
    /// peer that calls and reads no lanes comes to the end of the calls it may have under way.
    /// </summary>
    public bool HasLaneRoom => _unwrittenLanes < ProtocolLimits.MaximumUnwrittenLanes && _unwrittenBytes < ProtocolLimits.MaximumUnwrittenBytes;

    /// <summary>Takes that the driver has written a lane to its end, or never will. Those who wait for <see cref="HasLaneRoom"/> may go on.</summary>
    /// <param name="lane">The lane.</param>
    public void HandleLaneWritten(OutboundLane lane)
    {
        ArgumentNullException.ThrowIfNull(lane);
        if (!lane.IsComplete || lane.IsWritten)
            return;
        lane.IsWritten = true;
        _unwrittenLanes--;
        _unwrittenBytes -= lane.LastBytes;
    }

    /// <summary>Takes a stream that the peer has opened. It has to carry a frame within the keep-alive timeout.</summary>
    /// <param name="now">The time.</param>
    public InboundLane OpenLane(TimeSpan now)
    {
        _now = now;
        DropKnownLanes();
        InboundLane lane = new(now);
        _newLanes.Add(lane);
        return lane;
    }

    /// <summary>Takes what arrived on a lane, up to the next thing that the driver has to act upon, or many messages at once: what <see cref="TryTakeMessages"/> and <see cref="HandleInput"/> do for the first stream.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="input">The bytes that arrived and were not yet taken; starts behind what was taken afterwards.</param>
    /// <param name="now">The time.</param>
    /// <param name="messages">Messages, or none.</param>
    /// <param name="change">What to act upon where there are no messages.</param>
    /// <returns>False when there is nothing more to act upon: more bytes are needed, the lane is <see cref="InboundLane.IsWaiting"/>, or the connection is over.</returns>
    public bool HandleLaneInput(InboundLane lane, scoped ref ReadOnlySequence<byte> input, TimeSpan now, out MessageRun messages, out ConnectionEvent change)
    {
        ArgumentNullException.ThrowIfNull(lane);
        (long known, TraceContext? trace) = (_knownInputBytes, _trace);
        (_knownInputBytes, _trace) = (lane.KnownInputBytes, lane.Trace);
        _lane = lane;
        lane.IsWaiting = false;
        change = default;
        bool acts = TryTakeMessages(ref input, now, out messages) || HandleInput(ref input, now, out change);
        lane.HasCarriedFrame |= messages.Inbound is not null;
        (lane.KnownInputBytes, lane.Trace) = (_knownInputBytes, _trace);
        (_knownInputBytes, _trace) = (known, trace);
        _lane = null;
        return acts;
    }

    /// <summary>Takes the end of a lane, to which it came in order.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="isWhole">Whether nothing of a frame is left that has not come whole.</param>
    public void HandleLaneEnd(InboundLane lane, bool isWhole)
    {
        ArgumentNullException.ThrowIfNull(lane);
        if (!isWhole || lane.Assembly is { IsUsed: true })
            Fail(CloseCode.ProtocolViolation, "a stream ended within a frame");
        else if (!lane.HasCarriedFrame)
            Fail(CloseCode.ProtocolViolation, "a stream ended that carried no frame");
        DropLane(lane);
    }

    /// <summary>Takes that nothing more comes on a lane, whyever. The driver ends the connection.</summary>
    /// <param name="lane">The lane.</param>
    public void DropLane(InboundLane lane)
    {
        ArgumentNullException.ThrowIfNull(lane);
        if (lane.IsEnded)
            return;
        lane.IsEnded = true;
        _endedLanes++;
        _newLanes.Remove(lane);
        lane.Assembly?.Release();
    }

    private bool IsWaitingForLanes => _announcedLanes > _endedLanes;

    private OutboundLane? CreateChannelLane() =>
        _setup.IsMultistream && _channelLanes++ < ProtocolLimits.MaximumChannelLanes ? new OutboundLane() : null;

    private OutboundLane? CreateItemLane() => _setup.IsMultistream ? new OutboundLane() : null;

    private OutboundBuffer BeginTarget(OutboundFlow flow, bool isLarge) =>
        flow.Lane is { } lane ? lane.Buffer : BeginTarget(flow.Queue, isLarge);

    /// <summary>Where a frame is to be written that ends this side's items, and so comes behind them.</summary>
    private OutboundBuffer BeginLast(CallState call) =>
        call.Outbound?.Lane is { } lane ? lane.Buffer : BeginTarget(call.Queue, isLarge: false);

    private void EndLast(OutboundBuffer target, FrameStart frame, CallState call)
    {
        if (call.Outbound?.Lane is { } lane)
            EndOnLane(lane, frame);
        else
            EndTarget(target, frame, call);
    }

    /// <summary>Takes a written frame into its lane; a long one in fragments, so that the receiver never holds more of a lane than one of them.</summary>
    /// <returns>Whether the frame is long.</returns>
    private bool EndOnLane(OutboundLane lane, FrameStart frame)
    {
        bool isLong = IsLong(lane.Buffer, frame);
        if (isLong)
            Cut(lane.Buffer, frame);
        if (!lane.IsOpened)
        {
            lane.IsOpened = true;
            _openedLanes++;
        }

        List(lane);
        return isLong;
    }

    private void Cut(OutboundBuffer buffer, FrameStart frame)
    {
        OutboundBuffer whole = RentBuffer();
        whole.Append(buffer.WrittenMemory.Span[(frame.Start + frame.Prefix)..]);
        buffer.Truncate(frame.Start);
        for (ReadOnlySpan<byte> rest = whole.WrittenMemory.Span; !rest.IsEmpty;)
        {
            ReadOnlySpan<byte> piece = rest[..Math.Min(rest.Length, ProtocolLimits.FragmentBytes)];
            rest = rest[piece.Length..];
            FrameStart fragment = buffer.BeginFrame(FrameKind.Fragment, id: 0, piece.Length + VarInt.MaxLength);
            buffer.WriteNumber((ulong)rest.Length);
            buffer.Append(piece);
            buffer.EndFrame(fragment);
        }

        ReturnBuffer(whole);
    }

    private void List(OutboundLane lane)
    {
        if (lane.IsListed)
            return;
        lane.IsListed = true;
        _lanesToServe.Enqueue(lane);
    }

    /// <summary>The items of this side are complete. What ends the call comes behind them, where this side does.</summary>
    private void EndItems(CallState call, OutboundFlow items)
    {
        if (call.IsOutgoing)
            Complete(items);
        else
            items.IsEnded = true;
    }

    /// <summary>Nothing more is sent: a lane of its own comes to its end.</summary>
    private void Complete(OutboundFlow flow)
    {
        flow.IsEnded = true;
        if (flow.Lane is not { IsComplete: false } lane)
            return;
        lane.IsComplete = true;
        if (!lane.IsOpened)
        {
            lane.Dispose();
            return;
        }

        lane.LastBytes = lane.Length + lane.TakenBytes;
        _unwrittenLanes++;
        _unwrittenBytes += lane.LastBytes;
        List(lane);
    }

    /// <summary>Brings all lanes to their end, and says how many there were: a close comes behind it.</summary>
    private void CompleteLanes()
    {
        if (_openedLanes == 0)
            return;
        foreach (OutboundFlow channel in _outboundChannels.Values)
        {
            if (channel.Lane is not null)
                Complete(channel);
        }

        foreach (CallState call in _calls.Values)
        {
            if (call.Outbound is { } items)
                Complete(items);
        }

        FrameStart frame = _output.BeginFrame(FrameKind.Lanes, _openedLanes, 0);
        _output.EndFrame(frame);
    }

    private void DisposeLanes()
    {
        foreach (OutboundFlow channel in _outboundChannels.Values)
            channel.Lane?.Dispose();
        foreach (CallState call in _calls.Values)
            call.Outbound?.Lane?.Dispose();
    }

    private bool HandleLanes(ReadOnlySequence<byte> body)
    {
        if (!TryReadNumber(ref body, out ulong lanes) || !_setup.IsMultistream || lanes < _announcedLanes)
            return Malformed(FrameKind.Lanes);
        _announcedLanes = lanes;
        _laneWaitDeadline = _now + _setup.Timings.Close;
        return false;
    }

    private bool HandleLaneFrame(InboundLane lane, FrameKind kind, in ReadOnlySequence<byte> body, out ConnectionEvent change)
    {
        change = default;
        bool acts = MayComeOnLane(kind) && HandleTraceable(kind, body, out change);
        lane.HasCarriedFrame |= !lane.IsWaiting;
        return acts;
    }

    /// <summary>What a lane may carry; everything else has its order on the first stream.</summary>
    private bool MayComeOnLane(FrameKind kind)
    {
        if (kind is FrameKind.Message or FrameKind.AcknowledgeRequest or FrameKind.Item or FrameKind.End or FrameKind.Reset or FrameKind.Result or FrameKind.Failure or FrameKind.Fragment or FrameKind.Trace || !IsKnown(kind))
            return true;
        Fail(CloseCode.ProtocolViolation, $"a frame of kind 0x{(byte)kind:x2} came on a stream other than the first");
        return false;
    }

    /// <summary>Whether messages of a channel, or items of a call, come on the stream on which they began.</summary>
    private bool IsOnItsLane(InboundFlow flow) => flow.HasBegun ? flow.Lane == _lane : (flow.Lane = _lane) == _lane;

    /// <summary>A call that is not known yet may be on its way on the first stream.</summary>
    private bool WaitsForCall(ulong id)
    {
        if (_lane is null || (id & 1) == (_nextLocalCall & 1) || (id < _nextRemoteCall && !IsAssemblingCall(id)))
            return false;
        _lane.IsWaiting = true;
        return true;
    }

    private bool IsAssemblingCall(ulong id)
    {
        foreach (InboundAssembly? assembly in _assemblies)
        {
            if (assembly is { IsUsed: true, Kind: FrameKind.Call, IsDropped: false } && assembly.Call?.Id == id)
                return true;
        }

        return false;
    }

    private InboundAssembly? FindAssembly(ulong slot)
    {
        if (_lane is not { } lane)
            return _assemblies[slot] ??= new InboundAssembly();
        return slot == 0 ? lane.Assembly ??= new InboundAssembly() : null;
    }

    private TimeSpan? LaneDeadline
    {
        get
        {
            TimeSpan? silent = _newLanes is [var oldest, ..] ? oldest.Opened + _setup.Timings.KeepAliveTimeout : null;
            if (!IsWaitingForLanes)
                return silent;
            return silent is { } first ? Min(first, _laneWaitDeadline) : _laneWaitDeadline;
        }
    }

    private void DropKnownLanes()
    {
        int known = _newLanes.FindIndex(static lane => !lane.HasCarriedFrame);
        _newLanes.RemoveRange(0, known < 0 ? _newLanes.Count : known);
    }

    /// <returns>False when the connection is over.</returns>
    private void HandleLaneTimeout(TimeSpan now)
    {
        if (IsWaitingForLanes && now >= _laneWaitDeadline)
            _announcedLanes = _endedLanes; // the close counts without them
        DropKnownLanes();
        if (_newLanes is [var oldest, ..] && now >= oldest.Opened + _setup.Timings.KeepAliveTimeout)
            Fail(CloseCode.KeepAliveTimeout, $"a stream carried no frame within {_setup.Timings.KeepAliveTimeout.TotalSeconds:0.#} s, or items without their call");
    }
}
