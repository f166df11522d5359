using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>
/// Offers this host's services on every link (RFC 6762 sections 6 to 10). Add links and services with the verbs, give it what arrives through the
/// Handle methods, then drain <see cref="TryGetMessage"/>, and call <see cref="HandleTimeout"/> at <see cref="NextTimeout"/>. A name
/// found taken is changed on all links at once; <see cref="InstanceNameOf"/> tells the one in use.
/// </summary>
internal sealed class MdnsResponder
{
    private readonly Dictionary<MdnsLink, ResponderLink> _links = [];
    private readonly Dictionary<int, ServiceClaim> _services = [];
    private readonly Queue<MdnsOutgoing> _outgoing = new();
    private readonly Queue<TimeSpan> _conflicts = new();
    private readonly Random _random;
    private readonly HostClaim _host;
    private bool _isSlowed;

    public MdnsResponder(Random random)
    {
        _random = random;
        _host = new HostClaim(random);
    }

    /// <summary>The host's name, such as <c>pp-0123456789ab.local</c>.</summary>
    public DnsName HostName => _host.Name;

    /// <summary>The number of services offered.</summary>
    public int ServiceCount => _services.Count;

    /// <summary>Names found taken since the start.</summary>
    public long Conflicts { get; private set; }

    /// <summary>The earliest time at which <see cref="HandleTimeout"/> has something to do; <see cref="TimeSpan.MaxValue"/> for never.</summary>
    public TimeSpan NextTimeout => _links.Count == 0 ? TimeSpan.MaxValue : _links.Values.Min(link => link.NextTimeout);

    /// <summary>Offers a service on every link.</summary>
    public void AddService(int id, ServiceAdvertisement advertisement, TimeSpan now)
    {
        var service = new ServiceClaim(id, advertisement, _host);
        while (_services.Values.Any(other => other.Name.Equals(service.Name)))
            service.Rename(_random);

        bool isFirst = _services.Count == 0;
        _services.Add(id, service);
        foreach (ResponderLink link in _links.Values)
        {
            TimeSpan firstAt = FirstProbe(now);
            if (isFirst)
                link.Probe(_host, firstAt);
            link.Probe(service, firstAt);
        }
    }

    /// <summary>Says goodbye to a service on every link, and to the host with the last one.</summary>
    public void RemoveService(int id)
    {
        if (!_services.Remove(id, out ServiceClaim? service))
            return;
        foreach (ResponderLink link in _links.Values)
        {
            link.Withdraw(service);
            if (_services.Count == 0)
                link.Withdraw(_host);
            Drain(link);
        }
    }

    /// <summary>Replaces a service's TXT record; it is told on every link (RFC 6762 section 8.4).</summary>
    public void UpdateService(int id, TxtRecord txt, TimeSpan now)
    {
        if (!_services.TryGetValue(id, out ServiceClaim? service) || !service.Update(txt))
            return;
        TimeSpan at = service.NextUpdateAt(now);
        foreach (ResponderLink link in _links.Values)
            link.Reannounce(service, at);
    }

    /// <summary>Whether the service's name, and the host's, are taken and told on every link there is.</summary>
    public bool IsClaimed(int id) =>
        _services.TryGetValue(id, out ServiceClaim? service)
        && _links.Values.All(link => link.IsClaimed(service) && link.IsClaimed(_host));

    /// <summary>The name a service is offered under now.</summary>
    public string InstanceNameOf(int id) => _services[id].InstanceName;

    /// <summary>A link appeared, or came back: everything is probed and announced there (RFC 6762 section 8.4).</summary>
    public void AddLink(MdnsLinkState state, TimeSpan now)
    {
        var link = new ResponderLink(state, _random);
        _links.Add(state.Link, link);
        if (_services.Count == 0)
            return;

        TimeSpan firstAt = FirstProbe(now);
        link.Probe(_host, firstAt);
        foreach (ServiceClaim service in _services.Values)
            link.Probe(service, firstAt);
    }

    /// <summary>A link's addresses changed.</summary>
    public void ChangeLink(MdnsLinkState state, TimeSpan now)
    {
        ResponderLink link = _links[state.Link];
        link.ChangeAddresses(state, _host, now);
        Drain(link);
    }

    /// <summary>A link is gone; nothing can be said there any more.</summary>
    public void RemoveLink(MdnsLink link) => _links.Remove(link);

