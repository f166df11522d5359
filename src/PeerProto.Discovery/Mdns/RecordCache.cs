using System.Runtime.InteropServices;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>
/// The records heard on one link (RFC 6762 section 10). It holds at most a fixed number of them, of bytes, and of records of one name and type. When full, records nobody asked
/// about make room, oldest first, and after them pointers that led nowhere for a while; otherwise new ones are refused, so that a flood can neither push out what is in use nor stay when it is over.
/// </summary>
/// <param name="capacity">The most records.</param>
/// <param name="byteCapacity">The most bytes of their content.</param>
/// <param name="pointerCapacity">The most pointers of one name.</param>
/// <param name="random">Spreads the times at which records are asked for again.</param>
/// <param name="isAsked">Whether somebody here asks about a name and type: such records are not evicted, and their changes are told.</param>
internal sealed class RecordCache(int capacity, int byteCapacity, int pointerCapacity, Random random, Func<DnsName, DnsRecordType, bool> isAsked)
{
    /// <summary>The most records of one name and type other than pointers. A host has fewer addresses.</summary>
    public const int MaximumOfOneOwner = 64;

    /// <summary>What is asked for of one owner, who may say that it has none.</summary>
    private static readonly DnsRecordType[] DeniableTypes = [DnsRecordType.Srv, DnsRecordType.Txt, DnsRecordType.A, DnsRecordType.Aaaa];

    private readonly Dictionary<(DnsName Name, DnsRecordType Type), RecordSet> _sets = [];
    private readonly Dictionary<DnsRecord, CachedRecord> _records = new(DnsRecord.Identity);
    private TimeSpan? _nextExpiry = TimeSpan.MaxValue;
    private TimeSpan _searchAgainAt = TimeSpan.MinValue;

    /// <summary>The number of records held.</summary>
    public int Count => _records.Count;

    /// <summary>The bytes of content of the records held.</summary>
    public int Bytes { get; private set; }

    /// <summary>Records refused because the cache was full.</summary>
    public long Refused { get; private set; }

    /// <summary>Grows with every change that a reader could see: a watched record appeared, is leaving, stays after all, is gone, or became the latest of several.</summary>
    public long Version { get; private set; }

    /// <summary>The records of a name and type that count now, in the order they were first heard.</summary>
    public IReadOnlyList<CachedRecord> Find(DnsName name, DnsRecordType type) => _sets.TryGetValue((name, type), out RecordSet? set) ? set.Records : [];

    /// <summary>The copy held of a record.</summary>
    public CachedRecord? Find(DnsRecord record) => _records.GetValueOrDefault(record);

    /// <summary>Whether a pointer leads to a service whose location is known.</summary>
    public bool IsResolved(DnsRecord pointer) => pointer.Data is PointerData { Target: var target } && _sets.ContainsKey((target, DnsRecordType.Srv));

    /// <summary>Whether a pointer leads to a service whose location is asked for and not known. One that nobody follows is as good as any other.</summary>
    public bool LeadsNowhere(DnsRecord pointer) =>
        pointer.Data is PointerData { Target: var target } && !_sets.ContainsKey((target, DnsRecordType.Srv)) && isAsked(target, DnsRecordType.Srv);

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
    public void HandleRecords(IReadOnlyList<DnsRecord> records, TimeSpan now)
    {
        RetireReplaced(records, now);
        // Pointers come last: one that leads to what came with it is worth more than one that leads nowhere yet.
        TakeAll(records, arePointers: false, now);
        TakeAll(records, arePointers: true, now);
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
        foreach (CachedRecord cached in _records.Values)
            next = cached.ExpiresAt < next ? cached.ExpiresAt : next;
        _nextExpiry = next;
        return next;
    }

    /// <summary>Somebody asked for records by multicast, all but those it listed as known: they should be heard of now.</summary>
    public void Doubt(DnsQuestion question, KnownAnswers known, TimeSpan now)
    {
        foreach (CachedRecord cached in Find(question.Name, question.Type))
        {
            if (known.Cover(cached.Record))
                continue;
            TimeSpan before = cached.ExpiresAt;
            cached.Doubt(now);
            NoteExpiry(before, cached.ExpiresAt);
        }
    }

