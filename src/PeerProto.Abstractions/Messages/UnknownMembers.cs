namespace PeerProto;

/// <summary>
/// Members of a received message that this side does not know: those of a newer peer. A message that has a property of this type, without
/// <see cref="MemberAttribute"/>, keeps them there, and sends them on in their places when it is sent itself. A message without such a property passes
/// over them. Equal where the bytes are. The default holds none.
/// </summary>
/// <remarks>They belong to the message type they arrived in: another type has other places.</remarks>
public readonly struct UnknownMembers : IEquatable<UnknownMembers>
{
    private readonly byte[]? _bytes;

    internal UnknownMembers(byte[] bytes, int trailing)
    {
        _bytes = bytes;
        Trailing = trailing;
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _bytes is null;

    /// <summary>The values as MessagePack: one for each gap between known members, nil where there was none, and then the trailing ones.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>How many values came behind the last known member.</summary>
    internal int Trailing { get; }

    /// <summary>Whether two hold the same members.</summary>
    public static bool operator ==(UnknownMembers left, UnknownMembers right) => left.Equals(right);

    /// <summary>Whether two hold different members.</summary>
    public static bool operator !=(UnknownMembers left, UnknownMembers right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(UnknownMembers other) => Trailing == other.Trailing && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UnknownMembers other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>Tells how many bytes they take.</summary>
    public override string ToString() => IsEmpty ? "none" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Bytes.Length} bytes");
}
