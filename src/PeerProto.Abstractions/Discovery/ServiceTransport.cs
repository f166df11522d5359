namespace PeerProto;

/// <summary>The transport label of a service type. DNS-SD knows two; <c>_udp</c> stands for everything but TCP (RFC 6763 section 7).</summary>
public enum ServiceTransport
{
    /// <summary><c>_tcp</c>.</summary>
    Tcp,

    /// <summary><c>_udp</c>.</summary>
    Udp,
}
