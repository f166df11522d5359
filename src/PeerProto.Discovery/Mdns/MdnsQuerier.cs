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
    private readonly Dictionary<DnsQuestion, ActiveQuestion> _questions = [];
    private readonly Queue<DnsMessage> _outgoing = new();
    private readonly Random _random;

    public MdnsQuerier(int cacheCapacity, int cacheBytes, Random random)
    {
        _random = random;
        Cache = new RecordCache(cacheCapacity, cacheBytes, random);
    }

    public RecordCache Cache { get; }

    /// <summary>The earliest time at which <see cref="HandleTimeout"/> has something to do; <see cref="TimeSpan.MaxValue"/> for never.</summary>
    public TimeSpan NextTimeout
    {
        get
        {
            TimeSpan next = Cache.NextExpiry();
            foreach (ActiveQuestion active in _questions.Values)
            {
                next = Earlier(next, active.DueAt);
                foreach (CachedRecord cached in Cache.Find(active.Question.Name, active.Question.Type))
                    next = Earlier(next, cached.RefreshAt);
            }

            return next;
        }
    }

    /// <summary>Replaces the set of questions. New ones are sent after a short random delay, together.</summary>
    public void SetQuestions(IReadOnlySet<DnsQuestion> questions, TimeSpan now)
    {
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
    public void HandleResponse(DnsMessage message, TimeSpan now) =>
        Cache.HandleRecords([.. message.Answers, .. message.Additionals], now, IsWatched);

    /// <summary>Another host asked by multicast. A question equal to one of ours need not be sent twice (RFC 6762 section 7.3).</summary>
    public void HandleForeignQuery(DnsMessage message, TimeSpan now)
    {
        if (message.IsTruncated || message.Authorities.Count > 0)
            return;

        foreach (DnsQuestion question in message.Questions)
        {
            // Answers the other host knows and we do not will be left out of the reply, so its question does not serve us then.
            if (!question.WantsUnicast
                && _questions.TryGetValue(question, out ActiveQuestion? active)
                && active.DueAt - now <= MdnsTiming.FirstQueryInterval
                && message.Answers.Where(question.IsAnsweredBy).All(IsKnown))
            {
                active.Asked(now);
            }
        }
    }

    /// <summary>Drops what expired and sends what is due.</summary>
    public void HandleTimeout(TimeSpan now)
    {
        RestartQuestionsOf(Cache.Expire(now), now);

        List<ActiveQuestion>? due = null;
        foreach (ActiveQuestion active in _questions.Values)
        {
            if (IsDue(active, now))
                (due ??= []).Add(active);
        }

        if (due is null)
            return;

        var message = new DnsMessage();
        foreach (ActiveQuestion active in due)
        {
            message.Questions.Add(active.Question);
            message.Answers.AddRange(KnownAnswers(active, now));
            active.Asked(now);
        }

        _outgoing.Enqueue(message);
    }

    /// <summary>Takes the next message to multicast.</summary>
    public bool TryGetMessage([NotNullWhen(true)] out DnsMessage? message) => _outgoing.TryDequeue(out message);

    private bool IsDue(ActiveQuestion active, TimeSpan now)
    {
        bool isRefresh = false;
        bool isAnswered = false;
        foreach (CachedRecord cached in Cache.Find(active.Question.Name, active.Question.Type))
        {
            isAnswered |= !cached.IsLeaving;
            if (cached.RefreshAt > now)
                continue;
            cached.AdvanceRefresh(_random);
            isRefresh = true;
        }

        if (isRefresh)
            return true;
        if (active.DueAt > now)
            return false;
        if (active.IsShared || (!isAnswered && !Cache.IsDenied(active.Question.Name, active.Question.Type)))
            return true;

        active.Rest();
        return false;
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
    private IEnumerable<DnsRecord> KnownAnswers(ActiveQuestion active, TimeSpan now)
    {
        if (!active.IsShared)
            yield break;
        foreach (CachedRecord cached in Cache.Find(active.Question.Name, active.Question.Type))
        {
            uint remaining = cached.RemainingSeconds(now);
            if (!cached.IsLeaving && remaining * 2 >= cached.Record.TimeToLive)
                yield return cached.Record with { TimeToLive = remaining, IsUnique = false };
        }
    }

    private bool IsKnown(DnsRecord record) =>
        Cache.Find(record.Name, record.Type).Any(cached => !cached.IsLeaving && cached.Record.IsSameAs(record));

    private bool IsWatched(DnsRecord record) => _questions.ContainsKey(new DnsQuestion(record.Name, record.Type));

    private static TimeSpan Earlier(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
