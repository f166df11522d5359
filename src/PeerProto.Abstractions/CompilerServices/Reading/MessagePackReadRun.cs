using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PeerProto.CompilerServices;

/// <summary>
/// A stretch of values of fixed size: made by <see cref="PeerReader.BeginRun"/> and handed back to <see cref="PeerReader.EndRun"/>. Meant to be a local
/// variable that is never passed by reference, so that its cursor stays in registers; a reader's own goes through memory at each value. Values that are cut,
/// or written in another form than the plain one, are left to the reader.
/// </summary>
public ref struct MessagePackReadRun
{
    private ReadOnlySpan<byte> _rest;

    internal MessagePackReadRun(ReadOnlySpan<byte> rest) => _rest = rest;

    /// <summary>How many bytes of the reader's span are left.</summary>
    internal readonly int BytesLeft => _rest.Length;

    /// <inheritdoc cref="PeerReader.ReadBoolean"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadBoolean(scoped ref PeerReader reader)
    {
        ReadOnlySpan<byte> rest = _rest;
        if (!rest.IsEmpty && rest[0] is (MessagePackCode.False or MessagePackCode.True) and byte code)
        {
            _rest = rest[1..];
            return code == MessagePackCode.True;
        }
        reader.Return(rest.Length);
        bool value = reader.ReadCutBoolean();
        _rest = reader.RestOfSpan;
        return value;
    }

    /// <inheritdoc cref="PeerReader.ReadByte"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte(scoped ref PeerReader reader) => (byte)ReadInteger(ref reader, byte.MinValue, byte.MaxValue, "a byte");

    /// <inheritdoc cref="PeerReader.ReadSByte"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public sbyte ReadSByte(scoped ref PeerReader reader) => (sbyte)ReadInteger(ref reader, sbyte.MinValue, sbyte.MaxValue, "an sbyte");

    /// <inheritdoc cref="PeerReader.ReadInt16"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short ReadInt16(scoped ref PeerReader reader) => (short)ReadInteger(ref reader, short.MinValue, short.MaxValue, "a short");

    /// <inheritdoc cref="PeerReader.ReadUInt16"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort ReadUInt16(scoped ref PeerReader reader) => (ushort)ReadInteger(ref reader, ushort.MinValue, ushort.MaxValue, "a ushort");

    /// <inheritdoc cref="PeerReader.ReadInt32"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadInt32(scoped ref PeerReader reader) => (int)ReadInteger(ref reader, int.MinValue, int.MaxValue, "an int");

    /// <inheritdoc cref="PeerReader.ReadUInt32"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadUInt32(scoped ref PeerReader reader) => (uint)ReadInteger(ref reader, uint.MinValue, uint.MaxValue, "a uint");

    /// <inheritdoc cref="PeerReader.ReadInt64"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadInt64(scoped ref PeerReader reader) => ReadInteger(ref reader, long.MinValue, long.MaxValue, "a long");

    /// <inheritdoc cref="PeerReader.ReadUInt64"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadUInt64(scoped ref PeerReader reader)
    {
        if (TryReadInteger(0, long.MaxValue, out long value))
            return (ulong)value;
        reader.Return(_rest.Length);
        ulong other = reader.ReadOtherUnsigned(ulong.MaxValue, "a ulong");
        _rest = reader.RestOfSpan;
        return other;
    }

    /// <inheritdoc cref="PeerReader.ReadChar"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public char ReadChar(scoped ref PeerReader reader) => (char)ReadInteger(ref reader, char.MinValue, char.MaxValue, "a char");

    /// <inheritdoc cref="PeerReader.ReadTimeSpan"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TimeSpan ReadTimeSpan(scoped ref PeerReader reader) => new(ReadInteger(ref reader, long.MinValue, long.MaxValue, "a TimeSpan"));

    /// <inheritdoc cref="PeerReader.ReadSingle"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float ReadSingle(scoped ref PeerReader reader)
    {
        ReadOnlySpan<byte> rest = _rest;
        if (rest.Length >= MessagePackSize.Single && rest[0] == MessagePackCode.Float32)
        {
            _rest = rest[MessagePackSize.Single..];
            return BinaryPrimitives.ReadSingleBigEndian(rest[1..]);
        }
        reader.Return(rest.Length);
        float value = reader.ReadOtherSingle();
        _rest = reader.RestOfSpan;
        return value;
    }

    /// <inheritdoc cref="PeerReader.ReadDouble"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double ReadDouble(scoped ref PeerReader reader)
    {
        ReadOnlySpan<byte> rest = _rest;
        if (rest.Length >= MessagePackSize.Double && rest[0] == MessagePackCode.Float64)
        {
            _rest = rest[MessagePackSize.Double..];
            return BinaryPrimitives.ReadDoubleBigEndian(rest[1..]);
        }
        reader.Return(rest.Length);
        double value = reader.ReadOtherDouble("a double");
        _rest = reader.RestOfSpan;
        return value;
    }

    /// <inheritdoc cref="PeerReader.ReadGuid"/>
    /// <param name="reader">The reader that made this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Guid ReadGuid(scoped ref PeerReader reader)
    {
        ReadOnlySpan<byte> rest = _rest;
        if (rest.Length >= MessagePackSize.Guid && BinaryPrimitives.ReadUInt16BigEndian(rest) == (MessagePackCode.Bin8 << 8 | 16))
        {
            _rest = rest[MessagePackSize.Guid..];
            return new Guid(rest.Slice(2, 16));
        }
        reader.Return(rest.Length);
        Guid value = reader.ReadOtherGuid();
        _rest = reader.RestOfSpan;
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ReadInteger(scoped ref PeerReader reader, long min, long max, string expected)
    {
        if (TryReadInteger(min, max, out long value))
            return value;
        reader.Return(_rest.Length);
        value = reader.ReadOtherSigned(min, max, expected);
        _rest = reader.RestOfSpan;
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadInteger(long min, long max, out long value)
    {
        ReadOnlySpan<byte> rest = _rest;
        if (!rest.IsEmpty && rest[0] <= MessagePackCode.MaxPositiveFixInt)
        {
            value = rest[0];
            _rest = rest[1..];
            return true;
        }
        if (rest.Length >= MessagePackSize.UInt64 && rest[0] is >= MessagePackCode.UInt8 and <= MessagePackCode.Int64)
        {
            value = PlainInteger.Decode(rest[0], BinaryPrimitives.ReadUInt64BigEndian(rest[1..]));
            if (value < min || value > max || (rest[0] == MessagePackCode.UInt64 && value < 0))
                return false;
            _rest = rest[(1 + PlainInteger.BytesOf(rest[0]))..];
            return true;
        }
        PlainInteger integer = PlainInteger.Peek(rest);
        value = integer.Value;
        if (integer.Size == 0 || value < min || value > max)
            return false;
        _rest = rest[(int)integer.Size..];
        return true;
    }
}
