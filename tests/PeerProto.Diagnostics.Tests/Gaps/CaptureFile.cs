using System.Buffers.Binary;
using System.Net;

namespace PeerProto.Diagnostics.Tests.Gaps;

/// <summary>Writes captures byte by byte after the formats' descriptions.</summary>
internal sealed class CaptureFile(bool isNext, bool isBig, int linkType, bool hasNanoseconds = false)
{
    private static readonly byte[] Ethernet = [1, 0, 0x5E, 1, 2, 3, 2, 0, 0, 0, 0, 1];

    private readonly MemoryStream _output = new();
    private bool _hasHeader;

    public static IPEndPoint Sender { get; } = new(IPAddress.Parse("192.0.2.1"), 4000);

    public static IPEndPoint Group { get; } = new(IPAddress.Parse("239.1.2.3"), 4001);

    public byte[] ToArray()
    {
        Begin();
        return _output.ToArray();
    }

    /// <summary>A datagram whose content begins with its number, four bytes, the highest first.</summary>
    public CaptureFile Add(double milliseconds, uint number, int length = 200, ushort identification = 0, IPEndPoint? source = null, IPEndPoint? destination = null)
    {
        byte[] content = new byte[length];
        if (length >= 4)
            BinaryPrimitives.WriteUInt32BigEndian(content, number);
        return AddPacket(milliseconds, [.. LinkHeader((source ?? Sender).Address), .. Ip(source ?? Sender, destination ?? Group, content, identification)]);
    }

    public CaptureFile AddPacket(double milliseconds, byte[] packet)
    {
        Begin();
        long nanoseconds = 1_700_000_000_000_000_000 + (long)(milliseconds * 1e6);
        if (isNext)
        {
            ulong time = (ulong)(hasNanoseconds ? nanoseconds : nanoseconds / 1000);
            int padding = (4 - (packet.Length % 4)) % 4;
            uint total = (uint)(32 + packet.Length + padding);
            UInt32(6, total, 0, (uint)(time >> 32), (uint)time, (uint)packet.Length, (uint)packet.Length);
            _output.Write(packet);
            _output.Write(new byte[padding]);
            UInt32(total);
        }
        else
        {
            UInt32((uint)(nanoseconds / 1_000_000_000), (uint)(nanoseconds % 1_000_000_000 / (hasNanoseconds ? 1 : 1000)), (uint)packet.Length, (uint)packet.Length);
            _output.Write(packet);
        }

        return this;
    }

    private void Begin()
    {
        if (_hasHeader)
            return;
        _hasHeader = true;
        if (!isNext)
        {
            UInt32(hasNanoseconds ? 0xA1B23C4D : 0xA1B2C3D4);
            UInt16(2, 4);
            UInt32(0, 0, 65535, (uint)linkType);
            return;
        }

        UInt32(0x0A0D0D0A, 28, 0x1A2B3C4D);
        UInt16(1, 0);
        UInt32(uint.MaxValue, uint.MaxValue, 28);
        UInt32(1, hasNanoseconds ? 32U : 20);
        UInt16((ushort)linkType, 0);
        UInt32(65535);
        if (hasNanoseconds)
        {
            UInt16(9, 1);
            _output.Write([9, 0, 0, 0]);
            UInt16(0, 0);
        }

        UInt32(hasNanoseconds ? 32U : 20);
    }

    private byte[] LinkHeader(IPAddress address)
    {
        byte[] type = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? [0x08, 0x00] : [0x86, 0xDD];
        return linkType switch
        {
            1 => [.. Ethernet, 0x81, 0x00, 0, 5, .. type], // in VLAN 5
            258 => [108, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, .. "en0"u8, .. new byte[93], .. Ethernet, .. type], // as rvictl writes it
            113 => [0, 1, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, .. type],
            276 => [.. type, 0, 0, 0, 0, 0, 2, 0, 1, 1, 6, 2, 0, 0, 0, 0, 1, 0, 0],
            0 => isBig ? [0, 0, 0, 2] : [2, 0, 0, 0],
            _ => [],
        };
    }

    private static byte[] Ip(IPEndPoint source, IPEndPoint destination, byte[] content, ushort identification)
    {
        byte[] udp = [.. Big((ushort)source.Port), .. Big((ushort)destination.Port), .. Big((ushort)(content.Length + 8)), 0, 0, .. content];
        return source.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? [0x45, 0, .. Big((ushort)(20 + udp.Length)), .. Big(identification), 0, 0, 64, 17, 0, 0, .. source.Address.GetAddressBytes(), .. destination.Address.GetAddressBytes(), .. udp]
            : [0x60, 0, 0, 0, .. Big((ushort)(8 + udp.Length)), 0, 64, .. source.Address.GetAddressBytes(), .. destination.Address.GetAddressBytes(), 17, 0, 1, 4, 0, 0, 0, 0, .. udp]; // with a hop-by-hop header
    }

    private static byte[] Big(ushort value) => [(byte)(value >> 8), (byte)value];

    private void UInt32(params ReadOnlySpan<uint> values)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (uint value in values)
        {
            if (isBig)
                BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            else
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
            _output.Write(bytes);
        }
    }

    private void UInt16(params ReadOnlySpan<ushort> values)
    {
        foreach (ushort value in values)
            _output.Write(isBig ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)]);
    }
}
