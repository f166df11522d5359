using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Codec;

/// <summary>The floor: the same bytes as the codec's, written and read by hand over one span, with every integer in its shortest form.</summary>
internal static class HandWritten
{
    /// <summary>What tables call it.</summary>
    public const string Name = "by hand, one span";

    /// <summary>The most bytes that a <see cref="SmallMessage"/> takes.</summary>
    public const int SmallBytes = 60;

    private const long UnixEpochSeconds = 62_135_596_800;

    public static void WriteSmall(IBufferWriter<byte> output, in SmallMessage value) => output.Advance(WriteSmall(output.GetSpan(SmallBytes), value));

    public static int WriteSmall(Span<byte> span, in SmallMessage value)
    {
        span[0] = 0x96;
        int position = WriteGuid(span, 1, value.Id);
        position = WriteDouble(span, position, value.X);
        position = WriteDouble(span, position, value.Y);
        position = WriteDouble(span, position, value.Z);
        position = WriteInteger(span, position, value.Sequence);
        return WriteInteger(span, position, value.Flags);
    }

    public static SmallMessage ReadSmall(ReadOnlySpan<byte> span)
    {
        if (span[0] != 0x96)
            throw new FormatException();
        int position = 1;
        return new SmallMessage(
            ReadGuid(span, ref position),
            ReadDouble(span, ref position),
            ReadDouble(span, ref position),
            ReadDouble(span, ref position),
            ReadInteger(span, ref position),
            checked((int)ReadInteger(span, ref position)));
    }

    public static void WriteChat(IBufferWriter<byte> output, ChatMessage value)
    {
        Span<byte> span = output.GetSpan(64 + value.Text.Length * 3 + value.Scores.Count * 5 + (value.Note?.Length ?? 0) * 3);
        span[0] = 0x95;
        int position = WriteString(span, 1, value.Text);
        position = WriteGuid(span, position, value.Id);
        position = WriteTime(span, position, value.Time);
        span[position++] = (byte)(0x90 | value.Scores.Count);
        foreach (int score in value.Scores)
            position = WriteInteger(span, position, score);
        if (value.Note is null)
            span[position++] = 0xC0;
        else
            position = WriteString(span, position, value.Note);
        output.Advance(position);
    }

    public static ChatMessage ReadChat(ReadOnlySpan<byte> span)
    {
        if (span[0] != 0x95)
            throw new FormatException();
        int position = 1;
        string text = ReadString(span, ref position);
        Guid id = ReadGuid(span, ref position);
        DateTime time = ReadTime(span, ref position);
        int count = span[position++] & 0x0F;
        List<int> scores = new(count);
        for (int index = 0; index < count; index++)
            scores.Add(checked((int)ReadInteger(span, ref position)));
        string? note = span[position] == 0xC0 ? null : ReadString(span, ref position);
        return new ChatMessage(text, id, time, scores, note);
    }

    public static void WriteLarge(IBufferWriter<byte> output, LargeMessage value)
    {
        Span<byte> span = output.GetSpan(64 + value.Name.Length * 3 + value.Payload.Length);
        span[0] = 0x95;
        int position = WriteString(span, 1, value.Name);
        position = WriteGuid(span, position, value.Id);
        position = WriteInteger(span, position, value.Sequence);
        position = WriteInteger(span, position, value.Flags);
        span[position] = 0xC6;
        BinaryPrimitives.WriteInt32BigEndian(span[(position + 1)..], value.Payload.Length);
        value.Payload.CopyTo(span[(position + 5)..]);
        output.Advance(position + 5 + value.Payload.Length);
    }

    public static LargeMessage ReadLarge(ReadOnlySpan<byte> span)
    {
        if (span[0] != 0x95)
            throw new FormatException();
        int position = 1;
        return new LargeMessage(
            ReadString(span, ref position),
            ReadGuid(span, ref position),
            ReadInteger(span, ref position),
            checked((int)ReadInteger(span, ref position)),
            ReadBinary(span, ref position).ToArray());
    }

    /// <summary>Reads all but the payload, which stays where it is.</summary>
    /// <returns>The payload's first byte with everything else mixed in, so that nothing read is left out.</returns>
    public static long ReadLargeBorrowed(ReadOnlySpan<byte> span)
    {
        if (span[0] != 0x95)
            throw new FormatException();
        int position = 1;
        string name = ReadString(span, ref position);
        Guid id = ReadGuid(span, ref position);
        long sequence = ReadInteger(span, ref position);
        long flags = ReadInteger(span, ref position);
        ReadOnlySpan<byte> payload = ReadBinary(span, ref position);
        return name.Length + id.Version + sequence + flags + payload.Length + payload[0];
    }

    private static int WriteGuid(Span<byte> span, int position, Guid value)
    {
        span[position] = 0xC4;
        span[position + 1] = 16;
        value.TryWriteBytes(span.Slice(position + 2, 16));
        return position + 18;
    }

    private static Guid ReadGuid(ReadOnlySpan<byte> span, ref int position)
    {
        if (span[position] != 0xC4 || span[position + 1] != 16)
            throw new FormatException();
        Guid value = new(span.Slice(position + 2, 16));
        position += 18;
        return value;
    }

