using System.Collections.Immutable;

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
