using System.Runtime.CompilerServices;

namespace PeerProto.CompilerServices;

public ref partial struct PeerReader
{
    /// <summary>Begins a message.</summary>
    /// <returns>How many members it has; an older or newer peer may send fewer or more than this side knows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BeginMessage()
    {
        ReadOnlySpan<byte> span = _span;
        int position = _position;
        if ((uint)position >= (uint)span.Length || span[position] is not (>= MessagePackCode.FixArray and < MessagePackCode.FixString and byte code) || _depthLeft == 0)
            return BeginOtherMessage();
        _depthLeft--;
        _position = position + 1;
        return code & 0x0F;
    }

    /// <summary>Begins a message whose first members are read by a run.</summary>
    /// <param name="run">The run, to be handed back to <see cref="EndRun"/>.</param>
    /// <returns>How many members the message has.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BeginMessage(out MessagePackReadRun run)
    {
        ReadOnlySpan<byte> rest = _span[_position..];
        if (rest.IsEmpty || rest[0] is not (>= MessagePackCode.FixArray and < MessagePackCode.FixString and byte code) || _depthLeft == 0)
        {
            int count = BeginOtherMessage();
            run = new MessagePackReadRun(_span[_position..]);
            return count;
        }
        _depthLeft--;
        run = new MessagePackReadRun(rest[1..]);
        return code & 0x0F;
    }

    /// <summary>Ends the message that <see cref="BeginMessage()"/> began: skips the members that this side does not know.</summary>
    /// <param name="count">What <see cref="BeginMessage()"/> returned.</param>
    /// <param name="known">How many members this side knows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndMessage(int count, int known)
    {
        _depthLeft++;
        if (count > known)
            SkipValues(count - known);
    }

    /// <summary>Begins a tuple: a message whose elements must all be there.</summary>
    /// <param name="length">How many elements it has.</param>
    /// <returns>How many came, for <see cref="EndMessage"/>.</returns>
    internal int BeginTuple(int length)
    {
        long offset = Offset;
        int count = BeginMessage();
        return count >= length ? count : throw DecodeErrors.Malformed($"a tuple of {length}", $"an array of {count}", offset);
    }

    /// <summary>Reads a nil if it is next.</summary>
    /// <returns>Whether it was.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadNil()
    {
        if (PeekCode("a value or nil") != MessagePackCode.Nil)
            return false;
        _position++;
        return true;
    }

    /// <summary>Reads the header of an array.</summary>
    /// <returns>How many elements follow: no more than <see cref="PeerCodecLimits.MaxCount"/>, and no more than <see cref="Remaining"/> bytes can hold.</returns>
    public int ReadArrayHeader()
    {
        ReadOnlySpan<byte> span = _span;
        int position = _position;
        if ((uint)position >= (uint)span.Length || span[position] is not (>= MessagePackCode.FixArray and < MessagePackCode.FixString and byte code))
            return ReadOtherArrayHeader();
        int few = code & 0x0F;
        if (few >= span.Length - position || few > _limits.MaxCount)
            return ReadOtherArrayHeader();
        _position = position + 1;
        return few;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadOtherArrayHeader()
    {
        const string Expected = "an array";
        long offset = Offset;
        long count = TakeCount(MessagePackCode.FixArray, MessagePackCode.Array16, Expected);
        CheckCount(count, count, Expected, offset);
        return (int)count;
    }

    /// <summary>Reads the header of a map.</summary>
    /// <returns>How many entries follow: no more than <see cref="PeerCodecLimits.MaxCount"/>, and no more than <see cref="Remaining"/> bytes can hold.</returns>
    public int ReadMapHeader()
    {
        const string Expected = "a map";
        long offset = Offset;
        long count = TakeCount(MessagePackCode.FixMap, MessagePackCode.Map16, Expected);
        CheckCount(count, 2 * count, Expected, offset);
        return (int)count;
    }

    /// <summary>Passes over one value of any kind.</summary>
    public void Skip() => SkipValues(1);

    /// <summary>
    /// Passes over values, and all that they contain. Needs neither recursion nor a stack: it only counts how many values are still to come,
    /// and ends when that is more than the bytes can hold.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SkipValues(long values)
    {
        const string Expected = "a value to skip";
        for (; values > 0; values--)
        {
            RequireBytes(values, Expected);
            byte code = PeekCode(Expected);
            switch (code)
            {
                case MessagePackCode.Reserved:
                    throw DecodeErrors.Unexpected(Expected, code, Offset);
                case (>= MessagePackCode.FixMap and < MessagePackCode.FixArray) or MessagePackCode.Map16 or MessagePackCode.Map32:
                    values += 2 * TakeCount(MessagePackCode.FixMap, MessagePackCode.Map16, Expected);
                    break;
                case (>= MessagePackCode.FixArray and < MessagePackCode.FixString) or MessagePackCode.Array16 or MessagePackCode.Array32:
                    values += TakeCount(MessagePackCode.FixArray, MessagePackCode.Array16, Expected);
                    break;
                default:
                    _position++;
                    long bytes = TakeBodyLength(code, Expected);
                    RequireBytes(bytes, Expected);
                    Advance(bytes);
                    break;
            }
        }
    }

    /// <summary>How many bytes follow the code, and the length behind it, of a value that contains no others.</summary>
    private long TakeBodyLength(byte code, string expected) => code switch
    {
        >= MessagePackCode.FixString and < MessagePackCode.Nil => code & 0x1F,
        MessagePackCode.Bin8 or MessagePackCode.String8 => (long)TakeInteger(1, expected),
        MessagePackCode.Bin16 or MessagePackCode.String16 => (long)TakeInteger(2, expected),
        MessagePackCode.Bin32 or MessagePackCode.String32 => (long)TakeInteger(4, expected),
        MessagePackCode.Ext8 => 1 + (long)TakeInteger(1, expected),
        MessagePackCode.Ext16 => 1 + (long)TakeInteger(2, expected),
        MessagePackCode.Ext32 => 1 + (long)TakeInteger(4, expected),
        MessagePackCode.Float32 => 4,
        MessagePackCode.Float64 => 8,
        >= MessagePackCode.UInt8 and <= MessagePackCode.Int64 => 1 << (code & 3),
        >= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16 => 1 + (1 << (code - MessagePackCode.FixExt1)),
        _ => 0,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int BeginOtherMessage()
    {
        const string Expected = "a message";
        long offset = Offset;
        if (_depthLeft == 0)
            throw DecodeErrors.TooDeep(_limits.MaxDepth, offset);
        long count = TakeCount(MessagePackCode.FixArray, MessagePackCode.Array16, Expected);
        CheckCount(count, count, Expected, offset);
        _depthLeft--;
        return (int)count;
    }

    /// <summary>Takes the header of an array or map: <paramref name="fixCode"/> with the count in its low bits, <paramref name="code16"/> or the code behind it.</summary>
    private long TakeCount(byte fixCode, byte code16, string expected)
    {
        byte code = PeekCode(expected);
        if ((code & 0xF0) == fixCode)
        {
            _position++;
            return code & 0x0F;
        }
        if ((code & 0xFE) != code16)
            throw DecodeErrors.Unexpected(expected, code, Offset);
        _position++;
        return (long)TakeInteger(code == code16 ? 2 : 4, expected);
    }

    /// <summary>Refuses a set or map with more keys of a type that hashes itself than the limit.</summary>
    internal readonly void CheckCustomKeys(string expected, int count)
    {
        if (count > _limits.MaxCustomKeys)
            throw DecodeErrors.TooMany(expected, count, _limits.MaxCustomKeys, nameof(PeerCodecLimits.MaxCustomKeys), Offset);
    }

    /// <summary>The failure of a set or dictionary whose element or key that was just read came before.</summary>
    internal readonly PeerDecodeException Duplicate(string what) => DecodeErrors.Duplicate(what, Offset);

    private readonly void CheckCount(long count, long leastBytes, string expected, long offset)
    {
        if (count > _limits.MaxCount)
            throw DecodeErrors.TooMany(expected, count, _limits.MaxCount, nameof(PeerCodecLimits.MaxCount), offset);
        RequireBytes(leastBytes, expected);
    }
}
