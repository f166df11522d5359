using System.Net.Sockets;

namespace PeerProto.Discovery.Mdns;

/// <summary>One family of one interface: what multicast DNS treats as a network of its own.</summary>
/// <param name="InterfaceIndex">The system's number of the interface.</param>
/// <param name="Family">IPv4 or IPv6.</param>
internal readonly record struct MdnsLink(int InterfaceIndex, AddressFamily Family)
{
    public override string ToString() => $"{InterfaceIndex}/{(Family == AddressFamily.InterNetwork ? "IPv4" : "IPv6")}";
}
