using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PeerProto;

/// <summary>
/// The ordered key/value pairs that DNS-SD carries beside a service (RFC 6763 section 6). Immutable; each <c>With</c> returns a new record.
/// Keys are printable ASCII without <c>=</c>, compare without regard to case, and should be at most nine characters long.
/// </summary>
public sealed partial class TxtRecord : IReadOnlyList<TxtEntry>, IEquatable<TxtRecord>
{
    /// <summary>The most bytes one entry may take: key, equals sign and value together.</summary>
    public const int MaximumEntryLength = 255;

    /// <summary>
    /// The most bytes a record built here may take: below the 1,300 of RFC 6763 section 6.2, so that with the longest name beside it, it fits one Ethernet packet.
    /// </summary>
    public const int MaximumEncodedLength = 1290;

    /// <summary>The most bytes a received record may take: it came in one multicast DNS message (RFC 6762 section 17).</summary>
    public const int MaximumReceivedLength = 9000;

    private readonly TxtEntry[] _entries;

    private TxtRecord(TxtEntry[] entries)
    {
        _entries = entries;
        EncodedLength = entries.Length == 0 ? 1 : entries.Sum(entry => 1 + entry.EncodedLength);
    }

    /// <summary>The record without entries; on the wire it is one zero byte.</summary>
    public static TxtRecord Empty { get; } = new([]);

    /// <summary>The number of entries.</summary>
    public int Count => _entries.Length;

    /// <summary>The number of bytes <see cref="Encode"/> writes.</summary>
    public int EncodedLength { get; }

    /// <summary>The entry at a place in wire order.</summary>
    /// <param name="index">The place, from zero.</param>
    public TxtEntry this[int index] => _entries[index];

    /// <summary>
    /// Reads the data of a TXT record. As RFC 6763 section 6.4 asks, entries without a key are skipped and the first of several equal keys wins.
    /// </summary>
    /// <param name="data">The record's data: entries, each after its length byte.</param>
    /// <param name="record">The record, when the data was well formed.</param>
    /// <returns>False when a length byte points past the end or the data is longer than <see cref="MaximumReceivedLength"/>.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> data, [NotNullWhen(true)] out TxtRecord? record)
    {
        record = null;
        if (data.Length > MaximumReceivedLength)
            return false;

        var entries = new List<TxtEntry>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (!data.IsEmpty)
        {
            int length = data[0];
            if (length >= data.Length)
                return false;

            ReadOnlySpan<byte> entry = data.Slice(1, length);
            data = data[(1 + length)..];

            int equals = entry.IndexOf((byte)'=');
            ReadOnlySpan<byte> key = equals < 0 ? entry : entry[..equals];
            if (!IsKey(key))
                continue;

            string text = Encoding.ASCII.GetString(key);
            if (seen.Add(text))
                entries.Add(new TxtEntry(text, equals < 0 ? null : entry[(equals + 1)..].ToArray()));
        }

        record = entries.Count == 0 ? Empty : new TxtRecord([.. entries]);
        return true;
    }

    /// <summary>Adds an entry with a text value, or replaces the value of an existing key in its place.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; written as UTF-8.</param>
    /// <returns>The new record.</returns>
    /// <exception cref="ArgumentException">The key is not allowed, or the entry or the record would be too long.</exception>
    public TxtRecord With(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Set(key, Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Adds an entry with a binary value, or replaces the value of an existing key in its place. The bytes are copied.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The new record.</returns>
    /// <exception cref="ArgumentException">The key is not allowed, or the entry or the record would be too long.</exception>
    public TxtRecord With(string key, ReadOnlySpan<byte> value) => Set(key, value.ToArray());

    /// <summary>Adds a flag: a key without a value.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The new record.</returns>
    /// <exception cref="ArgumentException">The key is not allowed, or the entry or the record would be too long.</exception>
    public TxtRecord WithFlag(string key) => Set(key, null);

    /// <summary>Finds an entry by key, ignoring ASCII case.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entry">The entry, when there is one.</param>
    /// <returns>Whether the record has the key.</returns>
    public bool TryGetValue(string key, out TxtEntry entry)
    {
        foreach (TxtEntry candidate in _entries)
        {
            if (string.Equals(candidate.Key, key, StringComparison.OrdinalIgnoreCase))
            {
                entry = candidate;
                return true;
            }
        }

        entry = default;
        return false;
    }

    /// <summary>The text value of a key, or <see langword="null"/> when the key is absent or a flag.</summary>
    /// <param name="key">The key; ASCII case is ignored.</param>
    /// <returns>The value.</returns>
    public string? GetText(string key) => TryGetValue(key, out TxtEntry entry) ? entry.Text : null;

    /// <summary>The record's data as it stands in a DNS message.</summary>
    /// <returns>A new array of <see cref="EncodedLength"/> bytes.</returns>
    public byte[] Encode()
    {
        byte[] data = new byte[EncodedLength];
        int position = 0;
        foreach (TxtEntry entry in _entries)
        {
            data[position++] = (byte)entry.EncodedLength;
            position += Encoding.ASCII.GetBytes(entry.Key, data.AsSpan(position));
            if (!entry.HasValue)
                continue;
            data[position++] = (byte)'=';
            entry.Value.Span.CopyTo(data.AsSpan(position));
            position += entry.Value.Length;
        }

        return data;
    }

    /// <inheritdoc/>
    public bool Equals(TxtRecord? other) => other is not null && _entries.AsSpan().SequenceEqual(other._entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TxtRecord);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (TxtEntry entry in _entries)
            hash.Add(entry);
        return hash.ToHashCode();
    }

    /// <summary>The entries separated by spaces.</summary>
    /// <returns>The written record.</returns>
    public override string ToString() => string.Join(' ', _entries);

    /// <inheritdoc/>
    public IEnumerator<TxtEntry> GetEnumerator() => ((IEnumerable<TxtEntry>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    private TxtRecord Set(string key, byte[]? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!Ascii.IsValid(key) || !IsKey(Encoding.ASCII.GetBytes(key)))
            throw new ArgumentException($"The TXT key '{key}' is not allowed. Use printable ASCII characters other than '='.", nameof(key));

        var entry = new TxtEntry(key, value);
        if (entry.EncodedLength > MaximumEntryLength)
        {
            throw new ArgumentException(
                $"The TXT entry '{key}' takes {entry.EncodedLength} bytes, more than {MaximumEntryLength}. Shorten the value or send it after connecting.", nameof(value));
        }

        int place = Array.FindIndex(_entries, existing => string.Equals(existing.Key, key, StringComparison.OrdinalIgnoreCase));
        var record = new TxtRecord(place < 0 ? [.. _entries, entry] : [.. _entries[..place], entry, .. _entries[(place + 1)..]]);
        if (record.EncodedLength > MaximumEncodedLength)
        {
            throw new ArgumentException(
                $"The TXT record would take {record.EncodedLength} bytes, more than {MaximumEncodedLength}. Drop entries or send them after connecting.", nameof(value));
        }

        return record;
    }

    private static bool IsKey(ReadOnlySpan<byte> key) =>
        !key.IsEmpty && !key.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E) && !key.Contains((byte)'=');
}
