using System.Buffers.Binary;
using System.Net;

namespace PeerProto.Diagnostics;

/// <summary>Where a DHCP message stands in an IPv4 packet.</summary>
/// <param name="IsToAll">Whether it goes to 255.255.255.255.</param>
/// <param name="Start">Where its content begins, from the IPv4 header on.</param>
/// <param name="Length">How much of it is there.</param>
/// <param name="IsCut">Whether more was sent: the capture has less of each packet, or the rest comes in other fragments.</param>
/// <param name="IsFromClient">Whether it comes from a client's port and goes to a server's.</param>
internal readonly record struct DhcpDatagram(bool IsToAll, int Start, int Length, bool IsCut, bool IsFromClient)
{
    private const int ServerPort = 67, ClientPort = 68;
    private const int Udp = 17, UdpHeader = 8;

    /// <summary>Finds a UDP datagram between the ports of DHCP.</summary>
    /// <param name="packet">The packet from its IPv4 header on.</param>
    /// <param name="datagram">Where the content is.</param>
    /// <returns>False where the packet is something else, a later fragment, or cut off before the content.</returns>
    public static bool TryFind(ReadOnlySpan<byte> packet, out DhcpDatagram datagram)
    {
        datagram = default;
        if (packet.Length < 20 || packet[0] >> 4 != 4)
            return false;
        int header = (packet[0] & 0xF) * 4;
        bool isLaterFragment = (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & 0x1FFF) != 0;
        if (header < 20 || packet[9] != Udp || isLaterFragment || packet.Length < header + UdpHeader)
            return false;
        ReadOnlySpan<byte> udp = packet[header..];
        int source = BinaryPrimitives.ReadUInt16BigEndian(udp);
        int destination = BinaryPrimitives.ReadUInt16BigEndian(udp[2..]);
        int length = BinaryPrimitives.ReadUInt16BigEndian(udp[4..]) - UdpHeader;
        if (source is not (ServerPort or ClientPort) || destination is not (ServerPort or ClientPort) || length < 0)
            return false;
        datagram = new DhcpDatagram(BinaryPrimitives.ReadUInt32BigEndian(packet[16..]) == uint.MaxValue, header + UdpHeader, Math.Min(length, udp.Length - UdpHeader), length > udp.Length - UdpHeader, source == ClientPort && destination == ServerPort);
        return true;
    }
}
