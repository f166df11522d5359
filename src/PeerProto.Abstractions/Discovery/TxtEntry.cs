using System.Text;

namespace PeerProto;

/// <summary>One entry of a <see cref="TxtRecord"/>: a key, and a value unless the entry is a bare flag (RFC 6763 section 6.4).</summary>
public readonly struct TxtEntry : IEquatable<TxtEntry>
{
    internal TxtEntry(string key, byte[]? value)
    {
        Key = key;
        _value = value;
    }

    private readonly byte[]? _value;

    /// <summary>The key as it was written. Keys compare without regard to ASCII case.</summary>
    public string Key { get; }

    /// <summary>Whether the entry has a value, which may be empty. False for a flag: a key with no equals sign.</summary>
    public bool HasValue => _value is not null;

    /// <summary>The value's bytes; empty for a flag. The memory belongs to the record and does not change.</summary>
    public ReadOnlyMemory<byte> Value => _value;

    /// <summary>The value read as UTF-8, malformed bytes replaced; <see langword="null"/> for a flag.</summary>
    public string? Text => _value is null ? null : Encoding.UTF8.GetString(_value);

    /// <summary>Bytes the entry takes in the record, without its length byte.</summary>
    internal int EncodedLength => Key.Length + (_value is null ? 0 : 1 + _value.Length);

    /// <inheritdoc/>
    public bool Equals(TxtEntry other) =>
        string.Equals(Key, other.Key, StringComparison.OrdinalIgnoreCase) && HasValue == other.HasValue && Value.Span.SequenceEqual(other.Value.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TxtEntry other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Key, StringComparer.OrdinalIgnoreCase);
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }

    /// <summary>The entry as <c>key=value</c>, or the bare key of a flag.</summary>
    /// <returns>The written entry.</returns>
    public override string ToString() => HasValue ? $"{Key}={Text}" : Key;

    /// <summary>Compares two entries by key, ignoring ASCII case, and value.</summary>
    /// <param name="left">One entry.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(TxtEntry left, TxtEntry right) => left.Equals(right);

    /// <summary>Compares two entries by key, ignoring ASCII case, and value.</summary>
    /// <param name="left">One entry.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(TxtEntry left, TxtEntry right) => !left.Equals(right);
}
