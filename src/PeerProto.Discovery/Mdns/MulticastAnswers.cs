using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>
/// The answers about to be multicast on one link, and when each record was multicast last: no record goes twice within a second (RFC 6762 section 6),
/// and answers due within half a second of each other go together (section 6.4).
/// </summary>
internal sealed class MulticastAnswers
{
    /// <summary>Records kept in mind after they ceased to be true; of more, the word that comes back late counts as another host's.</summary>
    public const int FormerCapacity = 1024;

    private readonly Dictionary<DnsRecord, PendingAnswer> _pending = new(DnsRecord.Identity);
    private readonly Dictionary<DnsRecord, TimeSpan> _last = new(DnsRecord.Identity);
    private readonly Dictionary<DnsRecord, TimeSpan> _former = new(DnsRecord.Identity);

    /// <summary>When <see cref="TakeDue"/> gives something; <see cref="TimeSpan.MaxValue"/> for never.</summary>
    public TimeSpan NextTimeout
    {
        get
        {
            TimeSpan latest = TimeSpan.MaxValue;
            foreach (PendingAnswer answer in _pending.Values)
                latest = answer.LatestAt < latest ? answer.LatestAt : latest;

            TimeSpan next = TimeSpan.MinValue;
            foreach (PendingAnswer answer in _pending.Values)
                next = answer.DueAt <= latest && answer.DueAt > next ? answer.DueAt : next;
            return _pending.Count == 0 ? TimeSpan.MaxValue : next;
        }
    }

    /// <summary>Plans an answer.</summary>
    /// <param name="record">The record.</param>
    /// <param name="asker">Who asked; <see langword="null"/> when it is told unasked.</param>
    /// <param name="delay">How long it waits, so that many hosts do not answer at once.</param>
    /// <param name="isDefence">Whether it refuses a name to somebody who probes for it, which cannot wait for anything.</param>
    /// <param name="now">The time.</param>
    public void Plan(DnsRecord record, IPEndPoint? asker, TimeSpan delay, bool isDefence, TimeSpan now)
    {
        TimeSpan dueAt = now + delay;
        if (_last.TryGetValue(record, out TimeSpan last))
        {
            TimeSpan allowed = last + (isDefence ? MdnsTiming.DefenceInterval : MdnsTiming.RecordInterval);
            dueAt = allowed > dueAt ? allowed : dueAt;
        }

        TimeSpan latestAt = isDefence || delay == TimeSpan.Zero ? dueAt : dueAt + MdnsTiming.AggregationDelay;
        if (_pending.TryGetValue(record, out PendingAnswer other))
        {
            dueAt = other.DueAt < dueAt ? other.DueAt : dueAt;
            latestAt = other.LatestAt < latestAt ? other.LatestAt : latestAt;
            asker = other.Asker?.Equals(asker) == true ? asker : null;
        }

        _pending[record] = new PendingAnswer(record, dueAt, latestAt, asker);
    }

    /// <summary>An asker has more known answers to tell, so the answers only it asked for wait on (RFC 6762 section 7.2).</summary>
    public void Defer(IPEndPoint asker, TimeSpan until)
    {
        foreach (PendingAnswer answer in _pending.Values.Where(answer => asker.Equals(answer.Asker) && answer.DueAt < until).ToArray())
            _pending[answer.Record] = answer with { DueAt = until, LatestAt = until + MdnsTiming.AggregationDelay };
    }

    /// <summary>An asker knows these answers, so those only it asked for are dropped (RFC 6762 section 7.2).</summary>
    public void RemoveKnown(IPEndPoint asker, List<DnsRecord> known)
    {
        foreach (DnsRecord record in known)
        {
            if (_pending.TryGetValue(record, out PendingAnswer answer) && asker.Equals(answer.Asker) && answer.Record.IsKnownAs(record))
                _pending.Remove(record);
        }
    }

    /// <summary>Another host gave an answer, which need not be given again (RFC 6762 section 7.4).</summary>
    public void RemoveGiven(DnsRecord record)
    {
        if (_pending.Count > 0 && _pending.TryGetValue(record, out PendingAnswer answer) && record.TimeToLive >= answer.Record.TimeToLive)
            _pending.Remove(record);
    }

    /// <summary>Takes what is to be sent now.</summary>
    public List<DnsRecord> TakeDue(TimeSpan now)
    {
        if (NextTimeout > now)
            return [];
        List<DnsRecord> due = [.. _pending.Values.Where(answer => answer.DueAt <= now).Select(answer => answer.Record)];
        due.ForEach(record => _pending.Remove(record));
        return due;
    }

    /// <summary>Records were multicast.</summary>
    public void Sent(IEnumerable<DnsRecord> records, TimeSpan now)
    {
        foreach (DnsRecord record in records)
        {
            _last[record] = now;
            _pending.Remove(record);
        }

        ForgetFormer(now);
    }

    /// <summary>Whether a record that is true no more was multicast so lately that it may still be under way.</summary>
    public bool WasTrueLately(DnsRecord record, TimeSpan now) => _former.TryGetValue(record, out TimeSpan last) && now - last <= MdnsTiming.LatestEcho;

    /// <summary>When a record was multicast last.</summary>
    public TimeSpan? LastSent(DnsRecord record) => _last.TryGetValue(record, out TimeSpan last) ? last : null;

    /// <summary>Whether a record was multicast less than an interval ago.</summary>
    public bool WasSentWithin(DnsRecord record, TimeSpan interval, TimeSpan now) => _last.TryGetValue(record, out TimeSpan last) && now - last < interval;

    /// <summary>Plans nothing more for the records that are true no more, and keeps those in mind that others may still hear.</summary>
    public void KeepOnly(Predicate<DnsRecord> isTrue)
    {
        foreach (DnsRecord gone in _last.Keys.Concat(_pending.Keys).Where(record => !isTrue(record)).ToArray())
        {
            if (_last.Remove(gone, out TimeSpan last) && gone.IsUnique && _former.Count < FormerCapacity)
                _former[gone] = last;
            _pending.Remove(gone);
        }
    }

    private void ForgetFormer(TimeSpan now)
    {
        if (_former.Count == 0)
            return;
        foreach (DnsRecord old in _former.Where(entry => now - entry.Value > MdnsTiming.LatestEcho).Select(entry => entry.Key).ToArray())
            _former.Remove(old);
    }
}
