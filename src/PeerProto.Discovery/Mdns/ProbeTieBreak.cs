using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>
/// Decides between two hosts that probe for one name at the same time (RFC 6762 section 8.2): both sort their records and compare them one by one,
/// by class, type and then data as unsigned bytes; whoever is greater, or has records left, wins.
/// </summary>
internal static class ProbeTieBreak
{
    /// <summary>Negative when ours lose, positive when they win, zero when both sets are the same.</summary>
    public static int Compare(IReadOnlyList<DnsRecord> ours, IReadOnlyList<DnsRecord> theirs)
    {
        List<Key> left = Sort(ours);
        List<Key> right = Sort(theirs);
        for (int i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            int order = Compare(left[i], right[i]);
            if (order != 0)
                return order;
        }

        return left.Count.CompareTo(right.Count);
    }

    private static List<Key> Sort(IReadOnlyList<DnsRecord> records)
    {
        List<Key> keys = [.. records.Select(record => new Key(record.Class, record.Type, record.Data.ToCanonicalBytes()))];
        keys.Sort(Compare);
        return keys;
    }

    private static int Compare(Key left, Key right)
    {
        int order = left.Class.CompareTo(right.Class);
        if (order == 0)
            order = left.Type.CompareTo(right.Type);
        return order != 0 ? order : left.Data.AsSpan().SequenceCompareTo(right.Data);
    }

    private readonly record struct Key(DnsClass Class, DnsRecordType Type, byte[] Data);
}
