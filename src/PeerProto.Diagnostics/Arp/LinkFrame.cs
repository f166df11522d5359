using System.Buffers.Binary;
using System.Net.NetworkInformation;

namespace PeerProto.Diagnostics;

/// <summary>What the link layer says of a frame that carries ARP or IPv4.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="IsToAll">Whether it is a broadcast.</param>
/// <param name="Protocol">The EtherType.</param>
/// <param name="Start">Where its content begins.</param>
internal readonly record struct LinkFrame(PhysicalAddress Source, bool IsToAll, int Protocol, int Start)
{
    public const int Arp = 0x0806;
    public const int IPv4 = 0x0800;

    /// <summary>The number of tcpdump.org for Ethernet.</summary>
    public const int Ethernet = 1;

    private const int Cooked = 113, CookedAgain = 276;
    private const int Pktap = 258, OlderPktap = 149;
    private const int ShortestPktap = 12;
    private const int AddressLength = 6;
    private const int MaximumTags = 3;

    /// <summary>Whether frames that begin with this header can be read.</summary>
    public static bool IsRead(int linkType) => linkType is Ethernet or Cooked or CookedAgain or Pktap or OlderPktap;

    /// <summary>Reads the head of a frame: Ethernet with VLANs, Linux' any interface (SLL, SLL2), or one of these behind Apple's PKTAP.</summary>
    /// <returns>False where it carries neither ARP nor IPv4, comes from no single station, or is too short.</returns>
    public static bool TryRead(int linkType, ReadOnlySpan<byte> bytes, out LinkFrame frame)
    {
        frame = default;
        return linkType switch
        {
            Ethernet => TryReadEthernet(bytes, out frame),
            Cooked => bytes.Length >= 16 && TryReadCooked(bytes, BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]), bytes[6..], BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]), 16, out frame),
            CookedAgain => bytes.Length >= 20 && TryReadCooked(bytes, bytes[10], bytes[11], bytes[12..], BinaryPrimitives.ReadUInt16BigEndian(bytes), 20, out frame),
            Pktap or OlderPktap => TryReadPktap(bytes, out frame),
            _ => false,
        };
    }

    // The header's own length, whether a packet follows, and the link type of that packet, each in four bytes, the lowest first (xnu, bsd/net/pktap.h).
    private static bool TryReadPktap(ReadOnlySpan<byte> bytes, out LinkFrame frame)
    {
        frame = default;
        if (bytes.Length < ShortestPktap || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != 1)
            return false;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        uint inner = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (length < ShortestPktap || length > bytes.Length || inner is not (Ethernet or Cooked or CookedAgain) || !TryRead((int)inner, bytes[(int)length..], out frame))
            return false;
        frame = frame with { Start = frame.Start + (int)length };
        return true;
    }

    private static bool TryReadEthernet(ReadOnlySpan<byte> bytes, out LinkFrame frame)
    {
        frame = default;
        if (bytes.Length < 14)
            return false;
        int start = 14;
        int protocol = BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]);
        return TryPassTags(bytes, ref protocol, ref start) && TryMake(bytes.Slice(6, AddressLength), bytes[..AddressLength].IndexOfAnyExcept((byte)0xFF) < 0, protocol, start, out frame);
    }

    // Each tag of a VLAN is its number and the protocol that follows.
    private static bool TryPassTags(ReadOnlySpan<byte> bytes, ref int protocol, ref int start)
    {
        for (int tags = 0; tags < MaximumTags && protocol is 0x8100 or 0x88A8 or 0x9100; tags++)
        {
            if (bytes.Length < start + 4)
                return false;
            protocol = BinaryPrimitives.ReadUInt16BigEndian(bytes[(start + 2)..]);
            start += 4;
        }

        return true;
    }

    // packet type 1: to all
    private static bool TryReadCooked(ReadOnlySpan<byte> bytes, int packetType, int addressLength, ReadOnlySpan<byte> address, int protocol, int start, out LinkFrame frame)
    {
        frame = default;
        return bytes.Length >= start && addressLength == AddressLength && TryPassTags(bytes, ref protocol, ref start) && TryMake(address[..AddressLength], packetType == 1, protocol, start, out frame);
    }

    private static bool TryMake(ReadOnlySpan<byte> source, bool isToAll, int protocol, int start, out LinkFrame frame)
    {
        frame = default;
        if (protocol is not (Arp or IPv4) || (source[0] & 1) != 0 || source.IndexOfAnyExcept((byte)0) < 0)
            return false;
        frame = new LinkFrame(new PhysicalAddress(source.ToArray()), isToAll, protocol, start);
        return true;
    }
}
