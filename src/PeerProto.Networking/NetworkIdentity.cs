using System.Net;

namespace PeerProto.Networking;

/// <summary>
/// What a network is recognised by when the machine comes back to it: what the interface is made of, the prefix of its addresses and its router. Two networks can look the same, so it
/// serves to remember what worked, never to decide whom to trust.
/// </summary>
/// <param name="Kind">What the interface is made of.</param>
/// <param name="Prefix">The network's prefix, or null where the interface has no address of the family.</param>
/// <param name="Gateway">The router, or null where there is none.</param>
public sealed record NetworkIdentity(NetworkInterfaceKind Kind, InterfaceAddress? Prefix, IPAddress? Gateway)
{
    /// <summary>Prefix and router, as in <c>192.0.2.0/24 via 192.0.2.1</c>.</summary>
    /// <returns>The written network.</returns>
    public override string ToString() => Gateway is null ? $"{Prefix}" : $"{Prefix} via {Gateway}";
}
