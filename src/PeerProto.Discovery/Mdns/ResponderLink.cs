using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>What the responder does on one link: probing and announcing its claims, and answering with the records of this link alone.</summary>
internal sealed class ResponderLink(MdnsLinkState state, Random random)
{
    private readonly Dictionary<Claim, ClaimProgress> _claims = [];
    private readonly Dictionary<DnsRecord, PendingAnswer> _pending = new(DnsRecord.Identity);
    private readonly Dictionary<DnsRecord, TimeSpan> _lastMulticast = new(DnsRecord.Identity);
    private readonly Queue<MdnsOutgoing> _outgoing = new();

    public MdnsLinkState State { get; private set; } = state;

    public TimeSpan NextTimeout
    {
        get
        {
            TimeSpan next = TimeSpan.MaxValue;
            foreach (ClaimProgress progress in _claims.Values)
                next = progress.DueAt < next ? progress.DueAt : next;
            foreach (PendingAnswer pending in _pending.Values)
                next = pending.DueAt < next ? pending.DueAt : next;
            return next;
        }
    }

    public bool IsClaimed(Claim claim) => _claims.TryGetValue(claim, out ClaimProgress? progress) && progress.IsClaimed;

    public bool TryGetMessage(out MdnsOutgoing outgoing) => _outgoing.TryDequeue(out outgoing);

    /// <summary>Begins to claim a name, or begins again after it changed.</summary>
    public void Probe(Claim claim, TimeSpan firstAt)
    {
        if (!_claims.TryGetValue(claim, out ClaimProgress? progress))
            _claims.Add(claim, progress = new ClaimProgress());
        progress.Probe(firstAt);
        ForgetRecordsOfOthers();
    }

    /// <summary>Says goodbye to a claim's records and forgets it (RFC 6762 section 10.1).</summary>
    public void Withdraw(Claim claim)
    {
        if (!_claims.Remove(claim, out ClaimProgress? progress))
            return;

        if (progress.IsClaimed)
        {
            var goodbye = new DnsMessage { IsResponse = true };
            goodbye.Answers.AddRange(claim.OwnSharedRecords.Concat(claim.UniqueRecords(State)).Select(record => record with { TimeToLive = 0 }));
            Send(goodbye);
        }

        ForgetRecordsOfOthers();
    }

    /// <summary>
    /// Says goodbye to the records of a name that is about to change, if it was told here. Without the cache-flush bit, for another host has the
    /// name on some link, and that may lead to the same network.
    /// </summary>
    public void Retract(Claim claim)
    {
        if (!IsClaimed(claim))
            return;
        var goodbye = new DnsMessage { IsResponse = true };
        goodbye.Answers.AddRange(
            claim.OwnSharedRecords.Concat(claim.UniqueRecords(State)).Select(record => record with { TimeToLive = 0, IsUnique = false }));
        Send(goodbye);
    }

    /// <summary>The interface's addresses changed: those gone are said goodbye to, and all are told anew (RFC 6762 section 8.4).</summary>
    public void ChangeAddresses(MdnsLinkState state, Claim host, TimeSpan now)
    {
        List<DnsRecord> before = [.. host.UniqueRecords(State)];
        State = state;
        if (!_claims.TryGetValue(host, out ClaimProgress? progress) || progress.Stage == ClaimStage.Probing)
            return;

        HashSet<DnsRecord> after = host.UniqueRecords(State).ToHashSet(DnsRecord.Identity);
        var goodbye = new DnsMessage { IsResponse = true };
        goodbye.Answers.AddRange(before.Where(record => !after.Contains(record)).Select(record => record with { TimeToLive = 0, IsUnique = false }));
        if (goodbye.Answers.Count > 0)
            Send(goodbye);
        ForgetRecordsOfOthers();
        progress.Announce(now);
    }

