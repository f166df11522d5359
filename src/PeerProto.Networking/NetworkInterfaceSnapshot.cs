using System.Collections.Immutable;
using System.Net;

namespace PeerProto.Networking;

/// <summary>A network interface as it was at one moment. Equal when everything in it is equal.</summary>
public sealed record NetworkInterfaceSnapshot
{
    /// <summary>The system's name, such as <c>eth0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The system's number for the interface; also the scope id of its link-local addresses.</summary>
    public required int Index { get; init; }

    /// <summary>What the interface is made of.</summary>
    public NetworkInterfaceKind Kind { get; init; }

    /// <summary>Whether packets can pass: switched on, and with a carrier where the system tells.</summary>
    public bool IsUp { get; init; }

    /// <summary>Whether the system says that the interface can multicast. Linux says no for <c>lo</c>, though IPv4 multicast works there.</summary>
    public bool SupportsMulticast { get; init; }

    /// <summary>The usable unicast addresses in a stable order. An IPv6 address still being checked for duplicates is left out until it can be used.</summary>
    public ImmutableArray<InterfaceAddress> Addresses { get; init; } = [];

    /// <summary>The addresses of the routers that default routes through this interface lead to, in a stable order; empty where no default route uses it.</summary>
    public ImmutableArray<IPAddress> Gateways { get; init; } = [];

    /// <summary>Whether an address is in one of the networks that this interface is on, so that no router stands between.</summary>
    /// <param name="address">The address. Where it is link-local IPv6 with a scope, the scope decides.</param>
    public bool Reaches(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv6LinkLocal && address.ScopeId != 0)
            return address.ScopeId == Index;
        return Addresses.Any(own => own.Contains(address));
    }

    /// <summary>Whether this is the machine talking to itself.</summary>
    public bool IsLoopback => Kind == NetworkInterfaceKind.Loopback;

    /// <inheritdoc/>
    public bool Equals(NetworkInterfaceSnapshot? other) =>
        other is not null
        && Name == other.Name
        && Index == other.Index
        && Kind == other.Kind
        && IsUp == other.IsUp
        && SupportsMulticast == other.SupportsMulticast
        && Addresses.AsSpan().SequenceEqual(other.Addresses.AsSpan())
        && Gateways.AsSpan().SequenceEqual(other.Gateways.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Index, IsUp, Addresses.Length);
}
