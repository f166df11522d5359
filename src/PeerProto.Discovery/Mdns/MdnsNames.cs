using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>The names multicast DNS and DNS-SD are built around.</summary>
internal static class MdnsNames
{
    /// <summary>The port of multicast DNS (RFC 6762 section 3). A query from another one comes from a plain resolver.</summary>
    public const int Port = 5353;

    public static DnsName Local { get; } = DnsName.Parse("local");

    /// <summary>Points to every service type on the link (RFC 6763 section 9).</summary>
    public static DnsName ServiceTypes { get; } = DnsName.Parse("_services._dns-sd._udp.local");

    public static DnsName For(ServiceType type) => DnsName.Parse(type.ToString() + ".local");

    /// <summary>Reads the type out of a name such as <c>_http._tcp.local</c>.</summary>
    public static bool TryGetType(DnsName name, out ServiceType? type) => ServiceType.TryParse(name.ToString(), out type);
}
