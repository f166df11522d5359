using System.Buffers.Binary;

namespace PeerProto.Diagnostics;

/// <summary>
/// Reads captures packet by packet: pcap, with microseconds or nanoseconds, and pcapng (draft-ietf-opsawg-pcapng), both in either byte order.
/// Holds one packet at a time.
/// </summary>
internal sealed class CaptureReader(Stream stream)
{
    /// <summary>The longest packet, or block of pcapng, that is read: what tcpdump captures at most.</summary>
    public const int MaximumPacketBytes = 256 * 1024;

    private const int MaximumInterfaces = 1024;
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint ByteOrderMagic = 0x1A2B3C4D;

    private readonly List<CaptureClock> _interfaces = [];
    private byte[] _buffer = new byte[4096];
    private bool _isBig;

    /// <summary>Packets without a time, which cannot be used.</summary>
    public int Timeless { get; private set; }

    /// <summary>Whether the capture ends in the middle of a packet, as one of a program that was stopped.</summary>
    public bool IsCut { get; private set; }

    public IEnumerable<CapturedPacket> Read()
    {
        if (!TryFill(4))
            throw new CaptureException("it is empty");
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(_buffer);
        if (magic == SectionHeader)
            return ReadBlocks();
        (bool isBig, long unit) = magic switch
        {
            0xA1B2C3D4 => (true, 1000L),
            0xD4C3B2A1 => (false, 1000L),
            0xA1B23C4D => (true, 1L),
            0x4D3CB2A1 => (false, 1L),
            _ => throw new CaptureException("it is neither pcap nor pcapng", "Capture with 'tcpdump -w file', or save as pcapng in Wireshark"),
        };
        _isBig = isBig;
        return ReadRecords(unit);
    }

    private IEnumerable<CapturedPacket> ReadRecords(long unit)
    {
        if (!TryFill(20))
            throw new CaptureException("its header is cut off");
        int linkType = (int)(UInt32(16) & 0x0FFFFFFF);
        while (TryFill(16))
        {
            long time = (UInt32(0) * 1_000_000_000L) + (UInt32(4) * unit);
            int length = Length(UInt32(8));
            if (!TryFill(length))
                break;
            yield return new CapturedPacket(time, linkType, _buffer.AsMemory(0, length));
        }
    }

    private IEnumerable<CapturedPacket> ReadBlocks()
    {
        ReadSection();
        while (TryFill(8))
        {
            // the type of a section's block reads the same in both orders
            if (BinaryPrimitives.ReadUInt32BigEndian(_buffer) == SectionHeader)
            {
                ReadSection(hasLength: true);
                continue;
            }

            uint type = UInt32(0);
            uint total = UInt32(4);
            if (total < 12 || total % 4 != 0)
                throw new CaptureException("a block has a length that none can have");
            int length = Length(total - 12);
            if (!TryFill(length) || !TrySkip(4))
                break;
            if (type == 1)
                AddInterface(length);
            else if (type is 2 or 6 && ReadPacket(length, isOld: type == 2) is { } packet)
                yield return packet;
            else if (type == 3)
                Timeless++;
        }
    }

    private void ReadSection(bool hasLength = false)
    {
        Span<byte> length = stackalloc byte[4];
        if (hasLength)
            _buffer.AsSpan(4, 4).CopyTo(length);
        else if (TryFill(4))
            _buffer.AsSpan(0, 4).CopyTo(length);
        else
            throw new CaptureException("its header is cut off");
        if (!TryFill(4))
            throw new CaptureException("its header is cut off");
        _isBig = BinaryPrimitives.ReadUInt32BigEndian(_buffer) switch
        {
            ByteOrderMagic => true,
            0x4D3C2B1A => false,
            _ => throw new CaptureException("a section has no byte order"),
        };
        uint total = _isBig ? BinaryPrimitives.ReadUInt32BigEndian(length) : BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (total < 28 || total % 4 != 0)
            throw new CaptureException("a section has a length that none can have");
        if (!TryFill(Length(total - 12)))
            throw new CaptureException("its header is cut off");
        _interfaces.Clear();
    }

    private void AddInterface(int length)
    {
        if (length < 8 || _interfaces.Count == MaximumInterfaces)
            throw new CaptureException(length < 8 ? "an interface is too short" : $"a section has more than {MaximumInterfaces} interfaces");
        byte resolution = 6;
        long offset = 0;
        for (int at = 8; at + 4 <= length;)
        {
            int code = UInt16(at);
            int size = UInt16(at + 2);
            at += 4;
            if (code == 0 || size > length - at)
                break;
            if (code == 9 && size == 1)
                resolution = _buffer[at];
            else if (code == 14 && size == 8)
                offset = _isBig ? BinaryPrimitives.ReadInt64BigEndian(_buffer.AsSpan(at)) : BinaryPrimitives.ReadInt64LittleEndian(_buffer.AsSpan(at));
            at += (size + 3) & ~3;
        }

        _interfaces.Add(new CaptureClock(UInt16(0), resolution, offset));
    }

    private CapturedPacket? ReadPacket(int length, bool isOld)
    {
        if (length < 20)
            throw new CaptureException("a packet's block is too short");
        uint number = isOld ? UInt16(0) : UInt32(0);
        uint captured = UInt32(12);
        if (number >= _interfaces.Count || captured > length - 20)
            throw new CaptureException("a packet belongs to no interface, or is longer than its block");
        CaptureClock clock = _interfaces[(int)number];
        return new CapturedPacket(clock.ToNanoseconds(((ulong)UInt32(4) << 32) | UInt32(8)), clock.LinkType, _buffer.AsMemory(20, (int)captured));
    }

    private static int Length(uint length) => length <= MaximumPacketBytes ? (int)length : throw new CaptureException($"a packet has more than {MaximumPacketBytes} bytes");

    private bool TryFill(int count)
    {
        if (_buffer.Length < count)
            _buffer = new byte[Math.Max(count, Math.Min(_buffer.Length * 2, MaximumPacketBytes))];
        int read = stream.ReadAtLeast(_buffer.AsSpan(0, count), count, throwOnEndOfStream: false);
        IsCut |= read > 0 && read < count;
        return read == count;
    }

    // the length at a block's end, which must not overwrite the block
    private bool TrySkip(int count)
    {
        Span<byte> skipped = stackalloc byte[count];
        int read = stream.ReadAtLeast(skipped, count, throwOnEndOfStream: false);
        IsCut |= read < count;
        return read == count;
    }

    private ushort UInt16(int at) => _isBig ? BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(at)) : BinaryPrimitives.ReadUInt16LittleEndian(_buffer.AsSpan(at));

    private uint UInt32(int at) => _isBig ? BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(at));
}