    /// <summary>A query arrived on a link.</summary>
    public void HandleQuery(MdnsLink on, DnsMessage message, IPEndPoint source, bool isMulticast, TimeSpan now)
    {
        ResponderLink link = _links[on];
        if (message.Authorities.Count > 0)
            link.HandleProbe(message, record => IsOurs(record, now), now);
        link.HandleQuery(message, source, isMulticast, now);
        Drain(link);
    }

    /// <summary>A response of another host arrived on a link.</summary>
    public void HandleResponse(MdnsLink on, DnsMessage message, TimeSpan now)
    {
        ResponderLink link = _links[on];
        link.HandleForeignAnswers(message);
        foreach (List<DnsRecord> section in new[] { message.Answers, message.Authorities, message.Additionals })
        {
            foreach (DnsRecord record in section)
                HandleRecord(link, record, now);
        }
    }

    /// <summary>Sends what is due on every link.</summary>
    public void HandleTimeout(TimeSpan now)
    {
        foreach (ResponderLink link in _links.Values)
        {
            link.HandleTimeout(now);
            Drain(link);
        }

        _isSlowed &= !_links.Values.All(link => Claims().All(link.IsClaimed));
    }

    /// <summary>Takes the next message to send.</summary>
    public bool TryGetMessage(out MdnsOutgoing outgoing) => _outgoing.TryDequeue(out outgoing);

    private void HandleRecord(ResponderLink link, DnsRecord record, TimeSpan now)
    {
        if (!link.Has(record.Name))
            return;
        if (IsOurs(record, now))
        {
            link.HandleOwnRecord(record, now);
            return;
        }

        if (record.TimeToLive == 0 || record.Class != DnsClass.Internet || link.ClaimOf(record.Name) is not { } claim || link.ProgressOf(claim) is not { } progress)
            return;
        if (progress.IsProbeUnderWay)
        {
            // Before the first probe it may be a stale one (RFC 6762 section 8.1).
            Rename(claim, now);
        }
        else if (progress.Stage != ClaimStage.Probing && claim.UniqueRecords(link.State).Any(ours => ours.Type == record.Type))
        {
            // A name that was ours is probed for again; whoever has it answers and keeps it (RFC 6762 section 9).
            RecordConflict(now);
            link.Probe(claim, _isSlowed ? FirstProbe(now) : now);
        }
    }

    /// <summary>Whether this host says the same on any of its links, or did a moment ago, for two of them may lead to the same network (RFC 6762 section 14).</summary>
    private bool IsOurs(DnsRecord record, TimeSpan now)
    {
        foreach (ResponderLink link in _links.Values)
        {
            if (link.Tells(record) || link.ToldLately(record, now))
                return true;
        }

        return false;
    }

    private void Rename(Claim claim, TimeSpan now)
    {
        RecordConflict(now);
        foreach (ResponderLink link in _links.Values)
        {
            link.Retract(claim);
            Drain(link);
        }

        do
            claim.Rename(_random);
        while (Claims().Any(other => other != claim && other.Name.Equals(claim.Name)));

        TimeSpan firstAt = FirstProbe(now);
        foreach (ResponderLink link in _links.Values)
        {
            link.Probe(claim, firstAt);
            if (claim != _host)
                continue;
            // The services moved to the new host name with it.
            foreach (ServiceClaim service in _services.Values)
                link.Reannounce(service, now);
        }
    }

    private void RecordConflict(TimeSpan now)
    {
        Conflicts++;
        _conflicts.Enqueue(now);
        if (_conflicts.Count > MdnsTiming.ConflictLimit)
            _conflicts.Dequeue();
        _isSlowed |= _conflicts.Count == MdnsTiming.ConflictLimit && now - _conflicts.Peek() <= MdnsTiming.ConflictWindow;
    }

    /// <summary>A short random wait, or a long one after too many conflicts until every name is taken (RFC 6762 section 8.1).</summary>
    private TimeSpan FirstProbe(TimeSpan now) => _isSlowed
        ? now + MdnsTiming.ConflictDelay
        : now + _random.NextBetween(TimeSpan.Zero, MdnsTiming.MaximumProbeDelay);

    private IEnumerable<Claim> Claims() => _services.Values.Append<Claim>(_host);

    private void Drain(ResponderLink link)
    {
        while (link.TryGetMessage(out MdnsOutgoing outgoing))
            _outgoing.Enqueue(outgoing);
    }
}