    /// <summary>Tells a claim again whose records changed or were said goodbye to by mistake.</summary>
    public void Reannounce(Claim claim, TimeSpan now)
    {
        if (_claims.TryGetValue(claim, out ClaimProgress? progress) && progress.Stage != ClaimStage.Probing)
        {
            ForgetRecordsOfOthers();
            progress.Announce(now);
        }
    }

    /// <summary>Compares another host's probe with ours for the same name; the lesser one waits (RFC 6762 section 8.2).</summary>
    /// <param name="message">The probe.</param>
    /// <param name="isOurs">Whether this host says the same on some link: then the probe is its own, heard through another interface.</param>
    /// <param name="now">The time it arrived.</param>
    public void HandleProbe(DnsMessage message, Func<Claim, DnsRecord, bool> isOurs, TimeSpan now)
    {
        foreach ((Claim claim, ClaimProgress progress) in _claims)
        {
            if (progress.Stage != ClaimStage.Probing)
                continue;
            List<DnsRecord> theirs = [.. message.Authorities.Where(record => record.Name.Equals(claim.Name))];
            if (theirs.Exists(record => !isOurs(claim, record)) && ProbeTieBreak.Compare([.. claim.UniqueRecords(State)], theirs) < 0)
                progress.Probe(now + MdnsTiming.TieBreakDelay);
        }
    }

    /// <summary>
    /// Finds what answers a query and sends or schedules it. Nothing is sent to an address off the link, which a forged source may name: who asks
    /// from there by multicast DNS gets a multicast answer, a plain resolver none (RFC 6762 section 11).
    /// </summary>
    public void HandleQuery(DnsMessage message, IPEndPoint source, TimeSpan now)
    {
        RemoveAnswersKnownTo(source, message);
        bool isOnLink = State.IsOnLink(source.Address);
        var multicast = new List<DnsRecord>();
        var unicast = new List<DnsRecord>();
        bool isLegacy = source.Port != MdnsNames.Port;
        if (isLegacy && !isOnLink)
            return;
        foreach (DnsQuestion question in message.Questions)
        {
            foreach (DnsRecord answer in AnswersTo(question))
            {
                if (message.Answers.Any(known => known.IsSameAs(answer) && known.TimeToLive * 2 >= answer.TimeToLive))
                    continue;
                bool isUnicast = isLegacy || (isOnLink && question.WantsUnicast && WasMulticastRecently(answer, now));
                (isUnicast ? unicast : multicast).Add(answer);
            }
        }

        if (unicast.Count > 0)
            SendUnicast(message, source, isLegacy, unicast, now);
        if (multicast.Count > 0)
            Schedule(message, source, multicast, now);
    }

    /// <summary>Another host multicast answers. Those we were about to give need not be given again (RFC 6762 section 7.4).</summary>
    public void HandleForeignAnswers(DnsMessage message)
    {
        foreach (DnsRecord record in message.Answers)
        {
            if (_pending.TryGetValue(record, out PendingAnswer pending) && record.TimeToLive >= pending.Record.TimeToLive)
                _pending.Remove(record);
        }
    }

    /// <summary>How a record of another host bears on a claim.</summary>
    public ClaimProgress? ProgressOf(Claim claim) => _claims.GetValueOrDefault(claim);

    /// <summary>Sends the probes, announcements and answers that are due.</summary>
    public void HandleTimeout(TimeSpan now)
    {
        SendProbes(now);
        SendAnnouncements(now);
        SendAnswers(now);
    }

    private void SendProbes(TimeSpan now)
    {
        DnsMessage? probe = null;
        foreach ((Claim claim, ClaimProgress progress) in _claims)
        {
            if (progress.Stage != ClaimStage.Probing || progress.DueAt > now)
                continue;
            if (progress.HasProbed)
            {
                progress.Announce(now);
                continue;
            }

            probe ??= new DnsMessage();
            probe.Questions.Add(new DnsQuestion(claim.Name, DnsRecordType.Any));
            probe.Authorities.AddRange(claim.UniqueRecords(State).Select(record => record with { IsUnique = false }));
            progress.ProbeSent(now);
        }

        if (probe is not null)
            Send(probe);
    }

