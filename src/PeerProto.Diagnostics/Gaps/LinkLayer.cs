using System.Buffers.Binary;

namespace PeerProto.Diagnostics;

/// <summary>Finds where IP begins in a packet. Numbers of link types are those of https://www.tcpdump.org/linktypes.html.</summary>
internal static class LinkLayer
{
    private const int Pktap = 258;

    /// <summary>What libpcap called PKTAP before it had a number of its own: one that users may give any meaning.</summary>
    private const int OlderPktap = 149;

    private const int PktapPacket = 1;
    private const int ShortestPktap = 12;
    private const int LongestPktap = 1024;

    /// <summary>Finds the header of IP.</summary>
    /// <param name="linkType">What the packet begins with.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="start">Where IP begins.</param>
    /// <param name="unread">The kind of header that is not read; null where it is.</param>
    /// <returns>Whether IP begins somewhere.</returns>
    public static bool TryFindNetworkHeader(int linkType, ReadOnlySpan<byte> packet, out int start, out int? unread)
    {
        start = 0;
        unread = null;
        switch (linkType)
        {
            case 1: // Ethernet
                return TryPassEthernet(packet, out start);
            case 113: // Linux, any interface
                start = 16;
                return packet.Length > start && BinaryPrimitives.ReadUInt16BigEndian(packet[14..]) is 0x0800 or 0x86DD;
            case 276: // the same, second version
                start = 20;
                return packet.Length > start && BinaryPrimitives.ReadUInt16BigEndian(packet) is 0x0800 or 0x86DD;
            case 0 or 108: // BSD loopback: the family, whose number differs between systems
                start = 4;
                return packet.Length > start;
            case 12 or 14 or 101 or 228 or 229: // IP without a header before it
                return packet.Length > 0;
            case Pktap or OlderPktap:
                return TryPassPktap(linkType, packet, out start, out unread);
            default:
                unread = linkType;
                return false;
        }
    }

    private static bool TryPassEthernet(ReadOnlySpan<byte> packet, out int start)
    {
        start = 14;
        if (packet.Length < start)
            return false;
        int type = BinaryPrimitives.ReadUInt16BigEndian(packet[12..]);
        for (int tags = 0; tags < 3 && type is 0x8100 or 0x88A8 or 0x9100; tags++)
        {
            if (packet.Length < start + 4)
                return false;
            type = BinaryPrimitives.ReadUInt16BigEndian(packet[(start + 2)..]);
            start += 4;
        }

        return type is 0x0800 or 0x86DD && packet.Length > start;
    }

    // Apple's header before the one of the interface: its own length, whether a packet follows, and the link type of that packet, each in four bytes, the lowest first;
    // then the interface's name, the process and more, which are passed over (xnu, bsd/net/pktap.h). The length tells an unknown form: it does not fit.
    private static bool TryPassPktap(int linkType, ReadOnlySpan<byte> packet, out int start, out int? unread)
    {
        start = 0;
        unread = linkType;
        if (packet.Length < ShortestPktap || BinaryPrimitives.ReadUInt32LittleEndian(packet) is not (>= ShortestPktap and <= LongestPktap and var length) || length > packet.Length)
            return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(packet[4..]) != PktapPacket)
        {
            unread = null; // nothing follows
            return false;
        }

        uint inner = BinaryPrimitives.ReadUInt32LittleEndian(packet[8..]);
        if (inner is Pktap or OlderPktap or > ushort.MaxValue)
            return false;
        bool isFound = TryFindNetworkHeader((int)inner, packet[(int)length..], out int behind, out unread);
        start = (int)length + behind;
        return isFound;
    }
}
