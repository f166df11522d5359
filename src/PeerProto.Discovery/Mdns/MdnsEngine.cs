using System.Net;
using System.Text;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;

namespace PeerProto.Discovery.Mdns;

/// <summary>
/// Multicast DNS and DNS-SD of one host as a machine without sockets or clock. Time is any steadily growing duration. Use it so: tell it the links
/// with <see cref="SetLinks"/>, what to offer and look for with the verbs, what arrives with <see cref="HandleDatagram"/>, and the passing of time
/// with <see cref="HandleTimeout"/> at <see cref="NextTimeout"/> at the latest, which is at once when something arrived; after each of these send all of <see cref="TryGetDatagram"/> and
/// take the browses of <see cref="TryGetChanged"/>.
/// </summary>
internal sealed class MdnsEngine
{
    private readonly SortedDictionary<MdnsLink, EngineLink> _links = new(Comparer<MdnsLink>.Create(
        (left, right) => left.InterfaceIndex != right.InterfaceIndex ? left.InterfaceIndex.CompareTo(right.InterfaceIndex) : left.Family.CompareTo(right.Family)));

    private readonly Dictionary<int, Browser> _browsers = [];
    private readonly Queue<int> _changed = new();
    private readonly Queue<MdnsDatagram> _datagrams = new();
    private readonly MdnsLimits _limits;
    private readonly Random _random;
    private readonly int _seed;
    private bool _isStale;
    private bool _isUnsettled;

    /// <summary>Makes an engine without links.</summary>
    /// <param name="limits">Its bounds.</param>
    /// <param name="random">Draws delays and the host name; seeded in tests.</param>
    public MdnsEngine(MdnsLimits limits, Random random)
    {
        _limits = limits;
        _random = random;
        Responder = new MdnsResponder(random);
        _seed = random.Next();
    }

    /// <summary>What this host offers.</summary>
    public MdnsResponder Responder { get; }

    /// <summary>The links in use, in order of interface.</summary>
    public IEnumerable<MdnsLinkState> Links => _links.Values.Select(link => link.State);

    /// <summary>Records kept of all links.</summary>
    public int CachedRecords => _links.Values.Sum(link => link.Cache.Count);

    /// <summary>Bytes of content kept of all links.</summary>
    public int CachedBytes => _links.Values.Sum(link => link.Cache.Bytes);

    /// <summary>Records refused because a cache was full.</summary>
    public long RefusedRecords => _links.Values.Sum(link => link.Cache.Refused);

    /// <summary>When <see cref="HandleTimeout"/> is needed next; <see cref="TimeSpan.MaxValue"/> for never.</summary>
    public TimeSpan NextTimeout
    {
        get
        {
            if (_isUnsettled)
                return TimeSpan.Zero;
            TimeSpan next = Responder.NextTimeout;
            foreach (EngineLink link in _links.Values)
            {
                TimeSpan timeout = link.Querier.NextTimeout;
                next = timeout < next ? timeout : next;
            }

            return next;
        }
    }

    /// <summary>
    /// Replaces the set of links. What was heard on one that is gone is forgotten, and so it is where the interface is on another network now: it keeps none of
    /// its networks but link-local ones. A change may come without the time between, when the interface was on neither.
    /// </summary>
    public void SetLinks(IReadOnlyList<MdnsLinkState> links, TimeSpan now)
    {
        foreach (EngineLink known in _links.Values.ToArray())
        {
            if (links.Any(state => state.Link == known.State.Link && !state.IsElsewhereThan(known.State)))
                continue;
            _links.Remove(known.State.Link);
            Responder.RemoveLink(known.State.Link);
            _isStale = true;
        }

        foreach (MdnsLinkState state in links)
        {
            if (!_links.TryGetValue(state.Link, out EngineLink? known))
            {
                _links.Add(state.Link, new EngineLink(state, new MdnsQuerier(_limits, _random)));
                Responder.AddLink(state, now);
            }
            else if (!known.State.Equals(state))
            {
                known.State = state;
                Responder.ChangeLink(state, now);
            }
        }

        Settle(now);
    }

    /// <summary>Starts a browse under a number of the caller's choice.</summary>
    public void AddBrowser(int id, Browser browser, TimeSpan now)
    {
        _browsers.Add(id, browser);
        _isStale = true;
        Settle(now);
    }

    /// <summary>Ends a browse; its questions are asked no more.</summary>
    public void RemoveBrowser(int id, TimeSpan now)
    {
        _isStale |= _browsers.Remove(id);
        Settle(now);
    }

    /// <summary>
    /// Somebody could not use a service that a browse gave. Its name as text may stand for several names on the wire, some of which are no text at all, so those that browses list
    /// are looked up; a service that none lists is asked for by the name the text gives, if it can be one.
    /// </summary>
    public void Reconfirm(DiscoveredService service, TimeSpan now)
    {
        HashSet<DnsName> instances = [.. _browsers.Values.OfType<ServiceBrowser>()
            .SelectMany(browser => browser.Services)
            .Where(listed => listed.Value.Type.Equals(service.Type) && listed.Value.InstanceName == service.InstanceName)
            .Select(listed => listed.Key)];
        if (instances.Count == 0 && Encoding.UTF8.GetByteCount(service.InstanceName) is > 0 and <= DnsLimits.MaximumLabelLength)
            instances.Add(MdnsNames.For(service.Type).Child(service.InstanceName));
        foreach (DnsName instance in instances)
            Reconfirm(instance, now);
    }

