using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.DnsSd;

/// <summary>Looks for one instance of a service type and asks about no other.</summary>
/// <param name="type">The type, without a subtype.</param>
/// <param name="instance">The instance's name on the wire.</param>
/// <param name="seed">Decides among hosts that are equally good.</param>
internal sealed class InstanceResolver(ServiceType type, DnsName instance, int seed) : Browser
{
    private readonly InstanceResolution _resolution = new(type, seed);

    /// <summary>The service; null until host, port, TXT record and an address are known on some link.</summary>
    public DiscoveredService? Service { get; private set; }

    public override void CollectQuestions(RecordCache cache, ISet<DnsQuestion> into) => _resolution.CollectQuestions(cache, instance, into);

    public override bool Refresh(IReadOnlyCollection<EngineLink> links)
    {
        DiscoveredService? before = Service;
        Service = _resolution.Resolve(instance, links);
        return !Equals(before, Service);
    }
}
