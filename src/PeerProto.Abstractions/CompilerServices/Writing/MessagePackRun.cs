using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace PeerProto.CompilerServices;

/// <summary>
/// A stretch of values whose largest total size is known: made by <see cref="PeerWriter.BeginRun"/>, filled, and handed back to
/// <see cref="PeerWriter.EndRun"/>. Meant to be a local variable that is never passed by reference, so that its cursor stays in registers.
/// </summary>
public ref struct MessagePackRun
{
    private readonly Span<byte> _span;
    private int _position;

    internal MessagePackRun(Span<byte> span) => _span = span;

    /// <summary>How many bytes the run has so far.</summary>
    public readonly int BytesWritten => _position;

    /// <summary>Writes the header of an array of <paramref name="count"/> elements, or of a message with that many members.</summary>
    /// <param name="count">How many, not negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteArrayHeader(int count)
    {
        if ((uint)count <= MessagePackCode.MaxFixCount)
            _span[_position++] = (byte)(MessagePackCode.FixArray | count);
        else
            _position += MessagePackEncoding.WriteHeader(_span[_position..], MessagePackCode.FixArray, MessagePackCode.Array16, count);
    }

    /// <summary>Writes the header of a map of <paramref name="count"/> entries.</summary>
    /// <param name="count">How many, not negative.</param>
    public void WriteMapHeader(int count) =>
        _position += MessagePackEncoding.WriteHeader(_span[_position..], MessagePackCode.FixMap, MessagePackCode.Map16, count);

    /// <summary>Writes nil.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteNil() => _span[_position++] = MessagePackCode.Nil;

    /// <summary>Writes a boolean.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBoolean(bool value) => _span[_position++] = value ? MessagePackCode.True : MessagePackCode.False;

    /// <summary>Writes an integer in its shortest form.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value) => WriteUInt64(value);

    /// <inheritdoc cref="WriteByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteSByte(sbyte value) => WriteInt64(value);

    /// <inheritdoc cref="WriteByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt16(short value) => WriteInt64(value);

    /// <inheritdoc cref="WriteByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt16(ushort value) => WriteUInt64(value);

    /// <inheritdoc cref="WriteByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt32(int value) => WriteInt64(value);

    /// <inheritdoc cref="WriteByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt32(uint value) => WriteUInt64(value);

    /// <inheritdoc cref="WriteByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt64(long value)
    {
        if ((ulong)value <= MessagePackCode.MaxPositiveFixInt)
            _span[_position++] = (byte)value;
        else
            _position += MessagePackEncoding.WriteInt64(_span[_position..], value);
    }

    /// <inheritdoc cref="WriteByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt64(ulong value)
    {
        if (value <= MessagePackCode.MaxPositiveFixInt)
            _span[_position++] = (byte)value;
        else
            _position += MessagePackEncoding.WriteLargeUInt64(_span[_position..], value);
    }

    /// <summary>Writes a character as the integer of its UTF-16 code unit.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteChar(char value) => WriteUInt64(value);

    /// <summary>Writes a floating-point number of 32 bits.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteSingle(float value)
    {
        Span<byte> span = _span.Slice(_position, MessagePackSize.Single);
        span[0] = MessagePackCode.Float32;
        BinaryPrimitives.WriteSingleBigEndian(span[1..], value);
        _position += MessagePackSize.Single;
    }

    /// <summary>Writes a floating-point number of 64 bits.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDouble(double value)
    {
        Span<byte> span = _span.Slice(_position, MessagePackSize.Double);
        span[0] = MessagePackCode.Float64;
        BinaryPrimitives.WriteDoubleBigEndian(span[1..], value);
        _position += MessagePackSize.Double;
    }

    /// <summary>Writes an identifier as 16 bytes of binary data, in the order of <see cref="Guid.ToByteArray()"/>.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteGuid(Guid value)
    {
        Span<byte> span = _span.Slice(_position, MessagePackSize.Guid);
        span[0] = MessagePackCode.Bin8;
        span[1] = 16;
        value.TryWriteBytes(span[2..]);
        _position += MessagePackSize.Guid;
    }

    /// <summary>Writes a time: UTC as a timestamp, other kinds as ticks with their kind.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTime(DateTime value) => _position += MessagePackEncoding.WriteDateTime(_span[_position..], value);

    /// <summary>Writes a time with its offset, as an array of both.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTimeOffset(DateTimeOffset value) => _position += MessagePackEncoding.WriteDateTimeOffset(_span[_position..], value);

    /// <summary>Writes a duration as the integer of its ticks.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteTimeSpan(TimeSpan value) => WriteInt64(value.Ticks);

    /// <summary>Writes a date as the integer of its days since the first of January of the year 1.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDateOnly(DateOnly value) => WriteInt64(value.DayNumber);

    /// <summary>Writes a time of day as the integer of its ticks since midnight.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteTimeOnly(TimeOnly value) => WriteInt64(value.Ticks);

    /// <summary>Writes a floating-point number of 16 bits as one of 32.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteHalf(Half value) => WriteSingle((float)value);

    /// <summary>Writes an integer in its shortest form, and as 16 bytes of binary data, big-endian, where no form is that wide.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt128(Int128 value) => _position += MessagePackEncoding.WriteInt128(_span[_position..], value);

    /// <inheritdoc cref="WriteInt128"/>
    public void WriteUInt128(UInt128 value) => _position += MessagePackEncoding.WriteUInt128(_span[_position..], value);

    /// <summary>Writes a decimal number as its text.</summary>
    /// <param name="value">The value.</param>
    public void WriteDecimal(decimal value) => _position += MessagePackEncoding.WriteDecimal(_span[_position..], value);

    /// <summary>Writes a character as the integer of its Unicode scalar value.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRune(Rune value) => WriteInt64(value.Value);
}
