using System.Net;

namespace PeerProto.Testing;

/// <summary>The addresses of one host, without scope; null where the lab has none of that kind.</summary>
internal sealed record LabAddresses(IPAddress? IPv4, IPAddress? LinkLocal, IPAddress? UniqueLocal)
{
    public const int IPv4PrefixLength = 24;

    public const int IPv6PrefixLength = 64;
}
