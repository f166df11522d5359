using System.Net;
using System.Net.Sockets;

namespace PeerProto.Networking;

/// <summary>An address of an interface and the length of its network prefix.</summary>
/// <param name="Address">The address. IPv6 link-local addresses carry the interface's scope id.</param>
/// <param name="PrefixLength">The number of leading bits that name the network; 0 to 32 or 128.</param>
public readonly record struct InterfaceAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>Whether another address lies in the same network as this one. Addresses of the other family never do.</summary>
    /// <param name="other">The address to compare; its scope id is ignored.</param>
    /// <returns>True when the first <see cref="PrefixLength"/> bits agree.</returns>
    public bool Contains(IPAddress other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.AddressFamily != Address.AddressFamily)
            return false;

        Span<byte> mine = stackalloc byte[16];
        Span<byte> theirs = stackalloc byte[16];
        if (!Address.TryWriteBytes(mine, out int length) || !other.TryWriteBytes(theirs, out _))
            return false;

        int wholeBytes = Math.Clamp(PrefixLength, 0, length * 8) / 8;
        if (!mine[..wholeBytes].SequenceEqual(theirs[..wholeBytes]))
            return false;

        int restBits = PrefixLength - wholeBytes * 8;
        return restBits <= 0 || wholeBytes >= length || (mine[wholeBytes] ^ theirs[wholeBytes]) >> (8 - restBits) == 0;
    }

    /// <summary>The network that the address is in: its first <see cref="PrefixLength"/> bits, the others zero. Scope ids are left out.</summary>
    public InterfaceAddress Network
    {
        get
        {
            byte[] bytes = Address.GetAddressBytes();
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] &= (byte)(0xFF << (8 - Math.Clamp(PrefixLength - i * 8, 0, 8)));
            return new InterfaceAddress(new IPAddress(bytes), PrefixLength);
        }
    }

    /// <summary>Whether this is an IPv6 address.</summary>
    public bool IsIPv6 => Address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>The address and prefix length, as in <c>192.0.2.1/24</c>.</summary>
    /// <returns>The written address.</returns>
    public override string ToString() => $"{Address}/{PrefixLength}";
}
