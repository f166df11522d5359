using System.Buffers;

namespace PeerProto.CompilerServices;

public ref partial struct PeerReader
{
    /// <summary>Makes a reader of bytes in one piece, whose values can be borrowed.</summary>
    /// <param name="bytes">The bytes; they must not change while the reader, or what was borrowed from it, is used.</param>
    /// <param name="limits">What to accept.</param>
    public PeerReader(ReadOnlyMemory<byte> bytes, PeerCodecLimits limits)
        : this(bytes.Span, limits) => _origin = new ReadOnlySequence<byte>(bytes);

    /// <summary>Reads a string, leaving it where it is. Its bytes are checked to be UTF-8.</summary>
    /// <returns>The string, valid as long as the reader's bytes.</returns>
    /// <exception cref="InvalidOperationException">The reader was made of a span, and the string is cut.</exception>
    public BorrowedString ReadBorrowedString()
    {
        const string Expected = "a string";
        long offset = Offset;
        int length = TakeStringLength(Expected, offset);
        ReadOnlySpan<byte> span = _span[_position..];
        BorrowedString value = span.Length >= length ? new(span[..length]) : new(Borrow(Offset, length));
        if (!value.IsWellFormed())
            throw DecodeErrors.Malformed(Expected, "bytes that are not UTF-8", offset);
        Advance(length);
        return value;
    }

    /// <summary>Reads a string or nil, leaving it where it is.</summary>
    /// <returns>The string, valid as long as the reader's bytes, or one that <see cref="BorrowedString.IsNull"/>.</returns>
    /// <inheritdoc cref="ReadBorrowedString" path="/exception"/>
    public BorrowedString ReadBorrowedStringOrNull() => TryReadNil() ? default : ReadBorrowedString();

    /// <summary>Reads binary data, leaving it where it is.</summary>
    /// <returns>The bytes, valid as long as the reader's.</returns>
    /// <exception cref="InvalidOperationException">The reader was made of a span.</exception>
    public ReadOnlySequence<byte> ReadBorrowedBinary()
    {
        const string Expected = "binary data";
        long offset = Offset;
        long length = TakeBinaryLength(Expected, offset);
        if (length > _limits.MaxBinaryBytes)
            throw DecodeErrors.TooMany(Expected, length, _limits.MaxBinaryBytes, nameof(PeerCodecLimits.MaxBinaryBytes), offset);
        RequireBytes(length, Expected);
        ReadOnlySequence<byte> value = Borrow(Offset, length);
        Advance(length);
        return value;
    }

    /// <summary>Reads binary data or nil, leaving it where it is.</summary>
    /// <returns>The bytes, valid as long as the reader's, or null.</returns>
    /// <inheritdoc cref="ReadBorrowedBinary" path="/exception"/>
    public ReadOnlySequence<byte>? ReadBorrowedBinaryOrNull() => TryReadNil() ? null : ReadBorrowedBinary();

    /// <summary>Where the next value begins, for <see cref="BorrowSince"/>.</summary>
    public readonly long BeginBorrowing() => Offset;

    /// <summary>The bytes of what was read since, to be read again.</summary>
    /// <param name="start">What <see cref="BeginBorrowing"/> returned.</param>
    /// <returns>The value, valid as long as the reader's bytes.</returns>
    /// <inheritdoc cref="ReadBorrowedBinary" path="/exception"/>
    public readonly BorrowedValue BorrowSince(long start) => new(Borrow(start, Offset - start), _limits);

    private readonly ReadOnlySequence<byte> Borrow(long start, long length) => _origin.Length == _total
        ? _origin.Slice(start, length)
        : throw new InvalidOperationException("Only bytes in memory can be borrowed: make the reader of memory or of a sequence instead of a span.");
}
