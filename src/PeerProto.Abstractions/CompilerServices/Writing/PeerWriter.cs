using System.Buffers;
using System.Runtime.CompilerServices;

namespace PeerProto.CompilerServices;

/// <summary>
/// Writes MessagePack into an <see cref="IBufferWriter{T}"/>, in the shortest forms. Values of fixed size go through
/// <see cref="BeginRun"/>, which asks for room once for all of them; strings and binary data continue in the output's next span where one is full.
/// Call <see cref="Flush"/> once at the end. After an exception the output may hold a part of a value, which its owner must discard.
/// </summary>
public ref partial struct PeerWriter
{
    /// <summary>How deep collections and optional values may lie inside each other, so that a cycle ends in an error and not in a full stack.</summary>
    internal const int MaxDepth = 256;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _position;
    private int _depth;
    private long _advanced;

    /// <summary>Makes a writer at the end of what <paramref name="output"/> has.</summary>
    /// <param name="output">Where to. Belongs to this writer alone until <see cref="Flush"/>.</param>
    public PeerWriter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _span = output.GetSpan(); // most messages fit in what is there, and so never come to Grow
    }

    /// <summary>How many bytes were written, flushed or not.</summary>
    public readonly long BytesWritten => _advanced + _position;

    /// <summary>Hands what was written to the output.</summary>
    public void Flush()
    {
        _output.Advance(_position);
        _advanced += _position;
        _position = 0;
        _span = default;
    }

    /// <summary>Starts a stretch of values that take at most <paramref name="maxBytes"/> together. Nothing else may be written until <see cref="EndRun"/>.</summary>
    /// <param name="maxBytes">The sum of their <see cref="MessagePackSize"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MessagePackRun BeginRun(int maxBytes)
    {
        if (_span.Length - _position < maxBytes)
            Grow(maxBytes);
        return new MessagePackRun(_span[_position..]);
    }

    /// <summary>Takes over what the run wrote.</summary>
    /// <param name="run">What <see cref="BeginRun"/> returned.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRun(scoped in MessagePackRun run) => _position += run.BytesWritten;

    /// <summary>Makes sure that the next runs find room without asking the output again.</summary>
    internal void Reserve(int bytes)
    {
        if (_span.Length - _position < bytes)
            Grow(bytes);
    }

    /// <summary>Goes into a collection or optional value; <see cref="LeaveNested"/> comes back out.</summary>
    internal void EnterNested()
    {
        if (++_depth > MaxDepth)
            throw EncodeErrors.TooDeep();
    }

    /// <summary>Comes back out of a collection or optional value.</summary>
    internal void LeaveNested() => _depth--;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int bytes)
    {
        if (_position > 0)
            Flush();
        _span = _output.GetSpan(bytes);
        if (_span.Length < bytes)
            throw EncodeErrors.NoRoom(bytes, _span.Length);
    }
}
