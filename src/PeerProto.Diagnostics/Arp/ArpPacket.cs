using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto.Diagnostics;

/// <summary>An ARP packet of IPv4 over Ethernet (RFC 826).</summary>
/// <param name="IsRequest">Whether it asks; otherwise it answers.</param>
/// <param name="SenderHardware">The sender's hardware address, as it says itself.</param>
/// <param name="Sender">The sender's address; 0.0.0.0 in a probe.</param>
/// <param name="Target">The address that is asked for, or that is answered.</param>
internal readonly record struct ArpPacket(bool IsRequest, PhysicalAddress SenderHardware, IPAddress Sender, IPAddress Target)
{
    public const int Length = 28;

    /// <summary>Whether it asks if an address is free, without using it yet (RFC 5227 section 2.1.1).</summary>
    public bool IsProbe => IsRequest && Sender.Equals(IPAddress.Any);

    /// <summary>Whether it tells everybody who uses an address (RFC 5227 section 2.3), also called gratuitous ARP.</summary>
    public bool IsAnnouncement => Sender.Equals(Target) && !Sender.Equals(IPAddress.Any);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out ArpPacket packet)
    {
        packet = default;
        // hardware Ethernet, protocol IPv4, lengths 6 and 4
        if (bytes.Length < Length || !bytes[..6].SequenceEqual((ReadOnlySpan<byte>)[0, 1, 8, 0, 6, 4]))
            return false;
        int operation = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);
        if (operation is not (1 or 2))
            return false;
        packet = new ArpPacket(operation == 1, new PhysicalAddress(bytes.Slice(8, 6).ToArray()), new IPAddress(bytes.Slice(14, 4)), new IPAddress(bytes.Slice(24, 4)));
        return true;
    }

    /// <summary>A whole frame that asks everybody who has an address.</summary>
    /// <param name="own">The asking interface's hardware address.</param>
    /// <param name="sender">Its address; 0.0.0.0 asks without one.</param>
    /// <param name="target">The address asked for.</param>
    public static byte[] Request(PhysicalAddress own, IPAddress sender, IPAddress target)
    {
        byte[] hardware = own.GetAddressBytes();
        return
        [
            0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. hardware, 0x08, 0x06,
            0, 1, 8, 0, 6, 4, 0, 1, .. hardware, .. sender.GetAddressBytes(), 0, 0, 0, 0, 0, 0, .. target.GetAddressBytes(),
        ];
    }
}
