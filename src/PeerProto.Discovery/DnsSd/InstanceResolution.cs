using System.Diagnostics.CodeAnalysis;
using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.DnsSd;

/// <summary>What has to be asked about an instance of a service type, and what the caches say of it (RFC 6763 section 5).</summary>
/// <param name="type">The type that its services are of.</param>
/// <param name="seed">Decides among hosts of one service that are equally good.</param>
internal sealed class InstanceResolution(ServiceType type, int seed)
{
    /// <summary>Adds the questions about an instance: for its SRV and TXT record, and for the addresses of its host once that is known.</summary>
    public void CollectQuestions(RecordCache cache, DnsName instance, ISet<DnsQuestion> into)
    {
        into.Add(new DnsQuestion(instance, DnsRecordType.Srv));
        into.Add(new DnsQuestion(instance, DnsRecordType.Txt));
        if (LocationOf(cache, instance) is { } service)
        {
            into.Add(new DnsQuestion(service.Host, DnsRecordType.A));
            into.Add(new DnsQuestion(service.Host, DnsRecordType.Aaaa));
        }
    }

    /// <summary>Puts together what the links say. Host, port and TXT come from the first link that knows them, addresses from all that agree on the host.</summary>
    public DiscoveredService? Resolve(DnsName instance, IReadOnlyCollection<EngineLink> links)
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
            : new DiscoveredService(instance.FirstLabelText, type, location.Host.ToString(), location.Port, txt, places);
    }

    /// <summary>The SRV record that counts. Of several, one of the lowest priority number, drawn by its weight and then kept (RFC 6763 section 5, RFC 2782).</summary>
    private ServiceData? LocationOf(RecordCache cache, DnsName instance)
    {
        CachedRecord[] known = [.. cache.Find(instance, DnsRecordType.Srv)];
        if (known.Length > 1 && Array.FindAll(known, cached => !cached.IsLeaving) is { Length: > 0 } staying)
            known = staying;
        return ServiceSelection.Draw(Array.ConvertAll(known, static cached => (ServiceData)cached.Record.Data), seed);
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
            .Where(address => isLoopbackLink ? UsableAddress.IsLoopbackOrUsable(address) : UsableAddress.Is(address))
            .Select(address => address.IsIPv6LinkLocal ? new IPAddress(address.GetAddressBytes(), link.State.Link.InterfaceIndex) : address)
            .OrderBy(address => address.AddressFamily)
            .ThenBy(address => address.ToString(), StringComparer.Ordinal)
            .Select(address => new ServiceEndpoint(new IPEndPoint(address, service.Port), link.State.Link.InterfaceIndex));
    }

    /// <summary>The record that counts when an old one is still in its grace: the one heard last.</summary>
    private static DnsRecord? Latest(RecordCache cache, DnsName name, DnsRecordType type) =>
        cache.Find(name, type).OrderByDescending(cached => cached.IsLeaving).ThenBy(cached => cached.ReceivedAt).LastOrDefault()?.Record;
}
