using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.DnsSd;

/// <summary>
/// Looks for the instances of one service type (RFC 6763 sections 4 and 5): asks for pointers, for the SRV and TXT record of each instance, and for
/// the addresses of each host. An instance is listed while all of them are known on some link.
/// </summary>
internal sealed class ServiceBrowser : Browser
{
    private readonly int _capacity;
    private readonly int _seed;
    private readonly DnsQuestion _pointers;
    private readonly DnsName _type;

    /// <summary>Prepares a browse.</summary>
    /// <param name="type">The type, with or without a subtype.</param>
    /// <param name="capacity">The most services listed.</param>
    /// <param name="seed">Decides among hosts of one service that are equally good.</param>
    public ServiceBrowser(ServiceType type, int capacity, int seed)
    {
        Type = type;
        _capacity = capacity;
        _seed = seed;
        _pointers = new DnsQuestion(MdnsNames.For(type), DnsRecordType.Ptr);
        _type = MdnsNames.For(type.BaseType);
    }

    public ServiceType Type { get; }

    /// <summary>The services known now, by instance name on the wire.</summary>
    public ImmutableDictionary<DnsName, DiscoveredService> Services { get; private set; } = ImmutableDictionary<DnsName, DiscoveredService>.Empty;

    public override void CollectQuestions(RecordCache cache, ISet<DnsQuestion> into)
    {
        into.Add(_pointers);
        foreach (DnsName instance in InstancesIn(cache))
        {
            into.Add(new DnsQuestion(instance, DnsRecordType.Srv));
            into.Add(new DnsQuestion(instance, DnsRecordType.Txt));
            if (LocationOf(cache, instance) is { } service)
            {
                into.Add(new DnsQuestion(service.Host, DnsRecordType.A));
                into.Add(new DnsQuestion(service.Host, DnsRecordType.Aaaa));
            }
        }
    }

    public override bool Refresh(IReadOnlyCollection<EngineLink> links)
    {
        ImmutableDictionary<DnsName, DiscoveredService> before = Services;
        ImmutableDictionary<DnsName, DiscoveredService>.Builder services = before.ToBuilder();
        HashSet<DnsName> present = [.. links.SelectMany(link => InstancesIn(link.Cache))];

        // What is listed keeps its place before anything new gets one, so that a flood on one link does not push out what another knows.
        foreach ((DnsName instance, DiscoveredService known) in before)
        {
            if (!present.Remove(instance) || Resolve(instance, links) is not { } service)
                services.Remove(instance);
            else if (!service.Equals(known))
                services[instance] = service;
        }

        foreach (DnsName instance in present)
        {
            if (services.Count >= _capacity)
                break;
            if (Resolve(instance, links) is { } service)
                services.Add(instance, service);
        }

        Services = services.ToImmutable();
        return !ReferenceEquals(before, Services);
    }

    /// <summary>The instances pointed to. When there are too many, those whose location is known come first, and then those heard of last.</summary>
    private IEnumerable<DnsName> InstancesIn(RecordCache cache)
    {
        IReadOnlyList<CachedRecord> pointers = cache.Find(_pointers.Name, DnsRecordType.Ptr);
        IEnumerable<CachedRecord> ordered = pointers.Count <= _capacity
            ? pointers
            : pointers.Where(cached => cache.IsResolved(cached.Record)).Concat(pointers.Reverse().Where(cached => !cache.IsResolved(cached.Record)));
        return ordered
            .Select(cached => ((PointerData)cached.Record.Data).Target)
            .Where(target => !target.IsRoot && target.Parent.Equals(_type))
            .Take(_capacity);
    }

