using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>What the responder does on one link: probing and announcing its claims, and answering with the records of this link alone.</summary>
internal sealed class ResponderLink
{
    private readonly Dictionary<Claim, ClaimProgress> _claims = [];
    private readonly Queue<MdnsOutgoing> _outgoing = new();
    private readonly MulticastAnswers _answers = new();
    private readonly UnicastReplies _replies = new();
    private readonly LinkRecords _records;
    private readonly Random _random;

    public ResponderLink(MdnsLinkState state, Random random)
    {
        _records = new LinkRecords(_claims, state);
        _random = random;
    }

    public MdnsLinkState State => _records.State;

    public TimeSpan NextTimeout
    {
        get
        {
            TimeSpan next = _answers.NextTimeout < _replies.NextTimeout ? _answers.NextTimeout : _replies.NextTimeout;
            foreach (ClaimProgress progress in _claims.Values)
                next = progress.DueAt < next ? progress.DueAt : next;
            return next;
        }
    }

    public bool IsClaimed(Claim claim) => _claims.TryGetValue(claim, out ClaimProgress? progress) && progress.IsClaimed;

    /// <summary>How far a claim has come here; <see langword="null"/> when it is not claimed here.</summary>
    public ClaimProgress? ProgressOf(Claim claim) => _claims.GetValueOrDefault(claim);

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
            SendGoodbye(claim.OwnSharedRecords.Concat(claim.UniqueRecords(State)));
        ForgetRecordsOfOthers();
    }

    /// <summary>
    /// Says goodbye to the records of a name that is about to change, if it was told here. Without the cache-flush bit, for another host has the
    /// name on some link, and that may lead to the same network.
    /// </summary>
    public void Retract(Claim claim)
    {
        if (IsClaimed(claim))
            SendGoodbye(claim.OwnSharedRecords.Concat(claim.UniqueRecords(State)).Select(record => record with { IsUnique = false }));
    }

    /// <summary>
    /// The interface's addresses changed: all are told anew, which takes the place of those that are gone. Only where none of a family is left, nothing takes
    /// their place, and they are said goodbye to (RFC 6762 section 8.4).
    /// </summary>
    public void ChangeAddresses(MdnsLinkState state, Claim host, TimeSpan now)
    {
        List<DnsRecord> before = [.. host.UniqueRecords(State)];
        _records.State = state;
        if (!_claims.TryGetValue(host, out ClaimProgress? progress) || progress.Stage == ClaimStage.Probing)
            return;

        List<DnsRecord> after = [.. host.UniqueRecords(State)];
        DnsRecord[] gone = [.. before.Where(record => !after.Exists(other => other.Type == record.Type))];
        if (gone.Length > 0)
            SendGoodbye(gone.Select(record => record with { IsUnique = false }));
        ForgetRecordsOfOthers();
        progress.Announce(now);
    }

    /// <summary>Tells a claim again whose records changed.</summary>
    public void Reannounce(Claim claim, TimeSpan at)
    {
        ForgetRecordsOfOthers();
        if (_claims.TryGetValue(claim, out ClaimProgress? progress) && progress.Stage != ClaimStage.Probing)
            progress.Announce(at);
    }

    /// <summary>Whether this host has records of a name here, its own or shared ones.</summary>
    public bool Has(DnsName name) => _records.Index.At(name).Count > 0;

    /// <summary>The claim that has, or wants, a name for itself.</summary>
    public Claim? ClaimOf(DnsName name) => _records.Index.ClaimOf(name);

    /// <summary>Whether this host tells the same on this link.</summary>
    public bool Tells(DnsRecord record) => _records.Index.Find(record) is not null;

    /// <summary>Whether this host told on this link, a moment ago, what is true no more: its own words may come in through another interface that late.</summary>
    public bool ToldLately(DnsRecord record, TimeSpan now) => _answers.WasTrueLately(record, now);

    /// <summary>
    /// Somebody told a record that this host tells too. If others would forget it now long before its time, it is told again (RFC 6762 sections 6.6 and 10.1). One of another
    /// link's shows that the two networks are one, so those who heard it are about to forget the records of this link in its place (section 14).
    /// </summary>
    public void HandleOwnRecord(DnsRecord told, TimeSpan now)
    {
        OwnRecord? own = _records.Index.Find(told);
        if (own is { IsDenial: false } && _records.IsTold(own) && !own.Record.IsKnownAs(told))
            _answers.Plan(own.Record, asker: null, own.Record.IsUnique ? TimeSpan.Zero : SharedDelay(), isDefence: false, now);
        if (own is null && told.IsUnique && ClaimOf(told.Name) is { } claim && _records.IsTold(claim))
            Reassert(claim, told.Type, now);
    }

    /// <summary>Compares another host's probe with ours for the same name; the lesser one waits (RFC 6762 section 8.2).</summary>
    /// <param name="message">The probe.</param>
    /// <param name="isOurs">Whether this host says the same on some link: then the probe is its own, heard through another interface.</param>
    /// <param name="now">The time it arrived.</param>
    public void HandleProbe(DnsMessage message, Func<DnsRecord, bool> isOurs, TimeSpan now)
    {
        foreach ((Claim claim, ClaimProgress progress) in _claims)
        {
            if (progress.Stage != ClaimStage.Probing)
                continue;
            List<DnsRecord> theirs = [.. message.Authorities.Where(record => record.Name.Equals(claim.Name))];
            if (theirs.Exists(record => !isOurs(record)) && ProbeTieBreak.Compare([.. claim.UniqueRecords(State)], theirs) < 0)
                progress.Probe(now + MdnsTiming.TieBreakDelay);
        }
    }

    /// <summary>
    /// Finds what answers a query and plans it. Nothing is sent to an address off the link, which a forged source may name: who asks
    /// from there by multicast DNS gets a multicast answer, a plain resolver none (RFC 6762 section 11).
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="source">Who asks.</param>
    /// <param name="isMulticast">Whether it asks the group; one who asks this host alone wants a unicast reply (RFC 6762 section 5.5).</param>
    /// <param name="now">The time.</param>
    public void HandleQuery(DnsMessage query, IPEndPoint source, bool isMulticast, TimeSpan now)
    {
        bool isLegacy = source.Port != MdnsNames.Port;
        bool isOnLink = State.IsOnLink(source.Address);
        if (isLegacy && !isOnLink)
            return;

        var known = new KnownAnswers(query.Answers);
        TakeKnownAnswers(query, known, source, now);
        TimeSpan sharedDelay = query.IsTruncated ? TruncatedDelay() : SharedDelay();
        var unicast = new List<DnsRecord>();
        TimeSpan unicastAt = TimeSpan.MaxValue;
        foreach (DnsQuestion question in query.Questions.Distinct())
        {
            List<DnsRecord> answers = _records.AnswersTo(question);
            answers.RemoveAll(known.Cover);
            if (answers.Count == 0)
                continue;
            bool isDefence = query.Authorities.Exists(question.IsAnsweredBy);
            bool isAlone = query.Questions.Count == 1 && !query.IsTruncated && answers.TrueForAll(answer => answer.IsUnique);
            TimeSpan delay = isDefence || isAlone ? TimeSpan.Zero : sharedDelay;
            bool wantsUnicast = isLegacy || (isOnLink && (question.WantsUnicast || !isMulticast));
            foreach (DnsRecord answer in answers)
            {
                // What was not multicast for a while is, so that all caches stay fresh (RFC 6762 section 5.4).
                bool isFresh = _answers.WasSentWithin(answer, TimeSpan.FromSeconds(answer.TimeToLive / 4), now);
                if (!wantsUnicast || (!isLegacy && !isFresh))
                    _answers.Plan(answer, source, delay, isDefence, now);
                if (!wantsUnicast || (!isLegacy && !isFresh && !isDefence))
                    continue;
                unicast.Add(answer);
                unicastAt = now + delay < unicastAt ? now + delay : unicastAt;
            }
        }

        if (unicast.Count > 0)
            _replies.Plan(source, query, unicast, unicastAt, now);
    }

    /// <summary>Another host multicast answers. Those we were about to give need not be given again (RFC 6762 section 7.4).</summary>
    public void HandleForeignAnswers(DnsMessage message) => message.Answers.ForEach(_answers.RemoveGiven);

    /// <summary>Sends the probes, announcements and answers that are due.</summary>
    public void HandleTimeout(TimeSpan now)
    {
        SendProbes(now);
        SendAnnouncements(now);
        SendAnswers(now);
        foreach (UnicastReply reply in _replies.TakeDue(now))
            SendReply(reply);
    }

    /// <summary>An asker's known answers bear on what it asked for before; when it has more to tell, that waits (RFC 6762 section 7.2).</summary>
    private void TakeKnownAnswers(DnsMessage query, KnownAnswers known, IPEndPoint source, TimeSpan now)
    {
        _answers.RemoveKnown(source, query.Answers);
        _replies.RemoveKnown(source, known);
        if (!query.IsTruncated)
            return;
        TimeSpan until = now + TruncatedDelay();
        _answers.Defer(source, until);
        _replies.Defer(source, until);
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
        var told = new HashSet<DnsRecord>(DnsRecord.Identity);
        var announcement = new DnsMessage { IsResponse = true };
        foreach ((Claim claim, ClaimProgress progress) in _claims)
        {
            if (progress.Stage != ClaimStage.Announcing || progress.DueAt > now)
                continue;
            if (claim.Host is { } host && _claims.TryGetValue(host, out ClaimProgress? hosts) && hosts.Stage == ClaimStage.Probing)
            {
                progress.Postpone(hosts.DueAt);
                continue;
            }

            List<DnsRecord> records = [.. claim.AllRecords(State).Where(record => !IsToldWithItsSet(claim, record, now))];
            if (records.Max(record => _answers.LastSent(record)) is { } last && last + MdnsTiming.RecordInterval > now)
            {
                // Part of a set was told just now, and its other part is new: the whole waits until it may go.
                progress.Postpone(last + MdnsTiming.RecordInterval);
                continue;
            }

            announcement.Answers.AddRange(records.Where(told.Add));
            progress.AnnouncementSent(now);
        }

        if (announcement.Answers.Count > 0)
            Multicast(announcement, now);
    }

    /// <summary>Whether a record, and all others of its set, were multicast within the last second: then they must not be again (RFC 6762 section 6).</summary>
    private bool IsToldWithItsSet(Claim claim, DnsRecord record, TimeSpan now) =>
        _answers.WasSentWithin(record, MdnsTiming.RecordInterval, now)
        && (!record.IsUnique || claim.UniqueRecords(State).Where(other => other.Type == record.Type).All(other => _answers.WasSentWithin(other, MdnsTiming.RecordInterval, now)));

    private void SendAnswers(TimeSpan now)
    {
        List<DnsRecord> due = _records.Completed(_answers.TakeDue(now));
        if (due.Count == 0)
            return;
        var response = new DnsMessage { IsResponse = true };
        response.Answers.AddRange(due);
        // A record may be multicast once a second, be it as an answer or beside one (RFC 6762 section 6).
        response.Additionals.AddRange(_records.AdditionalsFor(due).Where(record => !_answers.WasSentWithin(record, MdnsTiming.RecordInterval, now)));
        Multicast(response, now);
    }

    private void SendReply(UnicastReply reply)
    {
        List<DnsRecord> answers = _records.Completed(reply.Answers);
        IEnumerable<DnsRecord> additionals = _records.AdditionalsFor(answers);
        if (!reply.IsLegacy)
        {
            var message = new DnsMessage { IsResponse = true };
            message.Answers.AddRange(answers);
            message.Additionals.AddRange(additionals);
            _outgoing.Enqueue(new MdnsOutgoing(State.Link, reply.Destination, message));
            return;
        }

        // A plain resolver expects its question back and knows nothing of the cache-flush bit (RFC 6762 section 6.7).
        var legacy = new DnsMessage { Id = reply.Query.Id, IsResponse = true };
        legacy.Questions.AddRange(reply.Query.Questions.Select(question => question with { WantsUnicast = false }));
        legacy.Answers.AddRange(answers.Select(ForLegacy));
        legacy.Additionals.AddRange(additionals.Select(ForLegacy));
        _outgoing.Enqueue(new MdnsOutgoing(State.Link, reply.Destination, legacy, DnsNameCompression.Legacy));
    }

    private static DnsRecord ForLegacy(DnsRecord record) =>
        record with { IsUnique = false, TimeToLive = Math.Min(record.TimeToLive, MdnsTiming.LegacyTimeToLive) };

    private void SendGoodbye(IEnumerable<DnsRecord> records)
    {
        var goodbye = new DnsMessage { IsResponse = true };
        goodbye.Answers.AddRange(records.Select(record => record with { TimeToLive = 0 }));
        Send(goodbye);
    }

    private void Multicast(DnsMessage message, TimeSpan now)
    {
        _answers.Sent(message.Answers.Concat(message.Additionals), now);
        Send(message);
    }

    private void Send(DnsMessage message) => _outgoing.Enqueue(new MdnsOutgoing(State.Link, null, message));

    private TimeSpan SharedDelay() => _random.NextBetween(MdnsTiming.MinimumSharedDelay, MdnsTiming.MaximumSharedDelay);

    private TimeSpan TruncatedDelay() => _random.NextBetween(MdnsTiming.MinimumTruncatedDelay, MdnsTiming.MaximumTruncatedDelay);

    /// <summary>Those who heard another link's records in place of ours hear ours now, unless they heard them within the last second.</summary>
    private void Reassert(Claim claim, DnsRecordType type, TimeSpan now)
    {
        DnsRecord[] ours = [.. claim.UniqueRecords(State).Where(record => record.Type == type)];
        if (Array.TrueForAll(ours, record => _answers.WasSentWithin(record, MdnsTiming.RecordInterval, now)))
            return;
        foreach (DnsRecord record in ours)
            _answers.Plan(record, asker: null, TimeSpan.Zero, isDefence: false, now);
    }

    /// <summary>Something changed: the tables are kept no larger than the records this host has now.</summary>
    private void ForgetRecordsOfOthers()
    {
        _records.Renew();
        _answers.KeepOnly(Tells);
        _replies.KeepOnly(Tells);
    }
}
