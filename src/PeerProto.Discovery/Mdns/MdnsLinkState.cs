using System.Collections.Immutable;
using System.Net;
using PeerProto.Networking;

namespace PeerProto.Discovery.Mdns;

/// <summary>A link and the addresses of its interface, of both families: what this host answers there, and nothing of other interfaces.</summary>
/// <param name="Link">The link.</param>
/// <param name="Addresses">The addresses with their prefixes.</param>
internal sealed record MdnsLinkState(MdnsLink Link, ImmutableArray<InterfaceAddress> Addresses)
{
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

    public bool Equals(MdnsLinkState? other) =>
        other is not null && Link == other.Link && Addresses.AsSpan().SequenceEqual(other.Addresses.AsSpan());

    public override int GetHashCode() => Link.GetHashCode();
}
