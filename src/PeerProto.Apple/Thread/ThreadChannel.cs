using System.Buffers.Binary;

namespace PeerProto.Apple;

/// <summary>A radio channel of a Thread network.</summary>
/// <param name="Page">The band; 0 is 2.4 GHz.</param>
/// <param name="Number">The channel in it: 11 to 26 on page 0.</param>
public readonly record struct ThreadChannel(byte Page, ushort Number)
{
    /// <summary>The first channel of page 0.</summary>
    public const ushort First = 11;

    /// <summary>The last channel of page 0.</summary>
    public const ushort Last = 26;

    internal const int Length = 3;

    /// <summary>Whether Thread can use it: page 0, channels 11 to 26.</summary>
    public bool IsUsable => Page == 0 && Number is >= First and <= Last;

    internal static bool TryRead(ReadOnlySpan<byte> value, out ThreadChannel channel)
    {
        channel = default;
        if (value.Length != Length)
            return false;
        channel = new ThreadChannel(value[0], BinaryPrimitives.ReadUInt16BigEndian(value[1..]));
        return true;
    }

    internal byte[] Encode() => [Page, (byte)(Number >> 8), (byte)Number];

    /// <summary>The number, and the page where it is not 0.</summary>
    /// <returns>The written channel.</returns>
    public override string ToString() => Page == 0 ? $"{Number}" : $"{Number} on page {Page}";
}
