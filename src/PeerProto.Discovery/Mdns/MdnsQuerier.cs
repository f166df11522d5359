using System.Diagnostics.CodeAnalysis;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>
/// Asks questions on one link and keeps what it hears (RFC 6762 section 5.2). Set the questions with <see cref="SetQuestions"/>, give it what
/// arrives through the Handle methods, then drain <see cref="TryGetMessage"/>, and call <see cref="HandleTimeout"/> at <see cref="NextTimeout"/>.
/// What is known stands in <see cref="Cache"/>; its version tells whether it changed.
/// </summary>
internal sealed class MdnsQuerier
{
    /// <summary>Records that may be in dispute at a time; further disputes are left to the records' lifetimes.</summary>
    private const int MaximumDisputed = 64;

    private readonly Dictionary<DnsQuestion, ActiveQuestion> _questions = [];
    private readonly Dictionary<DnsQuestion, ActiveQuestion> _disputed = [];
    private readonly Queue<DnsMessage> _outgoing = new();
    private readonly MdnsLimits _limits;
    private readonly Random _random;
    private TimeSpan? _nextTimeout;

    public MdnsQuerier(MdnsLimits limits, Random random)
    {
        _limits = limits;
        _random = random;
        Cache = new RecordCache(limits.CacheCapacity, limits.CacheBytes, limits.PointersPerName, random, (name, type) => _questions.ContainsKey(new DnsQuestion(name, type)));
    }

    public RecordCache Cache { get; }

    /// <summary>The earliest time at which <see cref="HandleTimeout"/> has something to do; <see cref="TimeSpan.MaxValue"/> for never.</summary>
    public TimeSpan NextTimeout
    {
        get
        {
            if (_nextTimeout is { } known)
                return known;

            TimeSpan next = Cache.NextExpiry();
            foreach (ActiveQuestion active in _disputed.Values)
                next = Earlier(next, active.DueAt);
            foreach (ActiveQuestion active in _questions.Values)
            {
                next = Earlier(next, active.DueAt);
                foreach (CachedRecord cached in Cache.Find(active.Question.Name, active.Question.Type))
                    next = Earlier(next, cached.RefreshAt);
            }

            _nextTimeout = next;
            return next;
        }
    }

    /// <summary>Replaces the set of questions. New ones are sent after a short random delay, together.</summary>
    public void SetQuestions(IReadOnlySet<DnsQuestion> questions, TimeSpan now)
    {
        _nextTimeout = null;
        foreach (DnsQuestion dropped in _questions.Keys.Where(question => !questions.Contains(question)).ToArray())
            _questions.Remove(dropped);

        TimeSpan? start = null;
        foreach (DnsQuestion question in questions)
        {
            if (_questions.ContainsKey(question))
                continue;
            var active = new ActiveQuestion(question);
            active.Start(start ??= now + _random.NextBetween(MdnsTiming.MinimumQueryDelay, MdnsTiming.MaximumQueryDelay));
            _questions.Add(question, active);
        }
    }

    /// <summary>A response arrived.</summary>
    public void HandleResponse(DnsMessage message, TimeSpan now)
    {
        _nextTimeout = null;
        Cache.HandleRecords([.. message.Answers, .. message.Additionals], now);
    }

    /// <summary>
    /// Another host asked by multicast. A question equal to one of ours need not be sent twice (RFC 6762 section 7.3), and a record that should come as an answer
    /// and does not may be gone (section 10.5). A truncated query is left alone: what its asker knows is not all there.
    /// </summary>
    public void HandleForeignQuery(DnsMessage message, TimeSpan now)
    {
        if (message.IsTruncated || message.Authorities.Count > 0)
            return;

        var known = new KnownAnswers(message.Answers);
        foreach (DnsQuestion question in message.Questions.Where(question => !question.WantsUnicast).Distinct())
        {
            _nextTimeout = null;
            Cache.Doubt(question, known, now);

            // Answers the other host knows and we would not list will be left out of the reply, so its question does not serve us then.
            if (_questions.TryGetValue(question, out ActiveQuestion? active)
                && active.DueAt - now <= MdnsTiming.FirstQueryInterval
                && message.Answers.Where(question.IsAnsweredBy).All(record => IsWorthTelling(record, now)))
            {
                active.Asked(now);
            }
        }
    }

    /// <summary>
    /// Somebody found what a record says to be wrong: whatever of the name and type is known is asked for twice, and dropped when no answer comes
    /// (RFC 6762 section 10.4).
    /// </summary>
    public void Reconfirm(DnsName name, DnsRecordType type, TimeSpan now)
    {
        var question = new DnsQuestion(name, type);
        CachedRecord[] known = [.. Cache.Find(name, type)];
        if (known.Length == 0 || _disputed.ContainsKey(question) || _disputed.Count >= MaximumDisputed)
            return;

        // Within a second of its last answer, the owner need not give another (RFC 6762 section 6).
        TimeSpan answerable = known.Max(cached => cached.ReceivedAt) + MdnsTiming.RecordInterval;
        _nextTimeout = null;
        var active = new ActiveQuestion(question);
        active.Start((answerable > now ? answerable : now) + _random.NextBetween(MdnsTiming.MinimumQueryDelay, MdnsTiming.MaximumQueryDelay));
        _disputed.Add(question, active);
    }

