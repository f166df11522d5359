using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>
/// The records heard on one link (RFC 6762 section 10). It holds at most a fixed number of them and of bytes: when full, records nobody asked
/// about make room, oldest first, and otherwise new ones are refused, so that a flood cannot push out what is in use.
/// </summary>
internal sealed class RecordCache(int capacity, int byteCapacity, Random random)
{
    private readonly Dictionary<DnsName, List<CachedRecord>> _names = [];
    private TimeSpan? _nextExpiry;

    /// <summary>The number of records held.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of content of the records held.</summary>
    public int Bytes { get; private set; }

    /// <summary>Records refused because the cache was full.</summary>
    public long Refused { get; private set; }

    /// <summary>Grows with every change that a reader could see: a record appeared, is leaving, stays after all, is gone, or became the latest of several.</summary>
    public long Version { get; private set; }

    /// <summary>The records of a name and type that count now.</summary>
    public IEnumerable<CachedRecord> Find(DnsName name, DnsRecordType type)
    {
        if (!_names.TryGetValue(name, out List<CachedRecord>? records))
            yield break;
        foreach (CachedRecord cached in records)
        {
            if (cached.Record.Type == type)
                yield return cached;
        }
    }

    /// <summary>Whether the owner of the name said that it has no record of the type (RFC 6762 section 6.1).</summary>
    public bool IsDenied(DnsName name, DnsRecordType type)
    {
        foreach (CachedRecord cached in Find(name, DnsRecordType.Nsec))
        {
            if (!cached.IsLeaving && cached.Record.Data is DenialData denial && !denial.Types.Contains(type))
                return true;
        }

        return false;
    }

    /// <summary>Takes in the records of one response.</summary>
    /// <param name="records">Its answers and additional records.</param>
    /// <param name="now">The time it arrived.</param>
    /// <param name="isWatched">Whether somebody asks about a name and type; such records are not evicted.</param>
    public void HandleRecords(IReadOnlyList<DnsRecord> records, TimeSpan now, Func<DnsRecord, bool> isWatched)
    {
        foreach (DnsRecord record in records)
        {
            if (record.Class == DnsClass.Internet && record.Type is not (DnsRecordType.Opt or DnsRecordType.Any))
                Take(record, now, isWatched);
        }
    }

    /// <summary>Drops what has expired and returns it.</summary>
    public IReadOnlyList<DnsRecord> Expire(TimeSpan now)
    {
        if (NextExpiry() > now)
            return [];

        var expired = new List<DnsRecord>();
        RemoveWhere(cached => cached.ExpiresAt <= now, expired);
        return expired;
    }

    /// <summary>When the next record expires; <see cref="TimeSpan.MaxValue"/> when there is none.</summary>
    public TimeSpan NextExpiry()
    {
        if (_nextExpiry is { } known)
            return known;

        TimeSpan next = TimeSpan.MaxValue;
        foreach (List<CachedRecord> records in _names.Values)
        {
            foreach (CachedRecord cached in records)
                next = cached.ExpiresAt < next ? cached.ExpiresAt : next;
        }

        _nextExpiry = next;
        return next;
    }

    /// <summary>Somebody asked for records by multicast, all but those it listed as known: they should be heard of now.</summary>
    public void Doubt(DnsQuestion question, List<DnsRecord> known, TimeSpan now)
    {
        _nextExpiry = null;
        foreach (CachedRecord cached in Find(question.Name, question.Type))
        {
            if (!known.Exists(cached.Record.IsKnownAs))
                cached.Doubt(now);
        }
    }

    private void Take(DnsRecord record, TimeSpan now, Func<DnsRecord, bool> isWatched)
    {
        _nextExpiry = null;
        if (record.IsUnique)
            RetireReplaced(record, now);

        CachedRecord? known = Find(record);
        if (record.TimeToLive == 0)
        {
            if (known is not null)
                Leave(known, now);
            return;
        }

        if (known is not null)
        {
            // Of several unique records, the one heard last counts.
            if (known.IsLeaving || (record.IsUnique && Find(record.Name, record.Type).Skip(1).Any()))
                Version++;
            known.Renew(record, now, random);
            return;
        }

        if (!TryMakeRoom(record.Size, isWatched))
        {
            Refused++;
            return;
        }

        var cached = new CachedRecord(record, now);
        cached.Renew(record, now, random);
        if (!_names.TryGetValue(record.Name, out List<CachedRecord>? records))
            _names.Add(record.Name, records = []);
        records.Add(cached);
        Count++;
        Bytes += record.Size;
        Version++;
    }

    /// <summary>A unique record replaces those of its name and type that are older than a second (RFC 6762 section 10.2).</summary>
    private void RetireReplaced(DnsRecord record, TimeSpan now)
    {
        foreach (CachedRecord cached in Find(record.Name, record.Type))
        {
            if (now - cached.ReceivedAt > MdnsTiming.GoodbyeGrace && !cached.IsLeaving && !cached.Record.IsSameAs(record))
                Leave(cached, now);
        }
    }

    private void Leave(CachedRecord cached, TimeSpan now)
    {
        if (!cached.IsLeaving)
            Version++;
        cached.Leave(now);
    }

    private CachedRecord? Find(DnsRecord record)
    {
        foreach (CachedRecord cached in Find(record.Name, record.Type))
        {
            if (cached.Record.IsSameAs(record))
                return cached;
        }

        return null;
    }

    /// <summary>Makes room for one more record; false when what is watched leaves none.</summary>
    private bool TryMakeRoom(int size, Func<DnsRecord, bool> isWatched)
    {
        if (size > byteCapacity)
            return false;
        while (Count >= capacity || size > byteCapacity - Bytes)
        {
            if (!TryEvict(isWatched))
                return false;
        }

        return true;
    }

    /// <summary>Drops the older half of the unwatched records at once, so that a flood pays for the search rarely.</summary>
    private bool TryEvict(Func<DnsRecord, bool> isWatched)
    {
        List<CachedRecord> unwatched = [.. _names.Values.SelectMany(records => records).Where(cached => !isWatched(cached.Record))];
        if (unwatched.Count == 0)
            return false;

        unwatched.Sort((left, right) => left.ReceivedAt.CompareTo(right.ReceivedAt));
        var leaving = new HashSet<CachedRecord>(unwatched.Take((unwatched.Count + 1) / 2));
        RemoveWhere(leaving.Contains, into: null);
        return true;
    }

    private void RemoveWhere(Predicate<CachedRecord> condition, List<DnsRecord>? into)
    {
        _nextExpiry = null;
        var emptied = new List<DnsName>();
        foreach ((DnsName name, List<CachedRecord> records) in _names)
        {
            int removed = records.RemoveAll(cached =>
            {
                if (!condition(cached))
                    return false;
                Bytes -= cached.Record.Size;
                into?.Add(cached.Record);
                return true;
            });
            Count -= removed;
            Version += removed;
            if (records.Count == 0)
                emptied.Add(name);
        }

        foreach (DnsName name in emptied)
            _names.Remove(name);
    }
}
