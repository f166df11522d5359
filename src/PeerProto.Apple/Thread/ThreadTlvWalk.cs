namespace PeerProto.Apple;

/// <summary>
/// Reads bytes as TLVs from the front. Where that fails it finds the place where the bytes stopped making sense, which is earlier than the place where the walk stumbles, and the place from
/// which they make sense again.
/// </summary>
/// <param name="Tlvs">What could be read, in the order of the bytes.</param>
/// <param name="Break">Where they cannot be read; null when the walk ended with the bytes.</param>
/// <param name="DoubtfulFrom">From where on a key may stand anywhere; null when nowhere.</param>
internal readonly record struct ThreadTlvWalk(ThreadTlv[] Tlvs, ThreadDatasetBreak? Break, int? DoubtfulFrom)
{
    /// <summary>This length says that a longer one follows. Data sets have no such TLVs.</summary>
    private const byte ExtendedLength = 0xFF;

    public static ThreadTlvWalk Of(ReadOnlyMemory<byte> bytes)
    {
        List<ThreadTlv> tlvs = [];
        int position = Walk(bytes, 0, tlvs);
        if (position == bytes.Length)
            return Judged([.. tlvs], null);

        int start = position;
        while (tlvs.Count > 0 && !ThreadTlvRules.Fits(tlvs[^1]))
        {
            start = tlvs[^1].Offset;
            tlvs.RemoveAt(tlvs.Count - 1);
        }

        byte type = bytes.Span[position];
        int? length = position + 1 < bytes.Length ? bytes.Span[position + 1] : null;
        int left = Math.Max(0, bytes.Length - position - ThreadTlv.HeaderLength);
        int? resumesAt = Resume(bytes.Span, start, tlvs);
        if (resumesAt is { } place)
            Walk(bytes, place, tlvs);
        return Judged([.. tlvs], new ThreadDatasetBreak(start, position, (ThreadTlvType)type, length, left, resumesAt));
    }

    private static ThreadTlvWalk Judged(ThreadTlv[] tlvs, ThreadDatasetBreak? broken)
    {
        int? doubtfulFrom = ThreadSecrets.DoubtfulFrom(tlvs, broken?.Offset);
        return new ThreadTlvWalk(ThreadSecrets.Mark(tlvs, doubtfulFrom), broken, doubtfulFrom);
    }

    /// <summary>Reads TLVs while they fit; returns where it ended.</summary>
    private static int Walk(ReadOnlyMemory<byte> bytes, int position, List<ThreadTlv> tlvs)
    {
        while (TryNext(bytes.Span, position, out int next))
        {
            int value = position + ThreadTlv.HeaderLength;
            tlvs.Add(new ThreadTlv((ThreadTlvType)bytes.Span[position], position, bytes[value..next]));
            position = next;
        }

        return position;
    }

    /// <summary>Whether a TLV stands at a place, and where the next would.</summary>
    private static bool TryNext(ReadOnlySpan<byte> bytes, int position, out int next)
    {
        next = position;
        if (position + ThreadTlv.HeaderLength > bytes.Length || bytes[position + 1] == ExtendedLength)
            return false;
        next = position + ThreadTlv.HeaderLength + bytes[position + 1];
        return next <= bytes.Length;
    }

    /// <summary>Finds the first place behind a break from which every byte belongs to a TLV of a data set that was not there before.</summary>
    private static int? Resume(ReadOnlySpan<byte> bytes, int start, List<ThreadTlv> before)
    {
        UInt128 present = UInt128.Zero;
        foreach (ThreadTlv tlv in before)
            present |= Bit(tlv.Type);

        for (int place = start + 1; place + ThreadTlv.HeaderLength < bytes.Length; place++)
        {
            UInt128 seen = present;
            int position = place;
            while (TryNext(bytes, position, out int next))
            {
                ThreadTlvType type = (ThreadTlvType)bytes[position];
                if (!ThreadTlvRules.Fits(type, bytes[position + 1]) || (seen & Bit(type)) != UInt128.Zero)
                    break;
                seen |= Bit(type);
                position = next;
            }

            if (position == bytes.Length)
                return place;
        }

        return null;
    }

    /// <summary>A bit for each type that belongs into a data set; all of them are below 128, and the others are never resumed with.</summary>
    private static UInt128 Bit(ThreadTlvType type) => (byte)type < 128 ? UInt128.One << (byte)type : UInt128.Zero;
}
