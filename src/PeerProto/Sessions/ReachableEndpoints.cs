using System.Net;
using System.Net.Sockets;
using PeerProto.Networking;

namespace PeerProto.Sessions;

/// <summary>Where others reach what listens on this machine.</summary>
internal static class ReachableEndpoints
{
    /// <summary>
    /// The addresses of this machine in the place of wildcards, those of the loopback interface only where there are no others. Link-local IPv6 addresses are left out: their scope means nothing on
    /// another machine.
    /// </summary>
    /// <param name="local">Where something listens. A wildcard of IPv6 takes IPv4 too.</param>
    /// <param name="network">The machine's addresses, or null to ask the system.</param>
    public static IEnumerable<PeerEndpoint> Of(IEnumerable<PeerEndpoint> local, NetworkSnapshot? network)
    {
        IPAddress[]? own = null;
        foreach (PeerEndpoint endpoint in local)
        {
            if (endpoint.Address is not { } bound || !(bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any)))
            {
                yield return endpoint;
                continue;
            }

            foreach (IPAddress address in own ??= AddressesOf(network))
            {
                if (bound.Address.Equals(IPAddress.Any) && address.AddressFamily != AddressFamily.InterNetwork)
                    continue;
                yield return PeerEndpoint.FromAddress(endpoint.Transport, new IPEndPoint(address, bound.Port));
            }
        }
    }

    private static IPAddress[] AddressesOf(NetworkSnapshot? network)
    {
        if (network is null)
        {
            using NetworkMonitor monitor = new(TimeProvider.System);
            network = monitor.Current;
        }

        IPAddress[] addresses =
        [
            .. network.SelectUsable()
                .OrderBy(static candidate => candidate.IsLoopback)
                .SelectMany(static candidate => candidate.Addresses)
                .Select(static own => own.Address)
                .Where(static address => !address.IsIPv6LinkLocal),
        ];
        IPAddress[] others = [.. addresses.Where(static address => !IPAddress.IsLoopback(address))];
        return others.Length > 0 ? others : addresses;
    }
}