    /// <summary>Somebody could not use a service: the records that lead to it are asked for, and dropped when no answer comes (RFC 6762 section 10.4).</summary>
    public void Reconfirm(DnsName instance, TimeSpan now)
    {
        foreach (MdnsQuerier querier in _links.Values.Select(link => link.Querier))
        {
            querier.Reconfirm(instance, DnsRecordType.Srv, now);
            foreach (ServiceData service in querier.Cache.Find(instance, DnsRecordType.Srv).Select(cached => (ServiceData)cached.Record.Data))
            {
                querier.Reconfirm(service.Host, DnsRecordType.A, now);
                querier.Reconfirm(service.Host, DnsRecordType.Aaaa, now);
            }
        }
    }

    /// <summary>Makes a browse for a service type with this engine's limits.</summary>
    public ServiceBrowser CreateServiceBrowser(ServiceType type) => new(type, _limits.ServicesPerBrowse, _seed);

    /// <summary>Makes a browse for the names of a service type's instances with this engine's limits.</summary>
    public InstanceBrowser CreateInstanceBrowser(ServiceType type) => new(type, _limits.ServicesPerBrowse);

    /// <summary>Makes a look for one instance.</summary>
    public InstanceResolver CreateInstanceResolver(ServiceType type, DnsName instance) => new(type, instance, _seed);

    /// <summary>Makes a browse for service types with this engine's limits.</summary>
    public ServiceTypeBrowser CreateTypeBrowser() => new(_limits.ServicesPerBrowse);

    /// <summary>Bytes arrived.</summary>
    /// <param name="on">The link they came on.</param>
    /// <param name="bytes">The datagram; not kept.</param>
    /// <param name="source">Who sent it.</param>
    /// <param name="isMulticast">Whether it was sent to the group.</param>
    /// <param name="now">The time.</param>
    /// <returns>What became of it.</returns>
    public MdnsVerdict HandleDatagram(MdnsLink on, ReadOnlySpan<byte> bytes, IPEndPoint source, bool isMulticast, TimeSpan now)
    {
        if (!_links.TryGetValue(on, out EngineLink? link))
            return MdnsVerdict.UnknownLink;
        if (!isMulticast && !link.State.IsOnLink(source.Address))
            return MdnsVerdict.OffLink;
        if (DnsMessageReader.TryRead(bytes, out DnsMessage? message) != DnsReadError.None)
            return MdnsVerdict.Malformed;
        if (!message!.HasStandardCodes || (message.IsResponse && source.Port != MdnsNames.Port))
            return MdnsVerdict.NotMulticastDns;

        // Replies to this host alone are never asked for, because on a shared port another program may get them, so such a response answers nothing (RFC 6762 section 6).
        if (message.IsResponse && !isMulticast)
            return MdnsVerdict.Unasked;

        bool isEcho = isMulticast && link.State.IsOwn(source.Address) && link.Sent.TryTakeEcho(bytes);
        if (message.IsResponse)
        {
            link.Querier.HandleResponse(message, now);
            if (!isEcho)
                Responder.HandleResponse(on, message, now);
        }
        else
        {
            if (!isEcho && isMulticast && source.Port == MdnsNames.Port)
                link.Querier.HandleForeignQuery(message, now);
            // An own question is answered too, so that a browse lists what this host offers.
            Responder.HandleQuery(on, message, source, isMulticast, now);
        }

        _isUnsettled = true;
        return MdnsVerdict.Accepted;
    }

    /// <summary>Does what is due, and draws from what arrived since the last time.</summary>
    public void HandleTimeout(TimeSpan now)
    {
        Responder.HandleTimeout(now);
        foreach (EngineLink link in _links.Values)
            link.Querier.HandleTimeout(now);
        Settle(now);
    }

    /// <summary>Takes the next datagram to send.</summary>
    public bool TryGetDatagram(out MdnsDatagram datagram)
    {
        CollectDatagrams();
        return _datagrams.TryDequeue(out datagram);
    }

    /// <summary>Takes the next browse whose result changed.</summary>
    public bool TryGetChanged(out int browserId) => _changed.TryDequeue(out browserId);

    private void CollectDatagrams()
    {
        while (Responder.TryGetMessage(out MdnsOutgoing outgoing))
            Pack(outgoing);
        foreach (EngineLink link in _links.Values)
        {
            while (link.Querier.TryGetMessage(out DnsMessage? message))
                Pack(new MdnsOutgoing(link.State.Link, null, message));
        }
    }

    private void Pack(MdnsOutgoing outgoing)
    {
        foreach (byte[] bytes in DnsMessagePacker.Pack(outgoing.Message, outgoing.Compression))
        {
            if (outgoing.Destination is null && _links.TryGetValue(outgoing.Link, out EngineLink? link))
                link.Sent.Add(bytes);
            _datagrams.Enqueue(new MdnsDatagram(outgoing.Link, outgoing.Destination, bytes));
        }
    }

    /// <summary>Brings questions and browses in line with the caches.</summary>
    private void Settle(TimeSpan now)
    {
        _isUnsettled = false;
        foreach (EngineLink link in _links.Values)
        {
            if (!_isStale && link.SeenVersion == link.Cache.Version)
                continue;
            var questions = new HashSet<DnsQuestion>();
            foreach (Browser browser in _browsers.Values)
                browser.CollectQuestions(link.Cache, questions);
            link.Querier.SetQuestions(questions, now);
        }

        if (!_isStale && _links.Values.All(link => link.SeenVersion == link.Cache.Version))
            return;

        _isStale = false;
        foreach (EngineLink link in _links.Values)
            link.SeenVersion = link.Cache.Version;
        foreach ((int id, Browser browser) in _browsers)
        {
            if (browser.Refresh(_links.Values) && !_changed.Contains(id))
                _changed.Enqueue(id);
        }
    }
}
