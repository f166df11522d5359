using System.Collections.Immutable;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.DnsSd;

/// <summary>Looks for the service types on the links (RFC 6763 section 9).</summary>
internal sealed class ServiceTypeBrowser(int capacity) : Browser
{
    private static readonly DnsQuestion Pointers = new(MdnsNames.ServiceTypes, DnsRecordType.Ptr);

    /// <summary>The types known now.</summary>
    public ImmutableHashSet<ServiceType> Types { get; private set; } = [];

    public override void CollectQuestions(RecordCache cache, ISet<DnsQuestion> into) => into.Add(Pointers);

    public override bool Refresh(IReadOnlyCollection<EngineLink> links)
    {
        ImmutableHashSet<ServiceType> types = [.. links
            .SelectMany(link => link.Cache.Find(Pointers.Name, DnsRecordType.Ptr))
            .Select(cached => MdnsNames.TryGetType(((PointerData)cached.Record.Data).Target, out ServiceType? type) ? type : null)
            .OfType<ServiceType>()
            .Take(capacity)];
        if (types.SetEquals(Types))
            return false;
        Types = types;
        return true;
    }
}
