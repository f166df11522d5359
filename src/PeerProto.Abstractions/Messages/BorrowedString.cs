using System.Buffers;
using System.ComponentModel;
using System.Text;
using System.Text.Unicode;

namespace PeerProto;

/// <summary>
/// A string of a message's view: its UTF-8 still lies in the buffer it was received into, and is valid as long as the view. Comparing and copying allocate
/// nothing; <see cref="ToString"/> makes a string to keep.
/// </summary>
public readonly ref struct BorrowedString
{
    private const int MaxScalarBytes = 4;

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>The bytes where they are cut; else empty.</summary>
    private readonly ReadOnlySequence<byte> _pieces;

    private readonly bool _isThere;

    internal BorrowedString(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _isThere = true;
    }

    internal BorrowedString(scoped in ReadOnlySequence<byte> pieces)
    {
        _pieces = pieces;
        _isThere = true;
    }

    /// <summary>Whether the sender sent null, where the member allows it, or the view is the default one. Then it is empty.</summary>
    public bool IsNull => !_isThere;

    /// <summary>How many bytes of UTF-8 it has.</summary>
    public int Length => _bytes.Length + (int)_pieces.Length;

    /// <summary>Whether it has no bytes.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The bytes, if they lie in one piece. A string that lies across two receive buffers does not.</summary>
    /// <param name="utf8">The bytes, valid as long as the view.</param>
    /// <returns>False where they are cut: use <see cref="CopyTo"/>.</returns>
    public bool TryGetSpan(out ReadOnlySpan<byte> utf8)
    {
        utf8 = _bytes;
        return _pieces.IsEmpty;
    }

    /// <summary>Copies the bytes.</summary>
    /// <param name="destination">Room for <see cref="Length"/> bytes.</param>
    /// <exception cref="ArgumentException">There is not enough room.</exception>
    public void CopyTo(scoped Span<byte> destination)
    {
        _bytes.CopyTo(destination);
        _pieces.CopyTo(destination);
    }

    /// <summary>Whether the strings are the same.</summary>
    /// <param name="other">A string, or null, which only one that <see cref="IsNull"/> equals.</param>
    public bool Equals(string? other) => other is null ? IsNull : _isThere && Equals(other.AsSpan());

    /// <summary>Whether the strings are the same.</summary>
    /// <param name="other">A string.</param>
    public bool Equals(scoped ReadOnlySpan<char> other)
    {
        // A character of UTF-16 takes one to three bytes; without its partner it takes three as U+FFFD, which is what it is sent as.
        if (other.Length > Length || Length > 3L * other.Length)
            return false;
        Span<byte> part = stackalloc byte[256];
        int offset = 0;
        while (!other.IsEmpty)
        {
            Utf8.FromUtf16(other, part, out int read, out int written);
            if (written > Length - offset || !Matches(part[..written], offset))
                return false;
            other = other[read..];
            offset += written;
        }

        return offset == Length;
    }

    /// <summary>Whether the string has these bytes, such as those of a <c>"literal"u8</c>.</summary>
    /// <param name="utf8">UTF-8.</param>
    public bool Equals(scoped ReadOnlySpan<byte> utf8) => utf8.Length == Length && Matches(utf8, 0);

    /// <summary>Whether the strings are the same, both null included.</summary>
    /// <param name="other">Another borrowed string.</param>
    public bool Equals(scoped BorrowedString other)
    {
        if (other._pieces.IsEmpty)
            return IsNull == other.IsNull && Equals(other._bytes);
        if (other.Length != Length)
            return false;
        int offset = 0;
        foreach (ReadOnlyMemory<byte> piece in other._pieces)
        {
            if (!Matches(piece.Span, offset))
                return false;
            offset += piece.Length;
        }

        return true;
    }

    /// <summary>Not supported: a borrowed string is never an object.</summary>
    /// <param name="obj">Anything.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => throw new NotSupportedException("A borrowed string is never an object.");

    /// <summary>Not supported: a borrowed string cannot be a key, as its bytes do not stay.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => throw new NotSupportedException("A borrowed string cannot be a key.");

    /// <summary>Makes a string of it, to keep.</summary>
    /// <returns>The string; empty for null.</returns>
    public override string ToString() => _pieces.IsEmpty ? Encoding.UTF8.GetString(_bytes) : Encoding.UTF8.GetString(_pieces);

    /// <summary>Whether the strings are the same.</summary>
    /// <param name="left">A borrowed string.</param>
    /// <param name="right">A string or null.</param>
    public static bool operator ==(BorrowedString left, string? right) => left.Equals(right);

    /// <summary>Whether the strings differ.</summary>
    /// <param name="left">A borrowed string.</param>
    /// <param name="right">A string or null.</param>
    public static bool operator !=(BorrowedString left, string? right) => !left.Equals(right);

    /// <summary>Whether the string has these bytes.</summary>
    /// <param name="left">A borrowed string.</param>
    /// <param name="right">UTF-8.</param>
    public static bool operator ==(BorrowedString left, ReadOnlySpan<byte> right) => left.Equals(right);

    /// <summary>Whether the string has other bytes.</summary>
    /// <param name="left">A borrowed string.</param>
    /// <param name="right">UTF-8.</param>
    public static bool operator !=(BorrowedString left, ReadOnlySpan<byte> right) => !left.Equals(right);

    /// <summary>Whether all bytes are UTF-8.</summary>
    internal bool IsWellFormed() => _pieces.IsEmpty ? Utf8.IsValid(_bytes) : ArePiecesWellFormed();

    private bool ArePiecesWellFormed()
    {
        // A character that lies across a cut is put together and checked by itself.
        Span<byte> cut = stackalloc byte[MaxScalarBytes];
        int cutBytes = 0;
        foreach (ReadOnlyMemory<byte> piece in _pieces)
        {
            ReadOnlySpan<byte> rest = piece.Span;
            for (; cutBytes > 0 && !rest.IsEmpty; rest = rest[1..])
            {
                cut[cutBytes++] = rest[0];
                OperationStatus status = Rune.DecodeFromUtf8(cut[..cutBytes], out _, out _);
                if (status == OperationStatus.InvalidData)
                    return false;
                if (status == OperationStatus.Done)
                    cutBytes = 0;
            }

            int whole = rest.Length - UnfinishedBytes(rest);
            if (!Utf8.IsValid(rest[..whole]))
                return false;
            if (whole < rest.Length)
            {
                rest[whole..].CopyTo(cut);
                cutBytes = rest.Length - whole;
            }
        }

        return cutBytes == 0;
    }

    /// <summary>How many bytes at the end may be the start of a character that goes on in the next piece.</summary>
    private static int UnfinishedBytes(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back < MaxScalarBytes && back <= bytes.Length; back++)
        {
            if (Rune.DecodeFromUtf8(bytes[^back..], out _, out _) == OperationStatus.NeedMoreData)
                return back;
        }

        return 0;
    }

    /// <summary>Whether these bytes stand at this place.</summary>
    private bool Matches(scoped ReadOnlySpan<byte> utf8, int offset)
    {
        if (_pieces.IsEmpty)
            return _bytes.Slice(offset, utf8.Length).SequenceEqual(utf8);
        foreach (ReadOnlyMemory<byte> piece in _pieces.Slice(offset, utf8.Length))
        {
            if (!piece.Span.SequenceEqual(utf8[..piece.Length]))
                return false;
            utf8 = utf8[piece.Length..];
        }

        return true;
    }
}
