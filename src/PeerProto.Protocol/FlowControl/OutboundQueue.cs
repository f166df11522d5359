using System.Diagnostics;
using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.FlowControl;

/// <summary>
/// Frames of one channel, or of one call, that wait for their turn in the output because one of them is longer than a fragment. They stand here as on the wire; those that are
/// longer than a fragment are cut as they leave. Each buffer holds whole frames.
/// </summary>
internal sealed class OutboundQueue
{
    private const int NoSlot = -1;

    private readonly Queue<OutboundBuffer> _buffers = [];
    private int _taken;
    private int _remaining;

    /// <summary>How many bytes it may move in its turn, before others that wait have theirs.</summary>
    public int Share { get; set; } = FragmentShare.Normal;

    /// <summary>How many bytes wait.</summary>
    public int Length { get; private set; }

    /// <summary>Whether so much waits that nothing may be added until half has left: senders are woken for several messages at a time.</summary>
    public bool IsFull { get; private set; }

    /// <summary>What is left of the share in this turn; less than nothing where the last piece went beyond it.</summary>
    public int Credit { get; set; }

    /// <summary>Whether the turn has begun.</summary>
    public bool HasTurn { get; set; }

    /// <summary>Whether it stands in the line of those that wait.</summary>
    public bool IsListed { get; set; }

    /// <summary>The slot of the frame that is under way in fragments, or less than 0.</summary>
    public int Slot { get; private set; } = NoSlot;

    /// <summary>Whether a frame is under way in fragments.</summary>
    public bool IsUnderWay => Slot != NoSlot;

    /// <summary>The kind of the frame that leaves next, or is under way.</summary>
    public FrameKind NextKind { get; private set; }

    /// <summary>How many bytes the output takes next, without the head of a fragment.</summary>
    public int NextLength
    {
        get
        {
            if (IsUnderWay)
                return Math.Min(_remaining, ProtocolLimits.FragmentBytes);
            (int lead, int prefix, int frame) = MeasureNext();
            return lead + (frame > ProtocolLimits.FragmentBytes ? ProtocolLimits.FragmentBytes : prefix + frame);
        }
    }

    /// <summary>Whether the next frame has to be cut, and has no slot yet.</summary>
    public bool NeedsSlot => !IsUnderWay && MeasureNext().Frame > ProtocolLimits.FragmentBytes;

    /// <summary>The buffer of the last frame, where any waits.</summary>
    public OutboundBuffer? Last { get; private set; }

    /// <summary>The buffer to write the next frame to, or null when a new one is needed: a long frame stands in one of its own.</summary>
    public OutboundBuffer? Room => Last is { Length: < ProtocolLimits.FragmentBytes } ? Last : null;

    /// <summary>Adds a buffer at the end.</summary>
    public void Add(OutboundBuffer buffer)
    {
        _buffers.Enqueue(buffer);
        Last = buffer;
    }

    /// <summary>Counts bytes that were written to the last buffer.</summary>
    public void OnWritten(int bytes)
    {
        Length += bytes;
        IsFull |= Length >= ProtocolLimits.MaximumQueuedBytes;
    }

    /// <summary>Moves the next piece, a fragment or a whole frame, to the output.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="slot">The slot for a frame that is to be cut, where <see cref="NeedsSlot"/>.</param>
    /// <param name="emptied">The buffer that is no longer needed, if there is one.</param>
    /// <returns>How many bytes left this queue.</returns>
    public int Move(OutboundBuffer output, int slot, out OutboundBuffer? emptied)
    {
        int before = Length;
        if (IsUnderWay)
        {
            MovePiece(output);
        }
        else
        {
            (int lead, int prefix, int frame) = MeasureNext();
            if (frame > ProtocolLimits.FragmentBytes)
            {
                Debug.Assert(slot >= 0, "The caller asks NeedsSlot.");
                Slot = slot;
                _remaining = frame;
                output.Append(_buffers.Peek().WrittenMemory.Span.Slice(_taken, lead));
                Take(lead + prefix);
                MovePiece(output);
            }
            else
            {
                output.Append(_buffers.Peek().WrittenMemory.Span.Slice(_taken, lead + prefix + frame));
                Take(lead + prefix + frame);
            }
        }

        emptied = null;
        if (_taken == _buffers.Peek().Length)
            emptied = RemoveFirst();
        return before - Length;
    }

    /// <summary>Takes all buffers away.</summary>
    /// <returns>False when there is none left.</returns>
    public bool TryDrop(out OutboundBuffer? buffer)
    {
        buffer = null;
        if (_buffers.Count == 0)
            return false;
        Length = _remaining = Credit = 0;
        Slot = NoSlot;
        HasTurn = IsFull = false;
        buffer = RemoveFirst();
        return true;
    }

    private void MovePiece(OutboundBuffer output)
    {
        int length = Math.Min(_remaining, ProtocolLimits.FragmentBytes);
        _remaining -= length;
        FrameStart frame = output.BeginFrame(FrameKind.Fragment, (ulong)Slot, VarInt.MaxLength + length);
        output.WriteNumber((ulong)_remaining);
        output.Append(_buffers.Peek().WrittenMemory.Span.Slice(_taken, length));
        output.EndFrame(frame);
        Take(length);
        if (_remaining == 0)
            Slot = NoSlot;
    }

    /// <summary>Measures the next frame, and the trace in front of it, which leaves together with it or its first fragment.</summary>
    private (int Lead, int Prefix, int Frame) MeasureNext()
    {
        int lead = 0;
        ReadOnlySpan<byte> next = _buffers.Peek().WrittenMemory.Span[_taken..];
        VarInt.TryRead(next, out ulong length, out int prefix);
        if ((FrameKind)next[prefix] == FrameKind.Trace)
        {
            lead = prefix + (int)length;
            next = next[lead..];
            VarInt.TryRead(next, out length, out prefix);
        }

        NextKind = (FrameKind)next[prefix];
        return (lead, prefix, (int)length);
    }

    private void Take(int bytes)
    {
        _taken += bytes;
        Length -= bytes;
        IsFull &= Length > ProtocolLimits.MaximumQueuedBytes / 2;
    }

    private OutboundBuffer RemoveFirst()
    {
        OutboundBuffer first = _buffers.Dequeue();
        if (first == Last)
            Last = null;
        _taken = 0;
        first.Clear();
        return first;
    }
}
