using System.Buffers.Binary;

namespace PeerProto.Apple;

/// <summary>When a data set was made: the newer one wins in the network.</summary>
/// <param name="Seconds">Seconds, 48 bits. Unix time by agreement, but a first data set usually has 1.</param>
/// <param name="Ticks">Parts of a second, each 1/32,768; 15 bits.</param>
/// <param name="IsAuthoritative">Whether the time came from a reliable clock.</param>
public readonly record struct ThreadTimestamp(ulong Seconds, ushort Ticks = 0, bool IsAuthoritative = false)
{
    internal const int Length = 8;

    internal static bool TryRead(ReadOnlySpan<byte> value, out ThreadTimestamp timestamp)
    {
        timestamp = default;
        if (value.Length != Length)
            return false;
        ulong bits = BinaryPrimitives.ReadUInt64BigEndian(value);
        timestamp = new ThreadTimestamp(bits >> 16, (ushort)(bits >> 1 & 0x7FFF), (bits & 1) != 0);
        return true;
    }

    internal byte[] Encode()
    {
        byte[] value = new byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(value, Seconds << 16 | (ulong)(Ticks & 0x7FFF) << 1 | (IsAuthoritative ? 1UL : 0));
        return value;
    }

    /// <summary>Seconds, and the rest where there is one.</summary>
    /// <returns>The written timestamp.</returns>
    public override string ToString() => $"{Seconds} s{(Ticks == 0 ? "" : $" + {Ticks}/32768")}{(IsAuthoritative ? ", authoritative" : "")}";
}
