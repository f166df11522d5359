using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.Sockets;

/// <summary>
/// One socket for one family on port 5353, shared with other responders of this host. It joins the group interface by interface and learns from
/// packet information where a datagram came in. Unicast to the shared port reaches only one of its owners, so nothing here relies on it.
/// </summary>
internal sealed class MulticastSocket : IDisposable
{
    /// <summary>What RFC 6762 section 11 asks for, so that receivers can tell that no router was passed.</summary>
    private const int TimeToLive = 255;

    private static readonly IPAddress GroupIPv4 = IPAddress.Parse("224.0.0.251");
    private static readonly IPAddress GroupIPv6 = IPAddress.Parse("ff02::fb");

    private readonly Socket _socket;
    private readonly AddressFamily _family;
    private readonly byte[] _buffer = new byte[DnsLimits.MaximumMessageLength + 1];
    private int _sendInterface = -1;

    /// <summary>Opens and binds the socket.</summary>
    /// <exception cref="SocketException">The system refuses.</exception>
    public MulticastSocket(AddressFamily family)
    {
        _family = family;
        _socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (IsIPv6)
                _socket.DualMode = false;
            DatagramRefusals.Ignore(_socket);
            // On Unix this sets SO_REUSEPORT too, which other responders on the port need.
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _socket.SetSocketOption(Level, SocketOptionName.PacketInformation, true);
            _socket.SetSocketOption(Level, SocketOptionName.MulticastTimeToLive, TimeToLive);
            _socket.SetSocketOption(Level, SocketOptionName.MulticastLoopback, true);
            _socket.Ttl = TimeToLive;
            _socket.Bind(new IPEndPoint(Any, MdnsNames.Port));
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>Joins the group on an interface.</summary>
    /// <exception cref="SocketException">The interface cannot.</exception>
    public void Join(int interfaceIndex) => SetMembership(SocketOptionName.AddMembership, interfaceIndex);

    /// <summary>Leaves the group on an interface.</summary>
    /// <exception cref="SocketException">The interface is gone, and the membership with it.</exception>
    public void Leave(int interfaceIndex) => SetMembership(SocketOptionName.DropMembership, interfaceIndex);

    /// <summary>Sends on one interface, to the group or to one host. One call at a time.</summary>
    /// <exception cref="SocketException">The system refuses.</exception>
    public async ValueTask SendAsync(MdnsDatagram datagram, CancellationToken cancellationToken)
    {
        int index = datagram.Link.InterfaceIndex;
        IPEndPoint destination = datagram.Destination
            ?? new IPEndPoint(IsIPv6 ? new IPAddress(GroupIPv6.GetAddressBytes(), index) : GroupIPv4, MdnsNames.Port);
        if (!IsIPv6 && _sendInterface != index)
        {
            _socket.SetSocketOption(Level, SocketOptionName.MulticastInterface, IPAddress.HostToNetworkOrder(index));
            _sendInterface = index;
        }

        await _socket.SendToAsync(datagram.Bytes, SocketFlags.None, destination, cancellationToken);
    }

    /// <summary>Waits for a datagram; <see langword="null"/> for one that is too long. One call at a time.</summary>
    /// <exception cref="SocketException">The system reports an error.</exception>
    public async ValueTask<ReceivedDatagram?> ReceiveAsync(CancellationToken cancellationToken)
    {
        SocketReceiveMessageFromResult result =
            await _socket.ReceiveMessageFromAsync(_buffer, SocketFlags.None, new IPEndPoint(Any, 0), cancellationToken);
        if (result.ReceivedBytes > DnsLimits.MaximumMessageLength || (result.SocketFlags & SocketFlags.Truncated) != 0)
            return null;

        bool isMulticast = result.PacketInformation.Address.Equals(IsIPv6 ? GroupIPv6 : GroupIPv4)
            || result.PacketInformation.Address.IsIPv6Multicast;
        return new ReceivedDatagram(
            new MdnsLink(result.PacketInformation.Interface, _family),
            (IPEndPoint)result.RemoteEndPoint,
            isMulticast,
            _buffer.AsSpan(0, result.ReceivedBytes).ToArray());
    }

    public void Dispose() => _socket.Dispose();

    private bool IsIPv6 => _family == AddressFamily.InterNetworkV6;

    private IPAddress Any => IsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    private SocketOptionLevel Level => IsIPv6 ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP;

    private void SetMembership(SocketOptionName option, int interfaceIndex) =>
        _socket.SetSocketOption(Level, option, IsIPv6
            ? new IPv6MulticastOption(GroupIPv6, interfaceIndex)
            : new MulticastOption(GroupIPv4, interfaceIndex));
}
