using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PeerProto.Networking;

/// <summary>Reads the interfaces of this machine from the system.</summary>
internal static class SystemNetwork
{
    /// <summary>The most addresses kept of one interface.</summary>
    private const int MaximumAddresses = 64;

    /// <summary>The most routers kept of one interface.</summary>
    private const int MaximumGateways = 16;

    public static CapturedNetwork Capture()
    {
        LinuxAddressFlags flags = LinuxAddressFlags.Read();
        var snapshot = new NetworkSnapshot(
            NetworkInterface.GetAllNetworkInterfaces().Select(network => Describe(network, flags.Unusable)).OfType<NetworkInterfaceSnapshot>());
        return new CapturedNetwork(snapshot, flags.HasTentative);
    }

    private static NetworkInterfaceSnapshot? Describe(NetworkInterface network, IReadOnlySet<IPAddress> unusable)
    {
        try
        {
            IPInterfaceProperties properties = network.GetIPProperties();
            return new NetworkInterfaceSnapshot
            {
                Name = network.Name,
                Index = IndexOf(network, properties),
                Kind = KindOf(network.NetworkInterfaceType),
                // Loopback and software interfaces have no carrier, which Linux reports as an unknown state.
                IsUp = network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown,
                SupportsMulticast = network.SupportsMulticast,
                Addresses = [.. properties.UnicastAddresses
                    .Where(unicast => unicast.Address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !unusable.Contains(unicast.Address))
                    .Select(unicast => new InterfaceAddress(unicast.Address, unicast.PrefixLength))
                    .Distinct()
                    .OrderBy(address => address.IsIPv6)
                    .ThenBy(address => address.Address.ToString(), StringComparer.Ordinal)
                    .Take(MaximumAddresses)],
                Gateways = [.. properties.GatewayAddresses
                    .Select(gateway => gateway.Address)
                    .Where(address => address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
                    .Distinct()
                    .OrderBy(address => address.AddressFamily)
                    .ThenBy(address => address.ToString(), StringComparer.Ordinal)
                    .Take(MaximumGateways)],
            };
        }
        catch (NetworkInformationException)
        {
            // The interface went away between being listed and being read.
            return null;
        }
    }

    private static int IndexOf(NetworkInterface network, IPInterfaceProperties properties) =>
        network.Supports(NetworkInterfaceComponent.IPv4) ? properties.GetIPv4Properties().Index
        : network.Supports(NetworkInterfaceComponent.IPv6) ? properties.GetIPv6Properties().Index
        : 0;

    private static NetworkInterfaceKind KindOf(NetworkInterfaceType type) => type switch
    {
        NetworkInterfaceType.Loopback => NetworkInterfaceKind.Loopback,
        NetworkInterfaceType.Ethernet or NetworkInterfaceType.FastEthernetFx or NetworkInterfaceType.FastEthernetT
            or NetworkInterfaceType.GigabitEthernet or NetworkInterfaceType.Ethernet3Megabit => NetworkInterfaceKind.Ethernet,
        NetworkInterfaceType.Wireless80211 => NetworkInterfaceKind.Wireless,
        NetworkInterfaceType.Wwanpp or NetworkInterfaceType.Wwanpp2 or NetworkInterfaceType.Wman => NetworkInterfaceKind.Cellular,
        NetworkInterfaceType.Tunnel or NetworkInterfaceType.Ppp or NetworkInterfaceType.Slip => NetworkInterfaceKind.Tunnel,
        _ => NetworkInterfaceKind.Other,
    };
}