    private void SendAnnouncements(TimeSpan now)
    {
        DnsMessage? announcement = null;
        var told = new HashSet<DnsRecord>(DnsRecord.Identity);
        foreach ((Claim claim, ClaimProgress progress) in _claims)
        {
            if (progress.Stage != ClaimStage.Announcing || progress.DueAt > now)
                continue;
            announcement ??= new DnsMessage { IsResponse = true };
            announcement.Answers.AddRange(claim.AllRecords(State).Where(told.Add));
            progress.AnnouncementSent(now);
        }

        if (announcement is not null)
            Multicast(announcement, now);
    }

    private void SendAnswers(TimeSpan now)
    {
        List<DnsRecord> due = [.. _pending.Values.Where(pending => pending.DueAt <= now).Select(pending => pending.Record)];
        if (due.Count == 0)
            return;
        var response = new DnsMessage { IsResponse = true };
        response.Answers.AddRange(due);
        // A record may be multicast once a second, be it as an answer or beside one (RFC 6762 section 6).
        response.Additionals.AddRange(AdditionalsFor(due).Where(record => !WasMulticastWithin(record, MdnsTiming.RecordInterval, now)));
        Multicast(response, now);
    }

    private void Schedule(DnsMessage query, IPEndPoint source, List<DnsRecord> answers, TimeSpan now)
    {
        bool isProbe = query.Authorities.Count > 0;
        TimeSpan delay = query.IsTruncated ? random.NextBetween(MdnsTiming.MinimumTruncatedDelay, MdnsTiming.MaximumTruncatedDelay)
            : answers.TrueForAll(answer => answer.IsUnique) ? TimeSpan.Zero
            : random.NextBetween(MdnsTiming.MinimumSharedDelay, MdnsTiming.MaximumSharedDelay);
        foreach (DnsRecord answer in answers)
        {
            TimeSpan dueAt = now + delay;
            if (_lastMulticast.TryGetValue(answer, out TimeSpan last))
            {
                TimeSpan allowed = last + (isProbe ? MdnsTiming.DefenceInterval : MdnsTiming.RecordInterval);
                dueAt = allowed > dueAt ? allowed : dueAt;
            }

            _pending[answer] = _pending.TryGetValue(answer, out PendingAnswer pending)
                ? new PendingAnswer(answer, pending.DueAt < dueAt ? pending.DueAt : dueAt, pending.Asker?.Equals(source) == true ? source : null)
                : new PendingAnswer(answer, dueAt, source);
        }
    }

    private void SendUnicast(DnsMessage query, IPEndPoint destination, bool isLegacy, List<DnsRecord> answers, TimeSpan now)
    {
        IEnumerable<DnsRecord> additionals = AdditionalsFor(answers);
        if (!isLegacy)
        {
            var reply = new DnsMessage { IsResponse = true };
            reply.Answers.AddRange(answers);
            reply.Additionals.AddRange(additionals);
            _outgoing.Enqueue(new MdnsOutgoing(State.Link, destination, reply));
            return;
        }

        // A plain resolver expects its question back and knows nothing of the cache-flush bit (RFC 6762 section 6.7).
        var legacy = new DnsMessage { Id = query.Id, IsResponse = true };
        legacy.Questions.AddRange(query.Questions.Select(question => question with { WantsUnicast = false }));
        legacy.Answers.AddRange(answers.Select(ForLegacy));
        legacy.Additionals.AddRange(additionals.Select(ForLegacy));
        _outgoing.Enqueue(new MdnsOutgoing(State.Link, destination, legacy, DnsNameCompression.Legacy));
    }

    private static DnsRecord ForLegacy(DnsRecord record) =>
        record with { IsUnique = false, TimeToLive = Math.Min(record.TimeToLive, MdnsTiming.LegacyTimeToLive) };

