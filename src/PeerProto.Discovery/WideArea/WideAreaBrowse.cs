using System.Collections.Immutable;
using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Networking;

namespace PeerProto.Discovery.WideArea;

/// <summary>
/// Looks for the services of one type in some domains (RFC 6763 sections 4 and 5): a round asks for the pointers of each domain and for what has expired of each instance, and the next
/// follows when the first record is about to expire. While name servers are silent, what was found stays listed for a few rounds.
/// </summary>
internal sealed class WideAreaBrowse(ServiceType type, UnicastResolver resolver, WideAreaDiscoveryOptions options, Action<string?> report)
{
    /// <summary>How many instances are asked about at a time.</summary>
    public const int MaximumConcurrentQuestions = 8;

    private static readonly string[] RecommendingNames = ["b", "lb"];

    private readonly Dictionary<DnsName, DomainState> _domains = [];
    private readonly long _began = options.TimeProvider.GetTimestamp();
    private string? _trouble;

    /// <summary>The services known now, by their full names.</summary>
    public LatestValue<ImmutableDictionary<string, DiscoveredService>> Services { get; } = new(ImmutableDictionary<string, DiscoveredService>.Empty);

    private TimeSpan Now => options.TimeProvider.GetElapsedTime(_began);

    /// <summary>Looks until the token ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (string domain in options.Domains)
            Add(domain);
        while (true)
        {
            _trouble = null;
            TimeSpan next = await LookAsync(cancellationToken);
            report(_trouble);
            TimeSpan pause = next - Now;
            pause = pause < options.MinimumInterval ? options.MinimumInterval : pause > options.MaximumInterval ? options.MaximumInterval : pause;
            await Task.Delay(pause, options.TimeProvider, cancellationToken);
        }
    }

    private async Task<TimeSpan> LookAsync(CancellationToken cancellationToken)
    {
        if (options.BrowseRecommendedDomains)
        {
            foreach (DomainState domain in _domains.Values.Where(static domain => domain is { IsRecommended: false, HasRecommended: false }).ToArray())
                await FollowRecommendationsAsync(domain, cancellationToken);
        }

        foreach (DomainState domain in _domains.Values)
            await LookAsync(domain, cancellationToken);

        Publish();
        TimeSpan next = TimeSpan.MaxValue;
        foreach (DomainState domain in _domains.Values)
        {
            next = Earlier(next, domain.ExpiresAt);
            foreach (InstanceState instance in domain.Instances.Values)
                next = Earlier(next, instance.ExpiresAt);
        }

        return next;
    }

    private async Task FollowRecommendationsAsync(DomainState domain, CancellationToken cancellationToken)
    {
        foreach (string recommending in RecommendingNames)
        {
            if (await TryAskAsync(domain.Name.Child("_udp").Child("_dns-sd").Child(recommending), DnsRecordType.Ptr, cancellationToken) is not { } reply)
                return; // asked again in the next round
            foreach (DnsRecord record in reply.Message.Answers)
            {
                if (record.Data is PointerData pointer && _domains.Count < WideAreaDiscoveryOptions.MaximumDomains && !_domains.ContainsKey(pointer.Target))
                    _domains.Add(pointer.Target, new DomainState(pointer.Target) { IsRecommended = true });
            }
        }

        domain.HasRecommended = true; // once: these are an administrator's, and change as rarely as the app's own
    }

    private async Task LookAsync(DomainState domain, CancellationToken cancellationToken)
    {
        if (domain.ExpiresAt <= Now)
        {
            DnsName pointers = NameIn(domain.Name);
            if (await TryAskAsync(pointers, DnsRecordType.Ptr, cancellationToken) is { } reply)
                Take(domain, pointers, reply);
        }

        InstanceState[] due = [.. domain.Instances.Values.Where(instance => instance.ExpiresAt <= Now)];
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = MaximumConcurrentQuestions, CancellationToken = cancellationToken },
            async (instance, ending) => await ResolveAsync(instance, ending));
        foreach (InstanceState gone in domain.Instances.Values.Where(instance => instance.ForgetAt <= Now).ToArray())
            domain.Instances.Remove(gone.Name);
    }

    /// <summary>Takes in what instances there are. Those that are no longer pointed to are gone, since a name server tells all there are.</summary>
    private void Take(DomainState domain, DnsName pointers, DnsReply reply)
    {
        uint lifetime = uint.MaxValue;
        HashSet<DnsName> present = [];
        foreach (DnsRecord record in reply.Message.Answers)
        {
            if (record.Data is not PointerData pointer || !record.Name.Equals(pointers) || !pointer.Target.Parent.Equals(type.Subtype is null ? pointers : BaseNameIn(domain.Name)))
                continue;
            lifetime = Math.Min(lifetime, record.TimeToLive);
            if (present.Count < options.MaximumServicesPerBrowse)
                present.Add(pointer.Target);
        }

        domain.ExpiresAt = ExpiryOf(lifetime);
        foreach (DnsName gone in domain.Instances.Keys.Where(name => !present.Contains(name)).ToArray())
            domain.Instances.Remove(gone);
        foreach (DnsName name in present)
        {
            if (!domain.Instances.ContainsKey(name))
                domain.Instances.Add(name, new InstanceState(name));
        }
    }

    private async Task ResolveAsync(InstanceState instance, CancellationToken cancellationToken)
    {
        Task<DnsReply?> location = TryAskAsync(instance.Name, DnsRecordType.Srv, cancellationToken);
        DnsReply? txt = await TryAskAsync(instance.Name, DnsRecordType.Txt, cancellationToken);
        if (await location is not { } located || txt is null)
        {
            instance.Retry(Now + options.MinimumInterval);
            return;
        }

        uint lifetime = uint.MaxValue;
        ServiceData? service = First<ServiceData>(located, instance.Name, DnsRecordType.Srv, ref lifetime);
        OpaqueData? text = First<OpaqueData>(txt, instance.Name, DnsRecordType.Txt, ref lifetime);
        if (service is null || text is null || service.Host.IsRoot || !TxtRecord.TryDecode(text.Bytes.Span, out TxtRecord? record))
        {
            instance.Set(null, ExpiryOf(lifetime)); // not offered (RFC 2782), or not one that can be read
            return;
        }

        List<IPAddress> addresses = [];
        foreach (DnsRecordType family in (DnsRecordType[])[DnsRecordType.A, DnsRecordType.Aaaa])
        {
            if (await TryAskAsync(service.Host, family, cancellationToken) is not { } reply)
            {
                instance.Retry(Now + options.MinimumInterval);
                return;
            }

            // A name server follows aliases itself, so an address may belong to another name than the one asked about.
            foreach (DnsRecord answer in reply.Message.Answers)
            {
                if (answer.Data is not AddressData { Address: { } address })
                    continue;
                lifetime = Math.Min(lifetime, answer.TimeToLive);
                if (addresses.Count < InstanceState.MaximumAddresses && IsReachable(address))
                    addresses.Add(address);
            }
        }

        DiscoveredService? found = addresses.Count == 0 || service.Port == 0 ? null : new DiscoveredService(
            instance.Name.FirstLabelText, type.BaseType, service.Host.ToString(), service.Port, record,
            [.. addresses.OrderBy(static address => address.AddressFamily).ThenBy(static address => address.ToString(), StringComparer.Ordinal).Select(address => new IPEndPoint(address, service.Port))]);
        instance.Set(found, ExpiryOf(lifetime));
    }

    private async Task<DnsReply?> TryAskAsync(DnsName name, DnsRecordType record, CancellationToken cancellationToken)
    {
        try
        {
            return await resolver.AskAsync(name, record, cancellationToken);
        }
        catch (NameServerException failure)
        {
            _trouble = failure.Message;
            return null;
        }
    }

    private void Publish()
    {
        ImmutableDictionary<string, DiscoveredService>.Builder services = Services.Value.ToBuilder();
        Dictionary<string, DiscoveredService> now = [];
        foreach (InstanceState instance in _domains.Values.SelectMany(static domain => domain.Instances.Values))
        {
            if (instance.Service is { } service && now.Count < options.MaximumServicesPerBrowse)
                now[instance.Name.ToString()] = service;
        }

        services.RemoveRange(services.Keys.Where(name => !now.ContainsKey(name)).ToArray());
        foreach ((string name, DiscoveredService service) in now)
        {
            if (!services.TryGetValue(name, out DiscoveredService? known) || !known.Equals(service))
                services[name] = service;
        }

        ImmutableDictionary<string, DiscoveredService> after = services.ToImmutable();
        if (!ReferenceEquals(after, Services.Value))
            Services.Set(after);
    }

    private void Add(string domain)
    {
        if (DnsMatch.TryRead(domain, out DnsName? name) && !name.IsRoot)
            _domains.TryAdd(name, new DomainState(name));
    }

    private DnsName BaseNameIn(DnsName domain) => domain.Child(type.Transport == ServiceTransport.Tcp ? "_tcp" : "_udp").Child("_" + type.Name);

    private DnsName NameIn(DnsName domain) => type.Subtype is null ? BaseNameIn(domain) : BaseNameIn(domain).Child("_sub").Child(type.Subtype);

    private TimeSpan ExpiryOf(uint lifetime)
    {
        TimeSpan kept = lifetime > options.MaximumInterval.TotalSeconds ? options.MaximumInterval : TimeSpan.FromSeconds(lifetime);
        return Now + (kept < options.MinimumInterval ? options.MinimumInterval : kept);
    }

    private static TData? First<TData>(DnsReply reply, DnsName name, DnsRecordType record, ref uint lifetime)
        where TData : DnsRecordData
    {
        foreach (DnsRecord answer in reply.Message.Answers)
        {
            if (answer.Type != record || !answer.Name.Equals(name) || answer.Data is not TData data)
                continue;
            lifetime = Math.Min(lifetime, answer.TimeToLive);
            return data;
        }

        return null;
    }

    /// <summary>Addresses that lead back to this machine, to everybody or to nobody are a name server's mistake or worse.</summary>
    private static bool IsReachable(IPAddress address) =>
        !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !address.IsIPv6Multicast && !address.IsIPv6LinkLocal
        && !address.IsIPv4MappedToIPv6 && (address.GetAddressBytes() is not { Length: 4 } bytes || (bytes[0] & 0xF0) != 0xE0);

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed class DomainState(DnsName name)
    {
        public DnsName Name { get; } = name;

        public bool IsRecommended { get; init; }

        public TimeSpan ExpiresAt { get; set; }

        public bool HasRecommended { get; set; }

        public Dictionary<DnsName, InstanceState> Instances { get; } = [];
    }

    /// <summary>What is known of one instance, and until when.</summary>
    private sealed class InstanceState(DnsName name)
    {
        /// <summary>How many addresses of one host are taken.</summary>
        public const int MaximumAddresses = 16;

        /// <summary>How many times in a row nobody may answer about it.</summary>
        private const int MaximumFailures = 5;

        private int _failures;

        public DnsName Name { get; } = name;

        public DiscoveredService? Service { get; private set; }

        public TimeSpan ExpiresAt { get; private set; }

        public TimeSpan ForgetAt { get; private set; } = TimeSpan.MaxValue;

        public void Set(DiscoveredService? service, TimeSpan expiresAt)
        {
            _failures = 0;
            Service = service;
            ExpiresAt = expiresAt;
        }

        /// <summary>Nobody answered about it: it stays listed for a few more rounds.</summary>
        public void Retry(TimeSpan at)
        {
            ExpiresAt = at;
            if (++_failures >= MaximumFailures)
                ForgetAt = at;
        }
    }
}
