using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PeerProto.CompilerServices;

/// <summary>An integer and how many bytes it took, both of 8 bytes: a smaller size would be stored and loaded at different widths, which stalls.</summary>
/// <param name="Value">The integer.</param>
/// <param name="Size">Its bytes on the wire; 0 where there is no integer in one of the plain forms, or one that a long cannot hold.</param>
internal readonly record struct PlainInteger(long Value, long Size)
{
    /// <summary>Decodes the integer that stands first. Calls nothing, so that it has no registers to save.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PlainInteger Peek(ReadOnlySpan<byte> span)
    {
        long value = 0;
        long size = 0;
        if (span.Length >= MessagePackSize.UInt32)
        {
            byte code = span[0];
            int bytes = BytesOf(code);
            ulong bits = span.Length >= MessagePackSize.UInt64
                ? BinaryPrimitives.ReadUInt64BigEndian(span[1..])
                : (ulong)BinaryPrimitives.ReadUInt32BigEndian(span[1..]) << 32;
            if (code is < MessagePackCode.UInt8 or > MessagePackCode.Int64)
            {
                value = (sbyte)code;
                size = code is <= MessagePackCode.MaxPositiveFixInt or >= MessagePackCode.MinNegativeFixInt ? 1 : 0;
            }
            else if (span.Length > bytes)
            {
                value = Decode(code, bits);
                size = code == MessagePackCode.UInt64 && value < 0 ? 0 : 1 + bytes;
            }
        }

        return new PlainInteger(value, size);
    }

    /// <summary>How many bytes follow the code: 1, 2, 4 and 8, first for the unsigned forms and then for the signed ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BytesOf(byte code) => 1 << (code & 3);

    /// <summary>The integer at the front of the eight bytes behind the code; what is too much of them is shifted out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Decode(byte code, ulong bits)
    {
        int behind = 64 - 8 * BytesOf(code);
        return code >= MessagePackCode.Int8 ? (long)bits >> behind : (long)(bits >> behind);
    }
}
