using System.Net;

namespace PeerProto;

/// <summary>Where a service can be reached, and over which network it was seen there.</summary>
/// <param name="Endpoint">The address and port. A link-local IPv6 address carries the scope id of its interface, so it can be connected to as it is.</param>
/// <param name="InterfaceIndex">The system's number of the interface that the service was seen on; 0 where it was seen on none, as with services of a domain's name servers.</param>
public readonly record struct ServiceEndpoint(IPEndPoint Endpoint, int InterfaceIndex)
{
    /// <summary>The endpoint, and the interface where there is one.</summary>
    /// <returns>The written endpoint.</returns>
    public override string ToString() => InterfaceIndex == 0 ? $"{Endpoint}" : $"{Endpoint} on {InterfaceIndex}";
}
