namespace PeerProto.Discovery.Dns;

/// <summary>A resource record.</summary>
/// <param name="Name">The name it belongs to.</param>
/// <param name="Type">Its type.</param>
/// <param name="Data">What it says.</param>
/// <param name="TimeToLive">Seconds it may be kept; zero is a goodbye (RFC 6762 section 10.1).</param>
/// <param name="IsUnique">
/// The cache-flush bit: the sender owns the name, so this record and those beside it replace all others of the same name and type
/// (RFC 6762 section 10.2).
/// </param>
/// <param name="Class">Its class.</param>
internal sealed record DnsRecord(
    DnsName Name, DnsRecordType Type, DnsRecordData Data, uint TimeToLive, bool IsUnique = false, DnsClass Class = DnsClass.Internet)
{
    /// <summary>Compares what identifies a record: name, type, class and data, not lifetime or the cache-flush bit.</summary>
    public static IEqualityComparer<DnsRecord> Identity { get; } = new IdentityComparer();

    /// <summary>The bytes that name and data take in memory.</summary>
    public int Size => Name.Wire.Length + Data.Size;

    /// <summary>Whether the other record says the same, whatever its lifetime.</summary>
    public bool IsSameAs(DnsRecord other) => Identity.Equals(this, other);

    /// <summary>Whether an asker that lists <paramref name="known"/> need not be told this record: it has half of its lifetime left there (RFC 6762 section 7.1).</summary>
    public bool IsKnownAs(DnsRecord known) => known.TimeToLive >= TimeToLive / 2 + TimeToLive % 2 && IsSameAs(known);

    private sealed class IdentityComparer : IEqualityComparer<DnsRecord>
    {
        public bool Equals(DnsRecord? x, DnsRecord? y) =>
            ReferenceEquals(x, y)
            || (x is not null && y is not null && x.Type == y.Type && x.Class == y.Class && x.Name.Equals(y.Name) && x.Data.Equals(y.Data));

        public int GetHashCode(DnsRecord record) => HashCode.Combine(record.Name, record.Type, record.Class, record.Data);
    }
}
