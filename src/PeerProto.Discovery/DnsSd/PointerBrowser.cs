using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.DnsSd;

/// <summary>Looks for the instances of one service type by the pointers to them (RFC 6763 section 4).</summary>
/// <param name="type">The type, with or without a subtype.</param>
/// <param name="capacity">The most instances listed.</param>
internal abstract class PointerBrowser(ServiceType type, int capacity) : Browser
{
    private readonly DnsQuestion _pointers = new(MdnsNames.For(type), DnsRecordType.Ptr);
    private readonly DnsName _type = MdnsNames.For(type.BaseType);

    protected int Capacity => capacity;

    public override void CollectQuestions(RecordCache cache, ISet<DnsQuestion> into) => into.Add(_pointers);

    /// <summary>The instances pointed to, as many as have room.</summary>
    protected IEnumerable<DnsName> InstancesIn(RecordCache cache)
    {
        IReadOnlyList<CachedRecord> pointers = cache.Find(_pointers.Name, DnsRecordType.Ptr);
        return TargetsOf(pointers.Count <= capacity ? pointers : InOrder(cache, pointers)).Take(capacity);
    }

    /// <summary>Which of too many pointers come first: those heard first.</summary>
    protected virtual IEnumerable<CachedRecord> InOrder(RecordCache cache, IReadOnlyList<CachedRecord> pointers) => pointers;

    /// <summary>All instances pointed to, in the order in which they were heard of.</summary>
    protected IEnumerable<DnsName> AllInstancesIn(RecordCache cache) => TargetsOf(cache.Find(_pointers.Name, DnsRecordType.Ptr));

    private IEnumerable<DnsName> TargetsOf(IEnumerable<CachedRecord> pointers) =>
        pointers.Select(static cached => ((PointerData)cached.Record.Data).Target).Where(target => !target.IsRoot && target.Parent.Equals(_type));
}
