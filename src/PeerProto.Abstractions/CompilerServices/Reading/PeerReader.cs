using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PeerProto.CompilerServices;

/// <summary>
/// Reads MessagePack from one span or from a sequence of segments, wherever those are cut. Accepts any form in which an encoder may write a value,
/// and nothing else: every failure is a <see cref="PeerDecodeException"/> that says what was expected, what came, and at which byte. After a failure
/// the reader is of no further use.
/// </summary>
public ref partial struct PeerReader
{
    private readonly PeerCodecLimits _limits;
    private readonly long _total;

    /// <summary>All bytes from the first one read, where they lie in memory that can be borrowed; else empty.</summary>
    private readonly ReadOnlySequence<byte> _origin;

    private ReadOnlySpan<byte> _span;
    private int _position;
    private int _depthLeft;

    /// <summary>The segment that <see cref="_span"/> is of, if there are several.</summary>
    private ReadOnlySequenceSegment<byte>? _segment;

    /// <summary>How many bytes lie in the segments behind it.</summary>
    private long _laterBytes;

    /// <summary>Makes a reader of bytes in one piece.</summary>
    /// <param name="bytes">The bytes; they must not change while the reader is used.</param>
    /// <param name="limits">What to accept.</param>
    public PeerReader(ReadOnlySpan<byte> bytes, PeerCodecLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
        _depthLeft = limits.MaxDepth;
        _span = bytes;
        _total = bytes.Length;
    }

    /// <summary>Makes a reader of bytes in any number of pieces.</summary>
    /// <param name="bytes">The bytes; they must not change while the reader is used.</param>
    /// <param name="limits">What to accept.</param>
    public PeerReader(scoped in ReadOnlySequence<byte> bytes, PeerCodecLimits limits)
        : this(bytes.FirstSpan, limits)
    {
        _origin = bytes;
        if (bytes.IsSingleSegment)
            return;
        // A sequence of several segments starts in a ReadOnlySequenceSegment; arrays, strings and memory owners are one segment.
        _segment = (ReadOnlySequenceSegment<byte>?)bytes.Start.GetObject();
        _total = bytes.Length;
        _laterBytes = _total - _span.Length;
    }

    /// <summary>How many bytes are left.</summary>
    public readonly long Remaining => _span.Length - _position + _laterBytes;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool End => Remaining == 0;

    /// <summary>What is left of the span.</summary>
    internal readonly ReadOnlySpan<byte> RestOfSpan => _span[_position..];

    /// <summary>How many bytes were read: where an error text says the value stands.</summary>
    internal readonly long Offset => _total - Remaining;

    /// <summary>Starts a stretch of values of fixed size. Nothing else may be read until <see cref="EndRun"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly MessagePackReadRun BeginRun() => new(_span[_position..]);

    /// <summary>Takes over what the run read.</summary>
    /// <param name="run">What <see cref="BeginRun"/> returned.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRun(scoped in MessagePackReadRun run) => _position = _span.Length - run.BytesLeft;

    /// <summary>Takes over in the middle of a run, with this much of the span left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Return(int bytesLeft) => _position = _span.Length - bytesLeft;

    /// <summary>The next byte, which stays next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte PeekCode(string expected)
    {
        if ((uint)_position >= (uint)_span.Length)
            MoveToNextSegment(expected);
        return _span[_position];
    }

    /// <summary>The big-endian integer in the next 1, 2, 4 or 8 bytes.</summary>
    private ulong TakeInteger(int bytes, string expected)
    {
        ReadOnlySpan<byte> span = _span[_position..];
        if (span.Length < bytes)
            return TakeCutInteger(bytes, expected);
        _position += bytes;
        return bytes switch
        {
            1 => span[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(span),
            4 => BinaryPrimitives.ReadUInt32BigEndian(span),
            _ => BinaryPrimitives.ReadUInt64BigEndian(span),
        };
    }

    private ulong TakeCutInteger(int bytes, string expected)
    {
        RequireBytes(bytes, expected);
        ulong value = 0;
        for (; bytes > 0; bytes--)
        {
            value = (value << 8) | PeekCode(expected);
            _position++;
        }
        return value;
    }

    /// <summary>Copies the next bytes, however they are cut. They must have been checked to be there.</summary>
    private void CopyTo(scoped Span<byte> destination)
    {
        while (true)
        {
            int part = Math.Min(destination.Length, _span.Length - _position);
            _span.Slice(_position, part).CopyTo(destination);
            _position += part;
            destination = destination[part..];
            if (destination.IsEmpty)
                return;
            MoveToNextSegment("bytes");
        }
    }

    /// <summary>Passes over the next bytes. They must have been checked to be there.</summary>
    private void Advance(long bytes)
    {
        while (bytes > _span.Length - _position)
        {
            bytes -= _span.Length - _position;
            _position = _span.Length;
            MoveToNextSegment("bytes");
        }
        _position += (int)bytes;
    }

    private readonly void RequireBytes(long bytes, string expected)
    {
        if (bytes > Remaining)
            throw DecodeErrors.CutShort(expected, Offset, bytes, Remaining);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MoveToNextSegment(string expected)
    {
        do
        {
            if (_laterBytes == 0 || _segment is null)
                throw DecodeErrors.CutShort(expected, Offset, 1, 0);
            _segment = _segment.Next;
        }
        while (_segment is null or { Memory.IsEmpty: true });
        _span = _segment.Memory.Span;
        if (_span.Length > _laterBytes)
            _span = _span[..(int)_laterBytes];
        _laterBytes -= _span.Length;
        _position = 0;
    }
}
