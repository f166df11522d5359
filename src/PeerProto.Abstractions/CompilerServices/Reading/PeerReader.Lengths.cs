using System.Diagnostics.CodeAnalysis;

namespace PeerProto.CompilerServices;

public ref partial struct PeerReader
{
    private const byte ContinuationMask = 0xC0;
    private const byte Continuation = 0x80;
    private const byte FirstOfFourBytes = 0xF0;

    /// <summary>
    /// Refuses a value that is longer than its member allows, before any memory is taken for it: a string of more UTF-16 code units, binary data of
    /// more bytes, an array of more elements, a map of more entries. The value stays next; any other is left to who reads it.
    /// </summary>
    /// <param name="maxLength">The most it may have.</param>
    /// <param name="member">The member, with its type, for the error text.</param>
    /// <param name="unitBytes">How many bytes of binary data count as one.</param>
    /// <returns>This reader.</returns>
    /// <exception cref="PeerDecodeException">The value is longer, or not whole.</exception>
    [UnscopedRef]
    public ref PeerReader Limit(int maxLength, string member, int unitBytes = 1)
    {
        PeerReader ahead = this;
        long length = ahead.TakeLength(maxLength, member) / unitBytes;
        if (length > maxLength)
            throw DecodeErrors.TooMany(member, length, maxLength, "MaxLength", Offset);
        return ref this;
    }

    /// <summary>Takes the header of the next value, of a string also its text where that decides, and returns its length.</summary>
    private long TakeLength(int maxLength, string member)
    {
        byte code = PeekCode(member);
        switch (code)
        {
            case (>= MessagePackCode.FixMap and < MessagePackCode.FixArray) or MessagePackCode.Map16 or MessagePackCode.Map32:
                return TakeCount(MessagePackCode.FixMap, MessagePackCode.Map16, member);
            case (>= MessagePackCode.FixArray and < MessagePackCode.FixString) or MessagePackCode.Array16 or MessagePackCode.Array32:
                return TakeCount(MessagePackCode.FixArray, MessagePackCode.Array16, member);
            case >= MessagePackCode.Bin8 and <= MessagePackCode.Bin32:
                return TakeBinaryLength(member, Offset);
            case (>= MessagePackCode.FixString and < MessagePackCode.Nil) or (>= MessagePackCode.String8 and <= MessagePackCode.String32):
                return TakeTextLength(TakeStringLength(member, Offset), maxLength, member);
            default:
                return 0;
        }
    }

    /// <summary>A code unit is at least one byte and at most three, so most texts are decided by their bytes; the others are counted.</summary>
    private long TakeTextLength(int bytes, int maxLength, string member)
    {
        if (bytes <= maxLength || bytes > 3L * maxLength)
            return bytes;
        int units = 0;
        for (; bytes > 0; bytes--)
        {
            byte next = PeekCode(member);
            _position++;
            if ((next & ContinuationMask) != Continuation)
                units += next >= FirstOfFourBytes ? 2 : 1;
        }
        return units;
    }
}