    /// <summary>Puts together what the links say. Host, port and TXT come from the first link that knows them, addresses from all that agree on the host.</summary>
    private DiscoveredService? Resolve(DnsName instance, IReadOnlyCollection<EngineLink> links)
    {
        ServiceData? location = null;
        TxtRecord? txt = null;
        var places = new List<ServiceEndpoint>();
        foreach (EngineLink link in links)
        {
            if (LocationOf(link.Cache, instance) is not { } service || !TryGetTxt(link.Cache, instance, out TxtRecord? text))
                continue;
            location ??= service;
            txt ??= text;
            if (service.Port == location.Port && service.Host.Equals(location.Host))
                places.AddRange(PlacesOn(link, service).Where(place => !places.Contains(place)));
        }

        return location is null || txt is null || places.Count == 0
            ? null
            : new DiscoveredService(instance.FirstLabelText, Type.BaseType, location.Host.ToString(), location.Port, txt, places);
    }

    /// <summary>The SRV record that counts. Of several, one of the lowest priority number, drawn by its weight and then kept (RFC 6763 section 5, RFC 2782).</summary>
    private ServiceData? LocationOf(RecordCache cache, DnsName instance)
    {
        CachedRecord[] known = [.. cache.Find(instance, DnsRecordType.Srv)];
        if (known.Length > 1 && Array.FindAll(known, cached => !cached.IsLeaving) is { Length: > 0 } staying)
            known = staying;
        return ServiceSelection.Draw(Array.ConvertAll(known, static cached => (ServiceData)cached.Record.Data), _seed);
    }

    /// <summary>The TXT record; none, when the service's host says so, is the same as an empty one (RFC 6763 section 6.1). One that cannot be read hides the service, for what it is about is not known.</summary>
    private static bool TryGetTxt(RecordCache cache, DnsName instance, [NotNullWhen(true)] out TxtRecord? txt)
    {
        txt = null;
        if (Latest(cache, instance, DnsRecordType.Txt)?.Data is OpaqueData data)
            return TxtRecord.TryDecode(data.Bytes.Span, out txt);
        txt = cache.IsDenied(instance, DnsRecordType.Txt) ? TxtRecord.Empty : null;
        return txt is not null;
    }

    private static IEnumerable<ServiceEndpoint> PlacesOn(EngineLink link, ServiceData service)
    {
        bool isLoopbackLink = link.State.Addresses.All(address => IPAddress.IsLoopback(address.Address));
        CachedRecord[] addresses = [.. link.Cache.Find(service.Host, DnsRecordType.A), .. link.Cache.Find(service.Host, DnsRecordType.Aaaa)];
        // Addresses that are leaving step back for those that stay, and count for their grace when there are no others.
        bool isHostLeaving = addresses.All(cached => cached.IsLeaving);
        return addresses
            .Where(cached => isHostLeaving || !cached.IsLeaving)
            .Select(cached => ((AddressData)cached.Record.Data).Address)
            .Where(address => IsReachable(address, isLoopbackLink))
            .Select(address => address.IsIPv6LinkLocal ? new IPAddress(address.GetAddressBytes(), link.State.Link.InterfaceIndex) : address)
            .OrderBy(address => address.AddressFamily)
            .ThenBy(address => address.ToString(), StringComparer.Ordinal)
            .Select(address => new ServiceEndpoint(new IPEndPoint(address, service.Port), link.State.Link.InterfaceIndex));
    }

    /// <summary>Another host's loopback, wildcard or group address leads nowhere.</summary>
    private static bool IsReachable(IPAddress address, bool isLoopbackLink) =>
        (isLoopbackLink || !IPAddress.IsLoopback(address))
        && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
        && !address.IsIPv6Multicast && !address.IsIPv4MappedToIPv6
        && (address.GetAddressBytes() is not { Length: 4 } bytes || (bytes[0] & 0xF0) != 0xE0);

    /// <summary>The record that counts when an old one is still in its grace: the one heard last.</summary>
    private static DnsRecord? Latest(RecordCache cache, DnsName name, DnsRecordType type) =>
        cache.Find(name, type).OrderByDescending(cached => cached.IsLeaving).ThenBy(cached => cached.ReceivedAt).LastOrDefault()?.Record;
}
