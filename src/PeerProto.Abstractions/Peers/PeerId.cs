using System.Buffers.Binary;

namespace PeerProto;

/// <summary>
/// Who a peer is: 16 bytes. Where the link is authenticated these are the first 16 bytes of the SHA-256 hash of the peer's public key, so
/// that nobody else can bear them; where it is not they are random for each session and prove nothing.
/// </summary>
public readonly struct PeerId : IEquatable<PeerId>, IComparable<PeerId>
{
    /// <summary>The length of an identifier in bytes.</summary>
    public const int Length = 16;

    private readonly ulong _high;
    private readonly ulong _low;

    /// <summary>Makes an identifier from its bytes.</summary>
    /// <param name="bytes">Exactly <see cref="Length"/> bytes.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public PeerId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"A peer identifier is {Length} bytes, not {bytes.Length}.", nameof(bytes));
        _high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
    }

    /// <summary>Makes the identifier that belongs to a key: its first 16 bytes.</summary>
    /// <param name="key">The peer's key.</param>
    public static PeerId FromKey(PeerKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new PeerId(key.Span[..Length]);
    }

    /// <summary>Writes the 16 bytes.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    /// <inheritdoc/>
    public bool Equals(PeerId other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PeerId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_high, _low);

    /// <summary>Compares as unsigned big-endian numbers, byte by byte from the first.</summary>
    /// <param name="other">The identifier to compare with.</param>
    public int CompareTo(PeerId other) => _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low);

    /// <summary>The identifier as 32 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{_high:x16}{_low:x16}";

    /// <summary>Whether two identifiers are the same.</summary>
    public static bool operator ==(PeerId left, PeerId right) => left.Equals(right);

    /// <summary>Whether two identifiers differ.</summary>
    public static bool operator !=(PeerId left, PeerId right) => !left.Equals(right);

    /// <summary>Whether the first comes before the second.</summary>
    public static bool operator <(PeerId left, PeerId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first comes after the second.</summary>
    public static bool operator >(PeerId left, PeerId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first comes before the second or is the same.</summary>
    public static bool operator <=(PeerId left, PeerId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first comes after the second or is the same.</summary>
    public static bool operator >=(PeerId left, PeerId right) => left.CompareTo(right) >= 0;
}
