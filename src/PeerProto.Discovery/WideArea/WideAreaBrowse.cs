using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Networking;

namespace PeerProto.Discovery.WideArea;

/// <summary>
/// Looks for the services of one type in some domains (RFC 6763 sections 4 and 5): a round asks each domain for its pointers and for what has expired of each instance, and the next follows
/// when the first record is about to expire. What becomes known is published at once. While name servers are silent, what was found stays listed for a few rounds. It may be narrowed to the
/// names of the instances, about which nothing is asked then, or to one instance, which is asked about without its pointer.
/// </summary>
/// <param name="type">The type, with the subtype that narrows it; null for a look for the types themselves (RFC 6763 section 9), which are its names then.</param>
/// <param name="resolver">Who asks name servers.</param>
/// <param name="options">The domains and limits.</param>
/// <param name="report">Takes, after each round, why nobody answered anything, or null.</param>
/// <param name="isForNames">Whether only the names of the instances are wanted.</param>
/// <param name="instanceName">The one instance that is wanted; null for all.</param>
internal sealed class WideAreaBrowse(
    ServiceType? type, UnicastResolver resolver, WideAreaDiscoveryOptions options, Action<string?> report, bool isForNames = false, string? instanceName = null)
{
    /// <summary>How many instances of a domain are asked about at a time.</summary>
    public const int MaximumConcurrentInstances = 8;

    /// <summary>After how long at most the domains that an administrator recommends are asked for again.</summary>
    public static readonly TimeSpan RecommendationInterval = TimeSpan.FromHours(1);

    /// <summary>How many names an alias may lead through.</summary>
    private const int MaximumAliases = 8;

    private const DnsRecordType Alias = (DnsRecordType)5;

    private static readonly string[] RecommendingNames = ["b", "lb"];

    private readonly Lock _gate = new();
    private readonly Dictionary<DnsName, WideAreaDomain> _domains = [];
    private readonly long _began = options.TimeProvider.GetTimestamp();
    private readonly int _seed = Random.Shared.Next();
    private ConcurrentDictionary<DnsQuestion, Lazy<Task<DnsReply?>>> _asked = [];
    private string? _trouble;
    private int _answers;

    /// <summary>The services known now, by their full names.</summary>
    public LatestValue<ImmutableDictionary<string, DiscoveredService>> Services { get; } = new(ImmutableDictionary<string, DiscoveredService>.Empty);

    /// <summary>The instances known now, where only their names are wanted.</summary>
    public LatestValue<ImmutableHashSet<DnsName>> Instances { get; } = new([]);

    private TimeSpan Now => options.TimeProvider.GetElapsedTime(_began);

    /// <summary>Whether a domain can be browsed for every type: it is neither the root nor multicast DNS's, and leaves room for the type.</summary>
    public static bool CanBrowse(DnsName domain) =>
        !domain.IsRoot && !UnicastResolver.IsLocal(domain) && domain.Wire.Length + ServiceType.MaximumSubtypeLength + ServiceType.MaximumNameLength + "._sub_._udp".Length + 4 <= DnsLimits.MaximumNameLength;

    /// <summary>Looks until the token ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (string domain in options.Domains)
        {
            if (DnsMatch.TryRead(domain, out DnsName? name))
                _domains.TryAdd(name, new WideAreaDomain(name) { IsConfigured = true, RecommendsAt = options.BrowseRecommendedDomains ? TimeSpan.Zero : TimeSpan.MaxValue });
        }

        while (true)
        {
            _asked = [];
            _trouble = null;
            _answers = 0;
            int known = _domains.Count;
            await Task.WhenAll(_domains.Values.ToArray().Select(domain => LookAsync(domain, cancellationToken)));
            cancellationToken.ThrowIfCancellationRequested();
            report(_answers == 0 ? _trouble : null);
            if (_domains.Count > known)
                continue; // a domain was recommended
            TimeSpan pause = _domains.Values.Min(static domain => domain.NextDue) - Now;
            await Task.Delay(pause < options.MinimumInterval ? options.MinimumInterval : pause > options.MaximumInterval ? options.MaximumInterval : pause, options.TimeProvider, cancellationToken);
        }
    }

    private async Task LookAsync(WideAreaDomain domain, CancellationToken cancellationToken)
    {
        Task recommendations = domain.RecommendsAt <= Now ? FollowRecommendationsAsync(domain, cancellationToken) : Task.CompletedTask;
        if (instanceName is not null)
        {
            DnsName wanted = NameIn(domain.Name).Child(instanceName);
            lock (_gate)
                domain.Instances.TryAdd(wanted, new WideAreaInstance(wanted));
            domain.ExpiresAt = TimeSpan.MaxValue;
        }
        else if (domain.ExpiresAt <= Now)
        {
            DnsName pointers = NameIn(domain.Name);
            if (await TryAskAsync(pointers, DnsRecordType.Ptr, cancellationToken) is { } reply)
                Take(domain, pointers, reply);
        }

        if (isForNames)
        {
            PublishNames();
            await recommendations;
            return;
        }

        WideAreaInstance[] due = [.. domain.Instances.Values.Where(instance => instance.ExpiresAt <= Now)];
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = MaximumConcurrentInstances, TaskScheduler = options.TaskScheduler, CancellationToken = cancellationToken },
            async (instance, ending) =>
            {
                await ResolveAsync(instance, ending);
                Publish();
            });
        foreach (WideAreaInstance gone in domain.Instances.Values.Where(static instance => instance.IsForgotten).ToArray())
            Remove(domain, gone.Name);
        Publish();
        await recommendations;
    }

    /// <summary>Asks a domain what others to browse. Those that nobody recommends any more are left.</summary>
    private async Task FollowRecommendationsAsync(WideAreaDomain domain, CancellationToken cancellationToken)
    {
        uint lifetime = uint.MaxValue;
        HashSet<DnsName> recommended = [];
        foreach (string recommending in RecommendingNames)
        {
            DnsName asked = domain.Name.Child("_udp").Child("_dns-sd").Child(recommending);
            if (await TryAskAsync(asked, DnsRecordType.Ptr, cancellationToken) is not { } reply)
            {
                domain.RecommendsAt = Now + options.MaximumInterval;
                return;
            }

            foreach (DnsRecord record in reply.Message.Answers)
            {
                if (record.Data is not PointerData pointer || !record.Name.Equals(asked))
                    continue;
                lifetime = Math.Min(lifetime, record.TimeToLive);
                if (CanBrowse(pointer.Target) && recommended.Count < WideAreaDiscoveryOptions.MaximumDomains)
                    recommended.Add(pointer.Target);
            }
        }

        TimeSpan kept = lifetime < RecommendationInterval.TotalSeconds ? TimeSpan.FromSeconds(lifetime) : RecommendationInterval;
        domain.RecommendsAt = Now + (kept < options.MaximumInterval ? options.MaximumInterval : kept);
        lock (_gate)
        {
            domain.Recommended = recommended;
            HashSet<DnsName> all = [.. _domains.Values.SelectMany(static recommending => recommending.Recommended)];
            foreach (WideAreaDomain left in _domains.Values.Where(other => !other.IsConfigured && !all.Contains(other.Name)).ToArray())
                _domains.Remove(left.Name);
            foreach (DnsName name in recommended)
            {
                if (_domains.Count < WideAreaDiscoveryOptions.MaximumDomains)
                    _domains.TryAdd(name, new WideAreaDomain(name) { RecommendsAt = TimeSpan.MaxValue });
            }
        }
    }

    /// <summary>
    /// Takes in what instances there are. Those that are no longer pointed to are gone, since a name server tells all there are. Where there are too many, those that are listed keep their
    /// places, because servers tell them in another order each time.
    /// </summary>
    private void Take(WideAreaDomain domain, DnsName pointers, DnsReply reply)
    {
        uint lifetime = uint.MaxValue;
        HashSet<DnsName> present = [];
        foreach (DnsRecord record in reply.Message.Answers)
        {
            if (record.Data is not PointerData pointer || !record.Name.Equals(pointers) || !IsInstanceIn(domain.Name, pointer.Target))
                continue;
            lifetime = Math.Min(lifetime, record.TimeToLive);
            present.Add(pointer.Target);
        }

        domain.ExpiresAt = ExpiryOf(lifetime);
        foreach (DnsName gone in domain.Instances.Keys.Where(name => !present.Contains(name)).ToArray())
            Remove(domain, gone);
        lock (_gate)
        {
            foreach (DnsName name in present)
            {
                if (domain.Instances.Count >= options.MaximumServicesPerBrowse)
                    break;
                WideAreaInstance added = new(name);
                if (isForNames)
                    added.Set(null, TimeSpan.MaxValue);
                domain.Instances.TryAdd(name, added);
            }
        }
    }

    private async Task ResolveAsync(WideAreaInstance instance, CancellationToken cancellationToken)
    {
        DnsReply?[] replies = await Task.WhenAll(TryAskAsync(instance.Name, DnsRecordType.Srv, cancellationToken), TryAskAsync(instance.Name, DnsRecordType.Txt, cancellationToken));
        if (replies is not [{ } located, { } described])
        {
            instance.Retry(Now + options.MinimumInterval);
            return;
        }

        uint lifetime = uint.MaxValue;
        ServiceData? service = ServiceSelection.Draw(Find<ServiceData>(located, instance.Name, DnsRecordType.Srv, ref lifetime), _seed);
        // No TXT record is the same as an empty one (RFC 6763 section 6.1).
        TxtRecord? txt = TxtRecord.Empty;
        if (Find<OpaqueData>(described, instance.Name, DnsRecordType.Txt, ref lifetime).FirstOrDefault() is { } text && !TxtRecord.TryDecode(text.Bytes.Span, out txt))
            service = null; // one that cannot be read is no service of ours
        if (service is null || service.Host.IsRoot || service.Port == 0 || UnicastResolver.IsLocal(service.Host))
        {
            instance.Set(null, AbsentUntil(lifetime)); // a host of the root says that the service is not offered (RFC 2782)
            return;
        }

        replies = await Task.WhenAll(TryAskAsync(service.Host, DnsRecordType.A, cancellationToken), TryAskAsync(service.Host, DnsRecordType.Aaaa, cancellationToken));
        if (replies is not [{ } four, { } six])
        {
            instance.Retry(Now + options.MinimumInterval);
            return;
        }

        HashSet<IPAddress> addresses = [.. AddressesOf(four, service.Host, ref lifetime), .. AddressesOf(six, service.Host, ref lifetime)];
        IPEndPoint[] endpoints =
        [
            .. addresses.Where(static address => UsableAddress.Is(address) && !address.IsIPv6LinkLocal)
                .OrderBy(static address => address.AddressFamily)
                .ThenBy(static address => address.ToString(), StringComparer.Ordinal)
                .Take(WideAreaInstance.MaximumAddresses)
                .Select(address => new IPEndPoint(address, service.Port)),
        ];
        DiscoveredService? found = endpoints.Length == 0 ? null : new DiscoveredService(instance.Name.FirstLabelText, type!.BaseType, service.Host.ToString(), service.Port, txt!, endpoints);
        instance.Set(found, found is null ? AbsentUntil(lifetime) : ExpiryOf(lifetime));
    }

    /// <summary>Asks, once a round for each question: many services live on one host.</summary>
    /// <returns>Null where nobody answered.</returns>
    private Task<DnsReply?> TryAskAsync(DnsName name, DnsRecordType record, CancellationToken cancellationToken) =>
        _asked.GetOrAdd(new DnsQuestion(name, record), question => new Lazy<Task<DnsReply?>>(() => AskAsync(question, cancellationToken))).Value;

    private async Task<DnsReply?> AskAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            DnsReply reply = await resolver.AskAsync(question.Name, question.Type, cancellationToken);
            Interlocked.Increment(ref _answers);
            return reply;
        }
        catch (NameServerException failure)
        {
            _trouble = failure.Message;
            return null;
        }
    }

    private void Publish()
    {
        lock (_gate)
        {
            Dictionary<string, DiscoveredService> now = [];
            foreach (WideAreaInstance instance in _domains.Values.SelectMany(static domain => domain.Instances.Values))
            {
                if (instance.Service is { } service && now.Count < options.MaximumServicesPerBrowse)
                    now[instance.Name.ToString()] = service;
            }

            ImmutableDictionary<string, DiscoveredService> before = Services.Value;
            ImmutableDictionary<string, DiscoveredService>.Builder after = before.ToBuilder();
            after.RemoveRange(before.Keys.Where(name => !now.ContainsKey(name)));
            foreach ((string name, DiscoveredService service) in now)
            {
                if (!before.TryGetValue(name, out DiscoveredService? known) || !known.Equals(service))
                    after[name] = service;
            }

            if (after.ToImmutable() is { } services && !ReferenceEquals(services, before))
                Services.Set(services);
        }
    }

    private void PublishNames()
    {
        lock (_gate)
        {
            ImmutableHashSet<DnsName> before = Instances.Value;
            HashSet<DnsName> present = [.. _domains.Values.SelectMany(static domain => domain.Instances.Keys)];
            ImmutableHashSet<DnsName> kept = before.Intersect(present);
            present.ExceptWith(kept);
            ImmutableHashSet<DnsName> now = kept.Union(present.Take(options.MaximumServicesPerBrowse - kept.Count));
            if (!now.SetEquals(before))
                Instances.Set(now);
        }
    }

    private void Remove(WideAreaDomain domain, DnsName instance)
    {
        lock (_gate)
            domain.Instances.Remove(instance);
    }

    /// <summary>Whether a pointer leads to what is looked for: an instance of the type, or a type.</summary>
    private bool IsInstanceIn(DnsName domain, DnsName target) =>
        !target.IsRoot && (type is null ? target.LabelCount == domain.LabelCount + 2 && target.Parent.Parent.Equals(domain) : target.Parent.Equals(BaseNameIn(domain, type)));

    private static DnsName BaseNameIn(DnsName domain, ServiceType type) => domain.Child(type.Transport == ServiceTransport.Tcp ? "_tcp" : "_udp").Child("_" + type.Name);

    /// <summary>The name whose pointers lead to what is looked for.</summary>
    private DnsName NameIn(DnsName domain) => type switch
    {
        null => domain.Child("_udp").Child("_dns-sd").Child("_services"),
        { Subtype: { } subtype } => BaseNameIn(domain, type).Child("_sub").Child(subtype),
        _ => BaseNameIn(domain, type),
    };

    /// <summary>Somebody waits for a single instance, so it is asked for again soon.</summary>
    private TimeSpan AbsentUntil(uint lifetime) => instanceName is null ? ExpiryOf(lifetime) : Now + options.MinimumInterval;

    private TimeSpan ExpiryOf(uint lifetime)
    {
        TimeSpan kept = lifetime > options.MaximumInterval.TotalSeconds ? options.MaximumInterval : TimeSpan.FromSeconds(lifetime);
        return Now + (kept < options.MinimumInterval ? options.MinimumInterval : kept);
    }

    private static List<TData> Find<TData>(DnsReply reply, DnsName name, DnsRecordType record, ref uint lifetime)
        where TData : DnsRecordData
    {
        List<TData> found = [];
        foreach (DnsRecord answer in reply.Message.Answers)
        {
            if (answer.Type != record || !answer.Name.Equals(name) || answer.Data is not TData data)
                continue;
            lifetime = Math.Min(lifetime, answer.TimeToLive);
            found.Add(data);
        }

        return found;
    }

    /// <summary>The addresses of a host, or of what the host is another name for: a name server follows aliases itself and tells the steps (RFC 1034 section 3.6.2).</summary>
    private static List<IPAddress> AddressesOf(DnsReply reply, DnsName host, ref uint lifetime)
    {
        HashSet<DnsName> names = [host];
        while (names.Count <= MaximumAliases && reply.Message.Answers.Exists(alias => alias.Type == Alias && names.Contains(alias.Name) && names.Add(new DnsName(((OpaqueData)alias.Data).Bytes.ToArray()))))
        {
            // another step
        }

        List<IPAddress> addresses = [];
        foreach (DnsRecord answer in reply.Message.Answers)
        {
            if (answer.Data is not AddressData data || !names.Contains(answer.Name))
                continue;
            lifetime = Math.Min(lifetime, answer.TimeToLive);
            addresses.Add(data.Address);
        }

        return addresses;
    }
}
