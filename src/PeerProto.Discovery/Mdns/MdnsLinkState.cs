using System.Collections.Immutable;
using System.Net;
using PeerProto.Networking;

namespace PeerProto.Discovery.Mdns;

/// <summary>A link and the addresses of its interface, of both families: what this host answers there, and nothing of other interfaces.</summary>
/// <param name="Link">The link.</param>
/// <param name="Addresses">The addresses with their prefixes.</param>
internal sealed record MdnsLinkState(MdnsLink Link, ImmutableArray<InterfaceAddress> Addresses)
{
    private static readonly InterfaceAddress LinkLocal = new(new IPAddress([169, 254, 0, 0]), 16);

    /// <summary>Whether an address lies in a network of the interface (RFC 6762 section 11).</summary>
    public bool IsOnLink(IPAddress source)
    {
        foreach (InterfaceAddress address in Addresses)
        {
            if (address.Contains(source))
                return true;
        }

        return false;
    }

    /// <summary>Whether an address is the interface's own; scope ids are ignored.</summary>
    public bool IsOwn(IPAddress source)
    {
        foreach (InterfaceAddress address in Addresses)
        {
            if ((address with { PrefixLength = 128 }).Contains(source))
                return true;
        }

        return false;
    }

    /// <summary>Whether the interface had networks that are told apart by their prefixes, and has none of them now. Link-local ones look the same everywhere.</summary>
    public bool IsElsewhereThan(MdnsLinkState before)
    {
        InterfaceAddress[] networks = [.. before.Networks];
        return networks.Length > 0 && !Networks.Any(networks.Contains);
    }

    private IEnumerable<InterfaceAddress> Networks =>
        Addresses.Where(address => !address.Address.IsIPv6LinkLocal && !LinkLocal.Contains(address.Address)).Select(address => address.Network);

    public bool Equals(MdnsLinkState? other) =>
        other is not null && Link == other.Link && Addresses.AsSpan().SequenceEqual(other.Addresses.AsSpan());

    public override int GetHashCode() => Link.GetHashCode();
}
