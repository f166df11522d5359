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

    /// <summary>The name whose pointers lead to the services of a type, or of its subtype (RFC 6763 sections 4.1 and 7.1).</summary>
    public static DnsName For(ServiceType type)
    {
        DnsName name = DnsName.Parse(type.BaseType.ToString() + ".local");
        return type.Subtype is null ? name : name.Child("_sub").Child(type.Subtype);
    }

    /// <summary>Reads the type out of a name such as <c>_http._tcp.local</c>.</summary>
    public static bool TryGetType(DnsName name, out ServiceType? type) => ServiceType.TryParse(name.ToString(), out type) && type.Subtype is null;
}
