using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>The answers that an asker lists as known, to be looked up by what they say.</summary>
internal sealed class KnownAnswers(IReadOnlyList<DnsRecord> records)
{
    private Dictionary<DnsRecord, DnsRecord>? _records;

    /// <summary>Whether the asker need not be told a record: it knows it, with half of its lifetime left (RFC 6762 section 7.1).</summary>
    public bool Cover(DnsRecord record) => records.Count > 0 && (_records ??= Index()).TryGetValue(record, out DnsRecord? known) && record.IsKnownAs(known);

    private Dictionary<DnsRecord, DnsRecord> Index()
    {
        var index = new Dictionary<DnsRecord, DnsRecord>(DnsRecord.Identity);
        foreach (DnsRecord record in records)
        {
            // Of repetitions, the one with the longest life counts.
            if (!index.TryGetValue(record, out DnsRecord? other) || record.TimeToLive > other.TimeToLive)
                index[record] = record;
        }

        return index;
    }
}