    private void TakeAll(IReadOnlyList<DnsRecord> records, bool arePointers, TimeSpan now)
    {
        foreach (DnsRecord record in records)
        {
            if (IsKept(record) && record.Type == DnsRecordType.Ptr == arePointers)
                Take(record, now);
        }
    }

    private void Take(DnsRecord record, TimeSpan now)
    {
        if (_records.TryGetValue(record, out CachedRecord? known))
        {
            if (record.TimeToLive == 0)
                Leave(known, now);
            else
                Renew(known, record, now);
            return;
        }

        if (record.TimeToLive == 0)
            return;
        if (!TryMakeRoom(record, now))
        {
            Refused++;
            return;
        }

        var cached = new CachedRecord(record, now, random);
        _records.Add(cached.Record, cached);
        ref RecordSet? set = ref CollectionsMarshal.GetValueRefOrAddDefault(_sets, (record.Name, record.Type), out _);
        set ??= new RecordSet();
        set.Records.Add(cached);
        Bytes += record.Size;
        NoteExpiry(TimeSpan.MaxValue, cached.ExpiresAt);
        NoteChange(record);
    }

    private void Renew(CachedRecord known, DnsRecord record, TimeSpan now)
    {
        // Of several unique records, the one heard last counts.
        if (known.IsLeaving || (record.IsUnique && Find(record.Name, record.Type).Count > 1))
            NoteChange(record);
        TimeSpan before = known.ExpiresAt;
        // The names may be written in another case now. Kept once, the record takes the place of its older copy everywhere.
        _records.Remove(known.Record);
        known.Renew(record, now, random);
        _records.Add(known.Record, known);
        NoteExpiry(before, known.ExpiresAt);
    }

    /// <summary>The unique records of a message replace those of their names and types that are older than a second and not in it (RFC 6762 section 10.2).</summary>
    private void RetireReplaced(IReadOnlyList<DnsRecord> records, TimeSpan now)
    {
        HashSet<(DnsName, DnsRecordType)>? replaced = null;
        HashSet<DnsRecord>? told = null;
        foreach (DnsRecord record in records)
        {
            if (!record.IsUnique || !IsKept(record) || !_sets.TryGetValue((record.Name, record.Type), out RecordSet? set) || !(replaced ??= []).Add((record.Name, record.Type)))
                continue;
            told ??= new HashSet<DnsRecord>(records, DnsRecord.Identity);
            foreach (CachedRecord cached in set.Records)
            {
                if (now - cached.ReceivedAt > MdnsTiming.GoodbyeGrace && !cached.IsLeaving && !told.Contains(cached.Record))
                    Leave(cached, now);
            }
        }
    }

    private void Leave(CachedRecord cached, TimeSpan now)
    {
        if (!cached.IsLeaving)
            NoteChange(cached.Record);
        TimeSpan before = cached.ExpiresAt;
        cached.Leave(now);
        NoteExpiry(before, cached.ExpiresAt);
    }

    /// <summary>Makes room for one more record; false when there is none.</summary>
    private bool TryMakeRoom(DnsRecord record, TimeSpan now)
    {
        if (record.Size > byteCapacity)
            return false;
        if (_sets.TryGetValue((record.Name, record.Type), out RecordSet? set)
            && set.Records.Count >= (record.Type == DnsRecordType.Ptr ? pointerCapacity : MaximumOfOneOwner)
            && !TryDropUnresolved(set, record, now))
        {
            return false;
        }

        if (HasRoomFor(record))
            return true;
        if (now < _searchAgainAt)
            return false;

        int before = Count;
        while (!HasRoomFor(record) && TryEvict(now))
        {
        }

        // A search that brings little is not repeated for each record of a flood.
        if (before - Count < capacity / 64)
            _searchAgainAt = now + MdnsTiming.EvictionPause;
        return HasRoomFor(record);
    }

    private bool HasRoomFor(DnsRecord record) => Count < capacity && record.Size <= byteCapacity - Bytes;

