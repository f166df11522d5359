using System.Buffers;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Protocol.FlowControl;

/// <summary>A frame that comes in fragments: the pieces so far, and what it is about. Memory for the whole is taken with the first piece, which has been counted by then.</summary>
internal sealed class InboundAssembly
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Whether a frame is under way here.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>What the frame is.</summary>
    public FrameKind Kind { get; private set; }

    /// <summary>How many bytes are still to come.</summary>
    public int Remaining { get; private set; }

    /// <summary>The length of the message, item, arguments or result.</summary>
    public long Length { get; private set; }

    /// <summary>The channel, where it is a message.</summary>
    public InboundFlow? Channel { get; set; }

    /// <summary>The call, where it is about one.</summary>
    public CallState? Call { get; set; }

    /// <summary>What caused it, where the peer tells it.</summary>
    public TraceContext? Trace { get; set; }

    /// <summary>Whether the pieces are not kept: nothing is to be done with the frame.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>Starts a frame.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="total">Its length, kind included.</param>
    /// <param name="length">The length of its message, item, arguments or result.</param>
    public void Begin(FrameKind kind, int total, long length)
    {
        Length = length;
        Release();
        IsUsed = true;
        Kind = kind;
        Remaining = total;
    }

    /// <summary>Keeps a piece.</summary>
    public void Add(in ReadOnlySequence<byte> piece)
    {
        if (!IsDropped)
        {
            if (_bytes.Length == 0)
                _bytes = ArrayPool<byte>.Shared.Rent(Remaining);
            piece.CopyTo(_bytes.AsSpan(_length));
            _length += (int)piece.Length;
        }

        Remaining -= (int)piece.Length;
    }

    /// <summary>The whole frame behind its kind.</summary>
    public ReadOnlySequence<byte> Body => new(_bytes, 1, _length - 1);

    /// <summary>Gives the memory back; the rest of the frame is not kept.</summary>
    public void Drop()
    {
        IsDropped = true;
        Release();
    }

    /// <summary>Makes the slot free. What it held stays until <see cref="Release"/>.</summary>
    public void End()
    {
        IsUsed = IsDropped = false;
        Channel = null;
        Call = null;
        Trace = null;
    }

    /// <summary>Gives the memory back.</summary>
    public void Release()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }
}