    /// <summary>Drops what expired and sends what is due.</summary>
    public void HandleTimeout(TimeSpan now)
    {
        if (NextTimeout > now)
            return;

        _nextTimeout = null;
        RestartQuestionsOf(Cache.Expire(now), now);

        List<ActiveQuestion> due = [.. _questions.Values.Where(active => IsDue(active, now)), .. TakeDisputed(now)];
        if (due.Count == 0)
            return;

        // What is due a little later goes along: one query costs the network less than several (RFC 6762 section 5.3).
        due.AddRange(_questions.Values.Where(active => !due.Contains(active) && TakesRefresh(active, cached => cached.RefreshFrom <= now)));
        var message = new DnsMessage();
        foreach (ActiveQuestion active in due.DistinctBy(active => active.Question))
        {
            message.Questions.Add(active.Question);
            message.Answers.AddRange(KnownAnswersTo(active, now));
        }

        due.ForEach(active => active.Asked(now));
        _outgoing.Enqueue(message);
    }

    /// <summary>Takes the next message to multicast.</summary>
    public bool TryGetMessage([NotNullWhen(true)] out DnsMessage? message) => _outgoing.TryDequeue(out message);

    private bool IsDue(ActiveQuestion active, TimeSpan now)
    {
        if (TakesRefresh(active, cached => cached.RefreshAt <= now))
            return true;
        if (active.DueAt > now)
            return false;
        if (active.IsShared
            || (!Cache.Find(active.Question.Name, active.Question.Type).Any(cached => !cached.IsLeaving) && !Cache.IsDenied(active.Question.Name, active.Question.Type)))
        {
            return true;
        }

        active.Rest();
        return false;
    }

    /// <summary>Whether a known answer is to be asked for again; each that is moves on to its next time.</summary>
    private bool TakesRefresh(ActiveQuestion active, Predicate<CachedRecord> isDue)
    {
        bool isAny = false;
        foreach (CachedRecord cached in Cache.Find(active.Question.Name, active.Question.Type))
        {
            if (!isDue(cached))
                continue;
            cached.AdvanceRefresh(_random);
            isAny = true;
        }

        return isAny;
    }

    /// <summary>Questions about disputed records: two of each, and then the record has its time to be heard of.</summary>
    private List<ActiveQuestion> TakeDisputed(TimeSpan now)
    {
        List<ActiveQuestion> due = [.. _disputed.Values.Where(active => active.DueAt <= now)];
        foreach (ActiveQuestion active in due)
        {
            if (active.Interval > MdnsTiming.FirstQueryInterval)
                _disputed.Remove(active.Question);
            Cache.Doubt(active.Question, new KnownAnswers([]), now);
        }

        return due;
    }

    private void RestartQuestionsOf(IReadOnlyList<DnsRecord> expired, TimeSpan now)
    {
        foreach (DnsRecord record in expired)
        {
            if (record.Type == DnsRecordType.Nsec)
            {
                foreach (ActiveQuestion active in _questions.Values.Where(active => active.Question.Name.Equals(record.Name) && active.DueAt == TimeSpan.MaxValue))
                    active.Start(now + _random.NextBetween(MdnsTiming.MinimumQueryDelay, MdnsTiming.MaximumQueryDelay));
            }
            else if (_questions.TryGetValue(new DnsQuestion(record.Name, record.Type), out ActiveQuestion? active) && active.DueAt == TimeSpan.MaxValue)
            {
                active.Start(now + _random.NextBetween(MdnsTiming.MinimumQueryDelay, MdnsTiming.MaximumQueryDelay));
            }
        }
    }

    /// <summary>What is known for at least half its lifetime, so that nobody repeats it (RFC 6762 section 7.1).</summary>
    private IEnumerable<DnsRecord> KnownAnswersTo(ActiveQuestion active, TimeSpan now)
    {
        if (!active.IsShared)
            yield break;
        foreach (CachedRecord cached in Cache.Find(active.Question.Name, active.Question.Type).Where(cached => IsWorthTelling(cached, now)).Take(_limits.ServicesPerBrowse))
            yield return cached.Record with { TimeToLive = cached.RemainingSeconds(now) };
    }

    private bool IsWorthTelling(DnsRecord record, TimeSpan now) => Cache.Find(record) is { } cached && IsWorthTelling(cached, now);

    /// <summary>A pointer that leads nowhere is not listed: if it is true, its service's host had better tell it again with all that belongs to it, and made-up ones are not to fill every query.</summary>
    private bool IsWorthTelling(CachedRecord cached, TimeSpan now) => cached.IsWorthTelling(now) && !Cache.LeadsNowhere(cached.Record);

    private static TimeSpan Earlier(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