    private static int WriteDouble(Span<byte> span, int position, double value)
    {
        span[position] = 0xCB;
        BinaryPrimitives.WriteDoubleBigEndian(span[(position + 1)..], value);
        return position + 9;
    }

    private static double ReadDouble(ReadOnlySpan<byte> span, ref int position)
    {
        if (span[position] != 0xCB)
            throw new FormatException();
        double value = BinaryPrimitives.ReadDoubleBigEndian(span[(position + 1)..]);
        position += 9;
        return value;
    }

    private static int WriteInteger(Span<byte> span, int position, long value)
    {
        span = span[position..];
        switch (value)
        {
            case >= -32 and <= 127:
                span[0] = (byte)value;
                return position + 1;
            case >= 0 and <= byte.MaxValue:
                span[0] = 0xCC;
                span[1] = (byte)value;
                return position + 2;
            case >= 0 and <= ushort.MaxValue:
                span[0] = 0xCD;
                BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)value);
                return position + 3;
            case >= 0 and <= uint.MaxValue:
                span[0] = 0xCE;
                BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)value);
                return position + 5;
            case >= sbyte.MinValue and < 0:
                span[0] = 0xD0;
                span[1] = (byte)value;
                return position + 2;
            case >= short.MinValue and < 0:
                span[0] = 0xD1;
                BinaryPrimitives.WriteInt16BigEndian(span[1..], (short)value);
                return position + 3;
            case >= int.MinValue and < 0:
                span[0] = 0xD2;
                BinaryPrimitives.WriteInt32BigEndian(span[1..], (int)value);
                return position + 5;
            default:
                span[0] = value < 0 ? (byte)0xD3 : (byte)0xCF;
                BinaryPrimitives.WriteInt64BigEndian(span[1..], value);
                return position + 9;
        }
    }

    private static long ReadInteger(ReadOnlySpan<byte> span, ref int position)
    {
        byte code = span[position++];
        span = span[position..];
        switch (code)
        {
            case <= 0x7F:
                return code;
            case >= 0xE0:
                return (sbyte)code;
            case 0xCC:
                position += 1;
                return span[0];
            case 0xCD:
                position += 2;
                return BinaryPrimitives.ReadUInt16BigEndian(span);
            case 0xCE:
                position += 4;
                return BinaryPrimitives.ReadUInt32BigEndian(span);
            case 0xCF:
                position += 8;
                return checked((long)BinaryPrimitives.ReadUInt64BigEndian(span));
            case 0xD0:
                position += 1;
                return (sbyte)span[0];
            case 0xD1:
                position += 2;
                return BinaryPrimitives.ReadInt16BigEndian(span);
            case 0xD2:
                position += 4;
                return BinaryPrimitives.ReadInt32BigEndian(span);
            case 0xD3:
                position += 8;
                return BinaryPrimitives.ReadInt64BigEndian(span);
            default:
                throw new FormatException();
        }
    }

    private static int WriteString(Span<byte> span, int position, string value)
    {
        int length = Encoding.UTF8.GetBytes(value, span[(position + 2)..]);
        if (length > byte.MaxValue)
            throw new FormatException();
        if (length > 31)
        {
            span[position] = 0xD9;
            span[position + 1] = (byte)length;
            return position + 2 + length;
        }
        span.Slice(position + 2, length).CopyTo(span[(position + 1)..]);
        span[position] = (byte)(0xA0 | length);
        return position + 1 + length;
    }

    private static string ReadString(ReadOnlySpan<byte> span, ref int position)
    {
        byte code = span[position++];
        int length = code == 0xD9 ? span[position++] : code is >= 0xA0 and < 0xC0 ? code & 0x1F : throw new FormatException();
        string value = Encoding.UTF8.GetString(span.Slice(position, length));
        position += length;
        return value;
    }

    private static ReadOnlySpan<byte> ReadBinary(ReadOnlySpan<byte> span, ref int position)
    {
        if (span[position] != 0xC6)
            throw new FormatException();
        int length = BinaryPrimitives.ReadInt32BigEndian(span[(position + 1)..]);
        ReadOnlySpan<byte> value = span.Slice(position + 5, length);
        position += 5 + length;
        return value;
    }

    private static int WriteTime(Span<byte> span, int position, DateTime value)
    {
        long seconds = value.Ticks / TimeSpan.TicksPerSecond - UnixEpochSeconds;
        long nanoseconds = value.Ticks % TimeSpan.TicksPerSecond * 100;
        if (seconds >> 34 != 0 || nanoseconds == 0)
            throw new FormatException();
        span[position] = 0xD7;
        span[position + 1] = 0xFF;
        BinaryPrimitives.WriteInt64BigEndian(span[(position + 2)..], nanoseconds << 34 | seconds);
        return position + 10;
    }

    private static DateTime ReadTime(ReadOnlySpan<byte> span, ref int position)
    {
        if (span[position] != 0xD7 || span[position + 1] != 0xFF)
            throw new FormatException();
        ulong both = BinaryPrimitives.ReadUInt64BigEndian(span[(position + 2)..]);
        position += 10;
        long seconds = (long)(both & ((1UL << 34) - 1)) + UnixEpochSeconds;
        return new DateTime(seconds * TimeSpan.TicksPerSecond + (long)(both >> 34) / 100, DateTimeKind.Utc);
    }
}
