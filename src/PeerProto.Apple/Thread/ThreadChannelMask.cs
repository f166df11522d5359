using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace PeerProto.Apple;

/// <summary>The channels of one page that a network may use.</summary>
/// <param name="Page">The band; 0 is 2.4 GHz.</param>
/// <param name="Bits">The mask with channel 0 in the lowest bit: <c>0x07fff800</c> for channels 11 to 26. On the wire the order of the bits is the reverse.</param>
public readonly record struct ThreadChannelMask(byte Page, uint Bits)
{
    /// <summary>Channels 11 to 26 of page 0.</summary>
    public static ThreadChannelMask All { get; } = new(0, 0x07FF_F800);

    private const int MaskLength = 4;
    private const int EntryLength = 2 + MaskLength;

    /// <summary>Whether a channel may be used.</summary>
    /// <param name="channel">The channel.</param>
    public bool Contains(ThreadChannel channel) => channel.Page == Page && channel.Number < 32 && (Bits >> channel.Number & 1) != 0;

    /// <summary>Reads the entries; false where one does not fit or is not four bytes long.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> value, [NotNullWhen(true)] out ThreadChannelMask[]? masks)
    {
        masks = null;
        if (value.Length % EntryLength != 0)
            return false;
        ThreadChannelMask[] read = new ThreadChannelMask[value.Length / EntryLength];
        for (int i = 0; i < read.Length; i++)
        {
            ReadOnlySpan<byte> entry = value.Slice(i * EntryLength, EntryLength);
            if (entry[1] != MaskLength)
                return false;
            read[i] = new ThreadChannelMask(entry[0], Reverse(BinaryPrimitives.ReadUInt32BigEndian(entry[2..])));
        }

        masks = read;
        return true;
    }

    internal byte[] Encode()
    {
        byte[] entry = new byte[EntryLength];
        entry[0] = Page;
        entry[1] = MaskLength;
        BinaryPrimitives.WriteUInt32BigEndian(entry.AsSpan(2), Reverse(Bits));
        return entry;
    }

    private static uint Reverse(uint bits)
    {
        uint reversed = 0;
        for (int i = 0; i < 32; i++)
            reversed |= (bits >> i & 1) << (31 - i);
        return reversed;
    }

    /// <summary>The channels as runs: <c>11-26</c>.</summary>
    /// <returns>The written mask.</returns>
    public override string ToString()
    {
        List<string> runs = [];
        for (int first = 0; first < 32; first++)
        {
            if ((Bits >> first & 1) == 0)
                continue;
            int last = first;
            while (last < 31 && (Bits >> (last + 1) & 1) != 0)
                last++;
            runs.Add(first == last ? $"{first}" : $"{first}-{last}");
            first = last;
        }

        string channels = runs.Count == 0 ? "none" : string.Join(", ", runs);
        return Page == 0 ? channels : $"{channels} on page {Page}";
    }
}
