using System.Buffers.Binary;
using System.Net;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>What the headers of a UDP packet say.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Destination">Where it goes.</param>
/// <param name="TimeToLive">The routers it may pass.</param>
/// <param name="IsResponse">Whether it is a DNS response; meaningless on other ports than that of multicast DNS.</param>
internal sealed record CapturedPacket(IPEndPoint Source, IPEndPoint Destination, int TimeToLive, bool IsResponse)
{
    private const int Udp = 17;
    private const int UdpHeader = 8;

    /// <summary>Reads a packet from its IP header on; null when it is no UDP packet with at least the flags of a DNS message.</summary>
    public static CapturedPacket? Parse(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 20)
            return null;
        (int header, int addresses, int size, int hops, int protocol) = (packet[0] >> 4) switch
        {
            4 => ((packet[0] & 15) * 4, 12, 4, packet[8], packet[9]),
            6 => (40, 8, 16, packet[7], packet[6]),
            _ => default,
        };
        if (protocol != Udp || packet.Length < header + UdpHeader + 4)
            return null;

        ReadOnlySpan<byte> udp = packet[header..];
        return new CapturedPacket(
            new IPEndPoint(new IPAddress(packet.Slice(addresses, size)), BinaryPrimitives.ReadUInt16BigEndian(udp)),
            new IPEndPoint(new IPAddress(packet.Slice(addresses + size, size)), BinaryPrimitives.ReadUInt16BigEndian(udp[2..])),
            hops,
            (udp[UdpHeader + 2] & 0x80) != 0);
    }
}