    /// <summary>
    /// Drops pointers of a full set that have led nowhere for a while; for one whose service is known, half of those that lead nowhere yet, if need be. A search that brings nothing
    /// is not repeated for each record of a flood.
    /// </summary>
    private bool TryDropUnresolved(RecordSet set, DnsRecord newcomer, TimeSpan now)
    {
        if (newcomer.Type != DnsRecordType.Ptr)
            return false;
        bool isResolved = IsResolved(newcomer);
        if (now < set.SearchAgainAt && !(isResolved && set.HasUnresolved))
            return false;

        List<CachedRecord> unresolved = set.Records.FindAll(cached => LeadsNowhere(cached.Record));
        HashSet<CachedRecord> leaving = [.. unresolved.Where(cached => IsOverdue(cached, now))];
        if (leaving.Count == 0 && isResolved)
            leaving = [.. unresolved.Take((unresolved.Count + 1) / 2)];
        set.HasUnresolved = unresolved.Count > leaving.Count;
        set.SearchAgainAt = now + MdnsTiming.EvictionPause;
        RemoveWhere(set, leaving.Contains, into: null);
        return leaving.Count > 0;
    }

    /// <summary>Drops the older half of what may go at once, so that a flood pays for the search rarely.</summary>
    private bool TryEvict(TimeSpan now)
    {
        List<CachedRecord> expendable = [.. _records.Values.Where(cached => !IsWatched(cached.Record) || (IsOverdue(cached, now) && LeadsNowhere(cached.Record)))];
        if (expendable.Count == 0)
            return false;

        expendable.Sort((left, right) => left.ReceivedAt.CompareTo(right.ReceivedAt));
        var leaving = new HashSet<CachedRecord>(expendable.Take((expendable.Count + 1) / 2));
        RemoveWhere(leaving.Contains, into: null);
        return true;
    }

    private void RemoveWhere(Predicate<CachedRecord> condition, List<DnsRecord>? into)
    {
        var emptied = new List<(DnsName, DnsRecordType)>();
        foreach (((DnsName, DnsRecordType) key, RecordSet set) in _sets)
        {
            RemoveWhere(set, condition, into);
            if (set.Records.Count == 0)
                emptied.Add(key);
        }

        foreach ((DnsName, DnsRecordType) key in emptied)
            _sets.Remove(key);
    }

    private void RemoveWhere(RecordSet set, Predicate<CachedRecord> condition, List<DnsRecord>? into) => set.Records.RemoveAll(cached =>
    {
        if (!condition(cached))
            return false;
        _records.Remove(cached.Record);
        Bytes -= cached.Record.Size;
        into?.Add(cached.Record);
        NoteExpiry(cached.ExpiresAt, TimeSpan.MaxValue);
        NoteChange(cached.Record);
        return true;
    });

    /// <summary>What nobody asks about changes nothing for a reader; but the location of a service makes its pointer count, be it asked about or not.</summary>
    private void NoteChange(DnsRecord record)
    {
        if (IsWatched(record)
            || (record.Type == DnsRecordType.Srv && Find(record.Name.Parent, DnsRecordType.Ptr) is [var pointer, ..] && IsWatched(pointer.Record)))
        {
            Version++;
        }
    }

    private void NoteExpiry(TimeSpan before, TimeSpan after)
    {
        if (_nextExpiry is { } next)
            _nextExpiry = before <= next && after > before ? null : after < next ? after : next;
    }

    /// <summary>Whether somebody asks about a record, or about what an NSEC record says is not there.</summary>
    private bool IsWatched(DnsRecord record) => record.Type == DnsRecordType.Nsec
        ? Array.Exists(DeniableTypes, type => isAsked(record.Name, type))
        : isAsked(record.Name, record.Type);

    private static bool IsKept(DnsRecord record) => record.Class == DnsClass.Internet && record.Type is not (DnsRecordType.Opt or DnsRecordType.Any);

    private static bool IsOverdue(CachedRecord cached, TimeSpan now) => cached.Record.Type == DnsRecordType.Ptr && now - cached.HeardSince > MdnsTiming.ResolutionTime;

    /// <summary>The records of one name and type.</summary>
    private sealed class RecordSet
    {
        public List<CachedRecord> Records { get; } = [];

        /// <summary>Whether pointers that lead nowhere yet were left when last looked for.</summary>
        public bool HasUnresolved { get; set; } = true;

        /// <summary>Until when no search for pointers to drop is worth its cost.</summary>
        public TimeSpan SearchAgainAt { get; set; } = TimeSpan.MinValue;
    }
}
