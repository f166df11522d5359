using System.Collections.Immutable;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.DnsSd;

/// <summary>Looks for the instances of one service type and asks nothing about them.</summary>
/// <param name="type">The type, with or without a subtype.</param>
/// <param name="capacity">The most instances listed.</param>
internal sealed class InstanceBrowser(ServiceType type, int capacity) : PointerBrowser(type, capacity)
{
    /// <summary>The instances known now, by their names on the wire.</summary>
    public ImmutableHashSet<DnsName> Instances { get; private set; } = [];

    public override bool Refresh(IReadOnlyCollection<EngineLink> links)
    {
        ImmutableHashSet<DnsName> before = Instances;
        HashSet<DnsName> present = [.. links.SelectMany(link => AllInstancesIn(link.Cache))];

        // What is listed keeps its place before anything new gets one.
        ImmutableHashSet<DnsName> kept = before.Intersect(present);
        present.ExceptWith(kept);
        Instances = kept.Union(present.Take(Capacity - kept.Count));
        return !before.SetEquals(Instances);
    }
}
