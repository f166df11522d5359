using System.Buffers.Binary;
using System.Net;

namespace PeerProto.Diagnostics;

/// <summary>A UDP datagram in a packet.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="Destination">Where to.</param>
/// <param name="Length">Bytes of its content.</param>
/// <param name="Identification">The IPv4 identification; null under IPv6.</param>
/// <param name="Content">What was captured of its content.</param>
internal readonly record struct CapturedDatagram(IPEndPoint Source, IPEndPoint Destination, int Length, ushort? Identification, ReadOnlyMemory<byte> Content)
{
    private const int MaximumExtensionHeaders = 8;

    /// <summary>Finds the datagram in a packet.</summary>
    /// <param name="linkType">What the packet begins with.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="datagram">The datagram.</param>
    /// <param name="unread">The kind of header that is not read; null where it is.</param>
    /// <returns>False where there is none: another protocol, a later fragment, or too little was captured.</returns>
    public static bool TryRead(int linkType, ReadOnlyMemory<byte> packet, out CapturedDatagram datagram, out int? unread)
    {
        datagram = default;
        if (!LinkLayer.TryFindNetworkHeader(linkType, packet.Span, out int start, out unread))
            return false;
        ReadOnlyMemory<byte> bytes = packet[start..];
        return bytes.Length > 0 && (bytes.Span[0] >> 4) switch
        {
            4 => TryReadIPv4(bytes, out datagram),
            6 => TryReadIPv6(bytes, out datagram),
            _ => false,
        };
    }

    private static bool TryReadIPv4(ReadOnlyMemory<byte> bytes, out CapturedDatagram datagram)
    {
        datagram = default;
        ReadOnlySpan<byte> header = bytes.Span;
        if (header.Length < 20)
            return false;
        int headerLength = (header[0] & 0xF) * 4;
        bool isLaterFragment = (BinaryPrimitives.ReadUInt16BigEndian(header[6..]) & 0x1FFF) != 0;
        return headerLength >= 20 && header[9] == 17 && !isLaterFragment && header.Length >= headerLength
            && TryReadUdp(bytes[headerLength..], new IPAddress(header.Slice(12, 4)), new IPAddress(header.Slice(16, 4)), BinaryPrimitives.ReadUInt16BigEndian(header[4..]), out datagram);
    }

    private static bool TryReadIPv6(ReadOnlyMemory<byte> bytes, out CapturedDatagram datagram)
    {
        datagram = default;
        ReadOnlySpan<byte> header = bytes.Span;
        if (header.Length < 40)
            return false;
        int next = header[6];
        int start = 40;
        for (int count = 0; count < MaximumExtensionHeaders && next is 0 or 43 or 44 or 60; count++)
        {
            if (header.Length < start + 8 || (next == 44 && (BinaryPrimitives.ReadUInt16BigEndian(header[(start + 2)..]) & 0xFFF8) != 0))
                return false;
            int length = next == 44 ? 8 : (header[start + 1] + 1) * 8;
            next = header[start];
            start += length;
        }

        return next == 17 && header.Length >= start && TryReadUdp(bytes[start..], new IPAddress(header.Slice(8, 16)), new IPAddress(header.Slice(24, 16)), null, out datagram);
    }

    private static bool TryReadUdp(ReadOnlyMemory<byte> bytes, IPAddress source, IPAddress destination, ushort? identification, out CapturedDatagram datagram)
    {
        datagram = default;
        ReadOnlySpan<byte> header = bytes.Span;
        if (header.Length < 8)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(header[4..]) - 8;
        if (length < 0)
            return false;
        datagram = new CapturedDatagram(
            new IPEndPoint(source, BinaryPrimitives.ReadUInt16BigEndian(header)),
            new IPEndPoint(destination, BinaryPrimitives.ReadUInt16BigEndian(header[2..])),
            length,
            identification,
            bytes[8..Math.Min(bytes.Length, 8 + length)]);
        return true;
    }
}
