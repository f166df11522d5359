using System.Net;
using PeerProto.Networking;

namespace PeerProto.Sessions;

/// <summary>Tells the path of a connection from a snapshot of the machine's network.</summary>
internal static class PathFinder
{
    /// <summary>Describes a path.</summary>
    /// <param name="network">The machine's network, or null where it is not watched.</param>
    /// <param name="local">This end of the connection.</param>
    /// <param name="remote">The peer's end.</param>
    /// <param name="before">The path as it was before, which tells the interface where that has gone.</param>
    /// <param name="alternatives">Other addresses at which the peer is known.</param>
    public static PeerPath Describe(NetworkSnapshot? network, PeerEndpoint local, PeerEndpoint remote, PeerPath? before, IEnumerable<IPAddress> alternatives)
    {
        PeerPath path = new() { LocalEndpoint = local, RemoteEndpoint = remote };
        if (network is null || local.Address?.Address is not { } own || remote.Address?.Address is not { } peer)
            return path;
        NetworkInterfaceSnapshot? used = network.FindOwner(own);
        if (used is null)
        {
            return path with
            {
                InterfaceName = before?.InterfaceName,
                InterfaceKind = before?.InterfaceKind,
                IsExpensive = before?.IsExpensive,
                IsViable = false,
                HasBetterPath = network.FindRoute(peer) is not null,
            };
        }

        bool isHere = network.FindOwner(peer) is not null;
        bool isNear = isHere || used.Reaches(peer);
        IPAddress? gateway = isNear ? null : used.Gateways.FirstOrDefault(router => router.AddressFamily == peer.AddressFamily);
        return path with
        {
            InterfaceName = used.Name,
            InterfaceKind = used.Kind,
            InterfaceAddresses = [.. used.Addresses.Select(static address => address.Address)],
            Gateway = gateway,
            // What a person or a carrier has set is not in a snapshot; that a mobile network is paid for by the byte is its kind.
            IsExpensive = used.Kind == NetworkInterfaceKind.Cellular ? true : null,
            IsViable = isNear || gateway is not null,
            HasBetterPath = !isHere && network.Interfaces.Any(other =>
                other.IsUp && other.Index != used.Index && RankOf(other.Kind) > RankOf(used.Kind) && alternatives.Append(peer).Any(other.Reaches)),
        };
    }

    private static int RankOf(NetworkInterfaceKind kind) => kind switch
    {
        NetworkInterfaceKind.Loopback => 0, // leads to nobody else
        NetworkInterfaceKind.Cellular => 1,
        NetworkInterfaceKind.Tunnel => 2,
        NetworkInterfaceKind.Other => 3,
        NetworkInterfaceKind.Wireless => 4,
        _ => 5,
    };
}
