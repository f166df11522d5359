using PeerProto.Protocol.Calls;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.Connections;

public sealed partial class ConnectionMachine
{
    /// <summary>The head of a fragment: length, kind, slot and what is still to come.</summary>
    private const int FragmentHeadBytes = 4 + 1 + 1 + 4;

    private const int MaximumGatheredBytes = ProtocolLimits.MaximumQueuedFragments * (ProtocolLimits.FragmentBytes + FragmentHeadBytes);
    private const int KeptBuffers = 4;

    private readonly Queue<OutboundQueue> _turns = [];
    private readonly Stack<OutboundBuffer> _spareBuffers = [];
    private ulong _usedSlots;
    private int _queuedBytes;
    private int _gatheredBytes;
    private OutboundQueue? _reportUnderWay;

    /// <summary>How much may wait, over all channels and calls, before those whose messages are long wait: the peer's largest message and what may wait before another.</summary>
    private long LargeQueueBytes => (long)Remote!.MaximumMessageBytes + (2 * ProtocolLimits.MaximumQueuedBytes);

    /// <summary>Whether the first piece of another long frame may leave at once.</summary>
    private bool MayBeginFragments => _usedSlots != ulong.MaxValue && _gatheredBytes < MaximumGatheredBytes && HasQueueRoom;

    private bool MayQueue(OutboundFlow flow)
    {
        if (flow.ExpectsLarge && _queuedBytes >= LargeQueueBytes)
            return false;
        return HasQueueRoom && flow.Queue is not { IsFull: true };
    }

    /// <summary>Where the next frame of a channel or call is to be written: behind what waits of it, to a buffer where it can wait if it will be long, else straight to the output.</summary>
    private OutboundBuffer BeginTarget(OutboundQueue? queue, bool isLarge)
    {
        if (queue is { Length: > 0 })
            return queue.Room ?? RentBuffer();
        return isLarge ? RentBuffer() : _output;
    }

    /// <summary>Takes a written frame to the line it belongs to.</summary>
    /// <returns>Whether the frame is long.</returns>
    private bool EndTarget(OutboundBuffer target, FrameStart frame, OutboundFlow? flow)
    {
        if (flow?.Lane is { } lane)
            return EndOnLane(lane, frame);
        bool isLong = IsLong(target, frame);
        if (target == _output && !isLong)
            return false;
        if (!isLong && flow!.Queue is not { Length: > 0 })
            MoveToOutput(target);
        else
            Enqueue(target, frame, flow!.Queue ??= new OutboundQueue { Share = flow.Share });
        return isLong;
    }

    private void EndTarget(OutboundBuffer target, FrameStart frame, CallState call)
    {
        bool isLong = IsLong(target, frame);
        if (target == _output && !isLong)
            return;
        if (!isLong && call.Queue is not { Length: > 0 })
            MoveToOutput(target);
        else
            Enqueue(target, frame, call.Queue ??= new OutboundQueue());
    }

    /// <summary>Takes back a frame that cannot be written whole.</summary>
    private void CancelFrame(OutboundBuffer target, FrameStart frame, OutboundLane? lane)
    {
        target.Truncate(frame.From);
        if (lane is null && target.IsEmpty && target != _output)
            ReturnBuffer(target);
    }

    private static bool IsLong(OutboundBuffer target, FrameStart frame) => target.Length - frame.Start - frame.Prefix > ProtocolLimits.FragmentBytes;

    /// <summary>A frame that was expected to be long is not: it goes straight to the output.</summary>
    private void MoveToOutput(OutboundBuffer buffer)
    {
        _output.Append(buffer.WrittenMemory.Span);
        ReturnBuffer(buffer);
    }

    private void Enqueue(OutboundBuffer target, FrameStart frame, OutboundQueue queue)
    {
        int length = target.Length - frame.From;
        if (target == _output)
            queue.Add(TakeFromOutput(frame.From));
        else if (target != queue.Last)
            queue.Add(target);
        queue.OnWritten(length);
        _queuedBytes += length;
        if (queue.IsListed)
            return;
        queue.IsListed = true;
        _turns.Enqueue(queue);
    }

