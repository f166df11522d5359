using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace PeerProto.CompilerServices;

/// <summary>
/// Puts single values into a span and returns how many bytes they took. Takes and returns everything by value, so that a run which calls here can
/// keep its own state in registers.
/// </summary>
internal static class MessagePackEncoding
{
    /// <summary>Seconds from the year 1 to 1970.</summary>
    public const long UnixEpochSeconds = 62_135_596_800;

    /// <summary>How many nanoseconds one tick has.</summary>
    public const int NanosecondsPerTick = 100;

    /// <summary>The low bits of a time that is not UTC: its ticks. The two bits above tell its kind.</summary>
    public const ulong LocalTimeTicksMask = (1UL << LocalTimeKindShift) - 1;

    /// <summary>Where the kind stands in a time that is not UTC.</summary>
    public const int LocalTimeKindShift = 62;

    /// <summary>A signed integer outside 0 to 127 in its shortest form; not negative ones take the unsigned forms, as other encoders do.</summary>
    public static int WriteInt64(Span<byte> span, long value)
    {
        if (value >= 0)
            return WriteUInt64(span, (ulong)value);
        if (value >= -32)
        {
            span[0] = (byte)value;
            return 1;
        }
        if (value >= sbyte.MinValue)
        {
            span[1] = (byte)value;
            span[0] = MessagePackCode.Int8;
            return 2;
        }
        if (value >= short.MinValue)
        {
            span[0] = MessagePackCode.Int16;
            BinaryPrimitives.WriteInt16BigEndian(span[1..], (short)value);
            return 3;
        }
        if (value >= int.MinValue)
        {
            span[0] = MessagePackCode.Int32;
            BinaryPrimitives.WriteInt32BigEndian(span[1..], (int)value);
            return 5;
        }
        span[0] = MessagePackCode.Int64;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], value);
        return 9;
    }

    /// <summary>An unsigned integer in its shortest form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteUInt64(Span<byte> span, ulong value)
    {
        if (value <= MessagePackCode.MaxPositiveFixInt)
        {
            span[0] = (byte)value;
            return 1;
        }
        if (value <= byte.MaxValue)
        {
            span[1] = (byte)value;
            span[0] = MessagePackCode.UInt8;
            return 2;
        }
        if (value <= ushort.MaxValue)
        {
            span[0] = MessagePackCode.UInt16;
            BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)value);
            return 3;
        }
        if (value <= uint.MaxValue)
        {
            span[0] = MessagePackCode.UInt32;
            BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)value);
            return 5;
        }
        span[0] = MessagePackCode.UInt64;
        BinaryPrimitives.WriteUInt64BigEndian(span[1..], value);
        return 9;
    }

    /// <summary>As <see cref="WriteUInt64"/>, not inlined.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int WriteLargeUInt64(Span<byte> span, ulong value) => WriteUInt64(span, value);

    /// <summary>An integer of 128 bits in the shortest form, or as binary data where it is wider than 64.</summary>
    public static int WriteInt128(Span<byte> span, Int128 value)
    {
        if (value < long.MinValue || value > ulong.MaxValue)
            return WriteWide(span, (UInt128)value);
        return value < 0 ? WriteInt64(span, (long)value) : WriteUInt64(span, (ulong)value);
    }

    /// <inheritdoc cref="WriteInt128"/>
    public static int WriteUInt128(Span<byte> span, UInt128 value) => value > ulong.MaxValue ? WriteWide(span, value) : WriteUInt64(span, (ulong)value);

    /// <summary>A decimal number as its text, which always fits the shortest header.</summary>
    public static int WriteDecimal(Span<byte> span, decimal value)
    {
        bool fits = value.TryFormat(span.Slice(1, MessagePackCode.MaxFixStringBytes), out int written, default, CultureInfo.InvariantCulture);
        Debug.Assert(fits, "A decimal has at most 29 digits, a sign and a point.");
        span[0] = (byte)(MessagePackCode.FixString | written);
        return 1 + written;
    }

    /// <summary>A time: UTC as the shortest timestamp extension, any other kind as PeerProto's own extension.</summary>
    public static int WriteDateTime(Span<byte> span, DateTime value) => value.Kind switch
    {
        DateTimeKind.Utc => WriteTimestamp(span, value.Ticks),
        DateTimeKind.Local => WriteLocalTime(span, DateTimeKind.Local, value.ToUniversalTime().Ticks),
        _ => WriteLocalTime(span, DateTimeKind.Unspecified, value.Ticks),
    };

    /// <summary>The clock time taken as UTC, and its offset in minutes.</summary>
    public static int WriteDateTimeOffset(Span<byte> span, DateTimeOffset value)
    {
        span[0] = MessagePackCode.FixArray | 2;
        int written = 1 + WriteTimestamp(span[1..], value.Ticks);
        return written + WriteInt64(span[written..], value.TotalOffsetMinutes);
    }

    /// <summary>The header of an array or map: <paramref name="fixCode"/> with up to 15 elements, else <paramref name="code16"/> or the code behind it.</summary>
    public static int WriteHeader(Span<byte> span, byte fixCode, byte code16, int count)
    {
        if ((uint)count <= MessagePackCode.MaxFixCount)
        {
            span[0] = (byte)(fixCode | count);
            return 1;
        }
        if (count <= ushort.MaxValue)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            span[0] = code16;
            BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)count);
            return 3;
        }
        span[0] = (byte)(code16 + 1);
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)count);
        return 5;
    }

    private static int WriteWide(Span<byte> span, UInt128 value)
    {
        span[0] = MessagePackCode.Bin8;
        span[1] = 16;
        BinaryPrimitives.WriteUInt128BigEndian(span[2..], value);
        return 18;
    }

    private static int WriteTimestamp(Span<byte> span, long ticks)
    {
        (long secondsOfEra, long ticksOfSecond) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        long seconds = secondsOfEra - UnixEpochSeconds;
        uint nanoseconds = (uint)ticksOfSecond * NanosecondsPerTick;
        if ((seconds >> 34) != 0)
        {
            span[0] = MessagePackCode.Ext8;
            span[1] = 12;
            span[2] = unchecked((byte)MessagePackCode.TimestampType);
            BinaryPrimitives.WriteUInt32BigEndian(span[3..], nanoseconds);
            BinaryPrimitives.WriteInt64BigEndian(span[7..], seconds);
            return 15;
        }
        ulong both = ((ulong)nanoseconds << 34) | (ulong)seconds;
        span[1] = unchecked((byte)MessagePackCode.TimestampType);
        if (both <= uint.MaxValue)
        {
            span[0] = MessagePackCode.FixExt4;
            BinaryPrimitives.WriteUInt32BigEndian(span[2..], (uint)both);
            return 6;
        }
        span[0] = MessagePackCode.FixExt8;
        BinaryPrimitives.WriteUInt64BigEndian(span[2..], both);
        return 10;
    }

    private static int WriteLocalTime(Span<byte> span, DateTimeKind kind, long ticks)
    {
        span[0] = MessagePackCode.FixExt8;
        span[1] = (byte)MessagePackCode.LocalTimeType;
        BinaryPrimitives.WriteUInt64BigEndian(span[2..], ((ulong)kind << LocalTimeKindShift) | (ulong)ticks);
        return 10;
    }
}