    /// <summary>A query without questions carries the rest of an asker's known answers (RFC 6762 section 7.2).</summary>
    private void RemoveAnswersKnownTo(IPEndPoint source, DnsMessage message)
    {
        if (message.Questions.Count > 0)
            return;
        foreach (DnsRecord known in message.Answers)
        {
            if (_pending.TryGetValue(known, out PendingAnswer pending)
                && source.Equals(pending.Asker)
                && known.TimeToLive * 2 >= pending.Record.TimeToLive)
            {
                _pending.Remove(known);
            }
        }
    }

    private IEnumerable<DnsRecord> AnswersTo(DnsQuestion question)
    {
        var given = new HashSet<DnsRecord>(DnsRecord.Identity);
        foreach ((Claim claim, ClaimProgress progress) in _claims)
        {
            if (progress.Stage == ClaimStage.Probing)
                continue;
            bool isFound = false;
            foreach (DnsRecord record in claim.AllRecords(State))
            {
                if (!question.IsAnsweredBy(record))
                    continue;
                isFound = true;
                if (given.Add(record))
                    yield return record;
            }

            if (!isFound && question.Name.Equals(claim.Name) && question.Class is DnsClass.Internet or DnsClass.Any)
                yield return claim.Denial(State);
        }
    }

    /// <summary>What the asker will want next (RFC 6763 section 12): of a pointer its service, of a service its host's addresses.</summary>
    private List<DnsRecord> AdditionalsFor(List<DnsRecord> answers)
    {
        var known = new HashSet<DnsRecord>(answers, DnsRecord.Identity);
        var additionals = new List<DnsRecord>();
        for (int i = 0; i < answers.Count + additionals.Count; i++)
        {
            DnsRecord record = i < answers.Count ? answers[i] : additionals[i - answers.Count];
            DnsName? wanted = record.Data switch
            {
                PointerData pointer => pointer.Target,
                ServiceData service => service.Host,
                AddressData => record.Name,
                _ => null,
            };
            if (wanted is null)
                continue;

            foreach ((Claim claim, ClaimProgress progress) in _claims)
            {
                if (progress.Stage == ClaimStage.Probing || !claim.Name.Equals(wanted))
                    continue;
                additionals.AddRange(claim.UniqueRecords(State).Where(known.Add));
                DnsRecord denial = claim.Denial(State);
                if (known.Add(denial))
                    additionals.Add(denial);
            }
        }

        return additionals;
    }

    private bool WasMulticastRecently(DnsRecord record, TimeSpan now) =>
        WasMulticastWithin(record, TimeSpan.FromSeconds(record.TimeToLive / 4), now);

    private bool WasMulticastWithin(DnsRecord record, TimeSpan interval, TimeSpan now) =>
        _lastMulticast.TryGetValue(record, out TimeSpan last) && now - last < interval;

    private void Multicast(DnsMessage message, TimeSpan now)
    {
        foreach (DnsRecord record in message.Answers.Concat(message.Additionals))
        {
            _lastMulticast[record] = now;
            _pending.Remove(record);
        }

        Send(message);
    }

    private void Send(DnsMessage message) => _outgoing.Enqueue(new MdnsOutgoing(State.Link, null, message));

    /// <summary>Keeps the tables no larger than the records this host has now.</summary>
    private void ForgetRecordsOfOthers()
    {
        HashSet<DnsRecord> current = _claims.Keys.SelectMany(claim => claim.AllRecords(State).Append(claim.Denial(State))).ToHashSet(DnsRecord.Identity);
        foreach (DnsRecord gone in _lastMulticast.Keys.Where(record => !current.Contains(record)).ToArray())
            _lastMulticast.Remove(gone);
        foreach (DnsRecord gone in _pending.Keys.Where(record => !current.Contains(record)).ToArray())
            _pending.Remove(gone);
    }
}
