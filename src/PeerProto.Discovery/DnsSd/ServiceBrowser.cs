using System.Collections.Immutable;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.DnsSd;

/// <summary>
/// Looks for the instances of one service type (RFC 6763 sections 4 and 5): asks for pointers, for the SRV and TXT record of each instance, and for
/// the addresses of each host. An instance is listed while all of them are known on some link.
/// </summary>
/// <param name="type">The type, with or without a subtype.</param>
/// <param name="capacity">The most services listed.</param>
/// <param name="seed">Decides among hosts of one service that are equally good.</param>
internal sealed class ServiceBrowser(ServiceType type, int capacity, int seed) : PointerBrowser(type, capacity)
{
    private readonly InstanceResolution _resolution = new(type.BaseType, seed);

    /// <summary>The services known now, by instance name on the wire.</summary>
    public ImmutableDictionary<DnsName, DiscoveredService> Services { get; private set; } = ImmutableDictionary<DnsName, DiscoveredService>.Empty;

    public override void CollectQuestions(RecordCache cache, ISet<DnsQuestion> into)
    {
        base.CollectQuestions(cache, into);
        foreach (DnsName instance in InstancesIn(cache))
            _resolution.CollectQuestions(cache, instance, into);
    }

    public override bool Refresh(IReadOnlyCollection<EngineLink> links)
    {
        ImmutableDictionary<DnsName, DiscoveredService> before = Services;
        ImmutableDictionary<DnsName, DiscoveredService>.Builder services = before.ToBuilder();
        HashSet<DnsName> present = [.. links.SelectMany(link => InstancesIn(link.Cache))];

        // What is listed keeps its place before anything new gets one, so that a flood on one link does not push out what another knows.
        foreach ((DnsName instance, DiscoveredService known) in before)
        {
            if (!present.Remove(instance) || _resolution.Resolve(instance, links) is not { } service)
                services.Remove(instance);
            else if (!service.Equals(known))
                services[instance] = service;
        }

        foreach (DnsName instance in present)
        {
            if (services.Count >= Capacity)
                break;
            if (_resolution.Resolve(instance, links) is { } service)
                services.Add(instance, service);
        }

        Services = services.ToImmutable();
        return !ReferenceEquals(before, Services);
    }

    /// <summary>Those whose location is known come first, and then those heard of last, so that made-up ones do not stand in the way of others.</summary>
    protected override IEnumerable<CachedRecord> InOrder(RecordCache cache, IReadOnlyList<CachedRecord> pointers) =>
        pointers.Where(cached => cache.IsResolved(cached.Record)).Concat(pointers.Reverse().Where(cached => !cache.IsResolved(cached.Record)));
}
