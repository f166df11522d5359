using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PeerProto.CompilerServices;

public ref partial struct PeerReader
{
    private const uint NanosecondsPerSecond = 1_000_000_000;
    private const byte TimestampTypeByte = unchecked((byte)MessagePackCode.TimestampType);
    private const int MaxOffsetMinutes = 14 * 60;

    /// <summary>Reads a time: a timestamp of any size is UTC, and PeerProto's own extension tells its kind. Parts of a tick are cut off.</summary>
    public DateTime ReadDateTime()
    {
        ReadOnlySpan<byte> span = _span[_position..];
        if (span.Length < 10 || BinaryPrimitives.ReadUInt16BigEndian(span) != (MessagePackCode.FixExt8 << 8 | TimestampTypeByte))
            return ReadOtherDateTime();
        ulong both = BinaryPrimitives.ReadUInt64BigEndian(span[2..]);
        uint nanoseconds = (uint)(both >> 34);
        if (nanoseconds >= NanosecondsPerSecond)
            return ReadOtherDateTime();
        _position += 10;
        // 34 bits of seconds end in the year 2514.
        long seconds = (long)(both & ((1UL << 34) - 1)) + MessagePackEncoding.UnixEpochSeconds;
        return new DateTime(seconds * TimeSpan.TicksPerSecond + nanoseconds / MessagePackEncoding.NanosecondsPerTick, DateTimeKind.Utc);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private DateTime ReadOtherDateTime()
    {
        const string Expected = "a DateTime";
        long offset = Offset;
        (sbyte type, int length) = TakeExtensionHeader(Expected, offset);
        if (type == MessagePackCode.TimestampType)
            return new DateTime(TakeTimestamp(length, Expected, offset), DateTimeKind.Utc);
        if (type != MessagePackCode.LocalTimeType || length != 8)
            throw DecodeErrors.Malformed(Expected, $"{length} bytes of extension type {type}", offset);

        ulong bits = TakeInteger(8, Expected);
        long ticks = (long)(bits & MessagePackEncoding.LocalTimeTicksMask);
        DateTimeKind kind = (DateTimeKind)(bits >> MessagePackEncoding.LocalTimeKindShift);
        if (kind is not (DateTimeKind.Unspecified or DateTimeKind.Local) || ticks > DateTime.MaxValue.Ticks)
            throw DecodeErrors.Malformed(Expected, $"{ticks} ticks of kind {(int)kind}", offset);
        return kind == DateTimeKind.Local
            ? new DateTime(ticks, DateTimeKind.Utc).ToLocalTime()
            : new DateTime(ticks, DateTimeKind.Unspecified);
    }

    /// <summary>Reads a time with its offset: an array of the clock time and the offset in minutes.</summary>
    public DateTimeOffset ReadDateTimeOffset()
    {
        const string Expected = "a DateTimeOffset";
        long offset = Offset;
        long count = TakeCount(MessagePackCode.FixArray, MessagePackCode.Array16, Expected);
        if (count != 2)
            throw DecodeErrors.Malformed(Expected, $"an array of {count}", offset);
        (sbyte type, int length) = TakeExtensionHeader(Expected, Offset);
        if (type != MessagePackCode.TimestampType)
            throw DecodeErrors.Malformed(Expected, $"{length} bytes of extension type {type}", offset);
        long ticks = TakeTimestamp(length, Expected, offset);
        long minutes = ReadSigned(-MaxOffsetMinutes, MaxOffsetMinutes, "an offset in minutes");
        long utcTicks = ticks - minutes * TimeSpan.TicksPerMinute;
        if (utcTicks < 0 || utcTicks > DateTime.MaxValue.Ticks)
            throw DecodeErrors.Malformed(Expected, $"{ticks} ticks {minutes} minutes from UTC", offset);
        return new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
    }

    /// <summary>Reads a date: an integer of the days since the first of January of the year 1.</summary>
    public DateOnly ReadDateOnly() => DateOnly.FromDayNumber((int)ReadSigned(0, DateOnly.MaxValue.DayNumber, "a DateOnly"));

    /// <summary>Reads a time of day: an integer of the ticks since midnight.</summary>
    public TimeOnly ReadTimeOnly() => new(ReadSigned(0, TimeOnly.MaxValue.Ticks, "a TimeOnly"));

    private (sbyte Type, int Length) TakeExtensionHeader(string expected, long offset)
    {
        byte code = PeekCode(expected);
        if (code is not ((>= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16) or (>= MessagePackCode.Ext8 and <= MessagePackCode.Ext32)))
            throw DecodeErrors.Unexpected(expected, code, offset);
        _position++;
        long typeAndBody = TakeBodyLength(code, expected);
        RequireBytes(typeAndBody, expected);
        sbyte type = (sbyte)TakeInteger(1, expected);
        return (type, (int)Math.Min(typeAndBody - 1, int.MaxValue));
    }

    /// <summary>Takes the body of a timestamp and returns its ticks since the year 1.</summary>
    private long TakeTimestamp(int length, string expected, long offset)
    {
        (long seconds, uint nanoseconds) = TakeTimestampParts(length, expected, offset);
        const long MaxSeconds = 253_402_300_799;
        if (seconds is < -MessagePackEncoding.UnixEpochSeconds or > MaxSeconds)
            throw DecodeErrors.OutOfRange(expected, $"{seconds} seconds and {nanoseconds} nanoseconds since 1970", offset);
        return (seconds + MessagePackEncoding.UnixEpochSeconds) * TimeSpan.TicksPerSecond + nanoseconds / MessagePackEncoding.NanosecondsPerTick;
    }

    private (long Seconds, uint Nanoseconds) TakeTimestampParts(int length, string expected, long offset)
    {
        long seconds;
        uint nanoseconds;
        switch (length)
        {
            case 4:
                seconds = (long)TakeInteger(4, expected);
                nanoseconds = 0;
                break;
            case 8:
                ulong both = TakeInteger(8, expected);
                seconds = (long)(both & ((1UL << 34) - 1));
                nanoseconds = (uint)(both >> 34);
                break;
            case 12:
                nanoseconds = (uint)TakeInteger(4, expected);
                seconds = (long)TakeInteger(8, expected);
                break;
            default:
                throw DecodeErrors.Malformed(expected, $"a timestamp of {length} bytes", offset);
        }

        if (nanoseconds >= NanosecondsPerSecond)
            throw DecodeErrors.OutOfRange(expected, $"{seconds} seconds and {nanoseconds} nanoseconds since 1970", offset);
        return (seconds, nanoseconds);
    }
}