    /// <summary>Takes the end of the output away; all of it without a copy.</summary>
    private OutboundBuffer TakeFromOutput(int start)
    {
        OutboundBuffer taken = RentBuffer();
        if (start == 0)
        {
            (taken, _output) = (_output, taken);
            return taken;
        }

        taken.Append(_output.WrittenMemory.Span[start..]);
        _output.Truncate(start);
        return taken;
    }

    /// <summary>The first piece of a call leaves at once, as calls begin in the order of their identifiers; <see cref="CanOpenCall"/> sees to it that there is room.</summary>
    private void BeginLongCall(FrameStart frame, CallState call)
    {
        OutboundQueue queue = call.Queue = new OutboundQueue();
        Enqueue(_output, frame, queue);
        Move(queue);
    }

    /// <summary>Moves fragments to the output, in turns, as many as one write may take.</summary>
    private void GatherFragments()
    {
        int blocked = 0;
        while (blocked < _turns.Count)
        {
            OutboundQueue queue = _turns.Peek();
            if (!queue.HasTurn)
            {
                queue.HasTurn = true;
                queue.Credit += queue.Share;
            }

            bool isBlocked = false;
            while (queue.Length > 0 && queue.Credit > 0 && !(isBlocked = IsBlocked(queue)))
            {
                if (_gatheredBytes > 0 && _gatheredBytes + queue.NextLength + FragmentHeadBytes > MaximumGatheredBytes)
                    return;
                queue.Credit -= Move(queue);
            }

            EndTurn(queue);
            blocked = isBlocked ? blocked + 1 : 0;
        }
    }

    private void EndTurn(OutboundQueue queue)
    {
        _turns.Dequeue();
        queue.HasTurn = false;
        queue.Credit = Math.Min(queue.Credit, 0);
        if (queue.Length > 0)
        {
            _turns.Enqueue(queue);
            return;
        }

        queue.IsListed = false;
        queue.Credit = 0;
    }

    /// <summary>Moves everything to the output: a close comes behind it.</summary>
    private void GatherAll()
    {
        while (_turns.Count > 0)
        {
            OutboundQueue queue = _turns.Peek();
            while (queue.Length > 0 && !IsBlocked(queue))
                Move(queue);
            EndTurn(queue);
        }
    }

    /// <summary>Whether the next frame has to be cut and has to wait for that: all slots are taken, or it is one of those that have no credit and go one at a time.</summary>
    private bool IsBlocked(OutboundQueue queue) =>
        queue.NeedsSlot && (_usedSlots == ulong.MaxValue || (IsWithoutCredit(queue.NextKind) && _reportUnderWay is not null));

    private int Move(OutboundQueue queue)
    {
        int before = _output.Length;
        int slot = -1;
        if (queue.NeedsSlot)
        {
            slot = System.Numerics.BitOperations.TrailingZeroCount(~_usedSlots);
            _usedSlots |= 1UL << slot;
            if (IsWithoutCredit(queue.NextKind))
                _reportUnderWay = queue;
        }
        else
        {
            slot = queue.Slot;
        }

        int moved = queue.Move(_output, slot, out OutboundBuffer? emptied);
        if (slot >= 0 && !queue.IsUnderWay)
        {
            _usedSlots &= ~(1UL << slot);
            if (_reportUnderWay == queue)
                _reportUnderWay = null;
        }

        _queuedBytes -= moved;
        _gatheredBytes += _output.Length - before;
        if (emptied is not null)
            ReturnBuffer(emptied);
        return moved;
    }

    private static bool IsWithoutCredit(FrameKind kind) => kind is FrameKind.Failure or FrameKind.Progress;

    private void DropQueues()
    {
        while (_turns.TryDequeue(out OutboundQueue? queue))
        {
            while (queue.TryDrop(out OutboundBuffer? buffer))
                buffer!.Dispose();
            queue.IsListed = false;
        }

        while (_spareBuffers.TryPop(out OutboundBuffer? spare))
            spare.Dispose();
        _queuedBytes = 0;
        _usedSlots = 0;
        _reportUnderWay = null;
    }

    private OutboundBuffer RentBuffer() => _spareBuffers.TryPop(out OutboundBuffer? buffer) ? buffer : new OutboundBuffer();

    private void ReturnBuffer(OutboundBuffer buffer)
    {
        buffer.Clear();
        if (_spareBuffers.Count < KeptBuffers)
            _spareBuffers.Push(buffer);
        else
            buffer.Dispose();
    }
}
