using System.Collections.Immutable;
using System.Net;

namespace PeerProto.Networking;

/// <summary>The interfaces of the machine at one moment, ordered by index. Equal when everything in it is equal.</summary>
public sealed class NetworkSnapshot : IEquatable<NetworkSnapshot>
{
    /// <summary>Makes a snapshot of the given interfaces.</summary>
    /// <param name="interfaces">The interfaces in any order.</param>
    public NetworkSnapshot(IEnumerable<NetworkInterfaceSnapshot> interfaces)
    {
        ArgumentNullException.ThrowIfNull(interfaces);
        Interfaces = [.. interfaces.OrderBy(network => network.Index).ThenBy(network => network.Name, StringComparer.Ordinal)];
    }

    /// <summary>A machine without interfaces.</summary>
    public static NetworkSnapshot Empty { get; } = new([]);

    /// <summary>Every interface, up or not.</summary>
    public ImmutableArray<NetworkInterfaceSnapshot> Interfaces { get; }

    /// <summary>
    /// The interfaces that peers can be found on: up, with an address, not loopback and able to multicast. When there is none, the
    /// loopback interface, so that peers on an offline machine still find each other.
    /// </summary>
    /// <param name="filter">Leaves out interfaces for which it returns false; <see langword="null"/> keeps all.</param>
    /// <returns>The usable interfaces.</returns>
    public ImmutableArray<NetworkInterfaceSnapshot> SelectUsable(Func<NetworkInterfaceSnapshot, bool>? filter = null)
    {
        ImmutableArray<NetworkInterfaceSnapshot> up = [.. Interfaces.Where(network => network.IsUp && network.Addresses.Length > 0 && (filter is null || filter(network)))];
        ImmutableArray<NetworkInterfaceSnapshot> usable = [.. up.Where(network => !network.IsLoopback && network.SupportsMulticast)];
        return usable.Length > 0 ? usable : [.. up.Where(network => network.IsLoopback)];
    }

    /// <summary>The interface that has an address, or null where none that is up has it.</summary>
    /// <param name="address">The address; one mapped into IPv6 stands for the IPv4 address.</param>
    public NetworkInterfaceSnapshot? FindOwner(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (NetworkInterfaceSnapshot network in Interfaces)
        {
            // 127.0.0.0/8 belongs to the loopback interface as a whole (RFC 1122 section 3.2.1.3).
            if (network.IsUp && (network.Addresses.Any(own => own.Address.Equals(plain)) || (network.IsLoopback && IPAddress.IsLoopback(plain))))
                return network;
        }

        return null;
    }

    /// <summary>
    /// The interface that packets to an address leave by, as far as a snapshot tells: the one whose network the address is in, else the first with a default route of the address's family.
    /// </summary>
    /// <param name="destination">The address.</param>
    /// <returns>Null where nothing leads there.</returns>
    public NetworkInterfaceSnapshot? FindRoute(IPAddress destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        IPAddress plain = destination.IsIPv4MappedToIPv6 ? destination.MapToIPv4() : destination;
        if (FindOwner(plain) is not null)
            return Interfaces.FirstOrDefault(network => network.IsUp && network.IsLoopback);
        return Interfaces.FirstOrDefault(network => network.IsUp && network.Reaches(plain))
            ?? Interfaces.FirstOrDefault(network => network.IsUp && network.Gateways.Any(gateway => gateway.AddressFamily == plain.AddressFamily));
    }

    /// <summary>The network that leads to an address: its prefix and its router, which a machine meets again when it comes back to the same place.</summary>
    /// <param name="destination">The address.</param>
    /// <returns>Null where nothing leads there.</returns>
    public NetworkIdentity? IdentifyNetwork(IPAddress destination)
    {
        if (FindRoute(destination) is not { } network)
            return null;
        InterfaceAddress? own = network.Addresses.Where(own => own.Contains(destination)).Select(own => (InterfaceAddress?)own).FirstOrDefault()
            ?? network.Addresses.Where(own => own.Address.AddressFamily == destination.AddressFamily).Select(own => (InterfaceAddress?)own).FirstOrDefault();
        IPAddress? gateway = network.Gateways.FirstOrDefault(gateway => gateway.AddressFamily == destination.AddressFamily) ?? network.Gateways.FirstOrDefault();
        return new NetworkIdentity(network.Kind, own?.Network, gateway);
    }

    /// <summary>What became different since an earlier snapshot. Interfaces are the same when index and name are.</summary>
    /// <param name="earlier">The snapshot to compare with.</param>
    /// <returns>The difference.</returns>
    public NetworkDifference Since(NetworkSnapshot earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var before = earlier.Interfaces.ToDictionary(network => (network.Index, network.Name));
        var added = ImmutableArray.CreateBuilder<NetworkInterfaceSnapshot>();
        var changed = ImmutableArray.CreateBuilder<NetworkInterfaceSnapshot>();
        foreach (NetworkInterfaceSnapshot network in Interfaces)
        {
            if (!before.Remove((network.Index, network.Name), out NetworkInterfaceSnapshot? old))
                added.Add(network);
            else if (!network.Equals(old))
                changed.Add(network);
        }

        return new NetworkDifference(added.DrainToImmutable(), changed.DrainToImmutable(), [.. before.Values.OrderBy(network => network.Index)]);
    }

    /// <inheritdoc/>
    public bool Equals(NetworkSnapshot? other) => other is not null && Interfaces.AsSpan().SequenceEqual(other.Interfaces.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NetworkSnapshot);

    /// <inheritdoc/>
    public override int GetHashCode() => Interfaces.Length == 0 ? 0 : HashCode.Combine(Interfaces.Length, Interfaces[0]);
}
