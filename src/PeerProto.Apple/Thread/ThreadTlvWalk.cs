using System.Diagnostics.CodeAnalysis;

namespace PeerProto.Apple;

/// <summary>
/// Reads bytes as TLVs from the front. Where that fails it finds the place where the bytes stopped making sense, which is earlier than the place where the walk stumbles, and the place from
/// which they make sense again.
/// </summary>
/// <param name="Tlvs">What could be read, in the order of the bytes.</param>
/// <param name="Break">Where they cannot be read; null when the walk ended with the bytes.</param>
internal readonly record struct ThreadTlvWalk(ThreadTlv[] Tlvs, ThreadDatasetBreak? Break)
{
    /// <summary>This length says that a longer one follows. Data sets have no such TLVs.</summary>
    private const byte ExtendedLength = 0xFF;

    public static ThreadTlvWalk Of(ReadOnlyMemory<byte> bytes)
    {
        List<ThreadTlv> tlvs = [];
        int position = Walk(bytes, 0, tlvs, static _ => true);
        if (position == bytes.Length)
            return new ThreadTlvWalk([.. tlvs], null);

        int start = position;
        while (tlvs.Count > 0 && !ThreadTlvRules.Fits(tlvs[^1]))
        {
            start = tlvs[^1].Offset;
            tlvs.RemoveAt(tlvs.Count - 1);
        }

        byte type = bytes.Span[position];
        int? length = position + 1 < bytes.Length ? bytes.Span[position + 1] : null;
        int left = Math.Max(0, bytes.Length - position - ThreadTlv.HeaderLength);
        bool resumes = TryResume(bytes, start, tlvs, out List<ThreadTlv>? rest);
        ThreadDatasetBreak broken = new(start, position, (ThreadTlvType)type, length, left, resumes ? rest![0].Offset : null);
        return new ThreadTlvWalk(resumes ? [.. tlvs, .. rest!] : [.. tlvs], broken);
    }

    /// <summary>Reads TLVs while they fit and are accepted; returns where it ended.</summary>
    private static int Walk(ReadOnlyMemory<byte> bytes, int position, List<ThreadTlv> tlvs, Func<ThreadTlv, bool> accepts)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        while (position + ThreadTlv.HeaderLength <= span.Length)
        {
            int length = span[position + 1];
            int next = position + ThreadTlv.HeaderLength + length;
            if (length == ExtendedLength || next > span.Length)
                break;
            ThreadTlv tlv = new((ThreadTlvType)span[position], position, bytes.Slice(position + ThreadTlv.HeaderLength, length));
            if (!accepts(tlv))
                break;
            tlvs.Add(tlv);
            position = next;
        }

        return position;
    }

    /// <summary>Finds the first place behind a break from which every byte belongs to a TLV of a data set that was not there before.</summary>
    private static bool TryResume(ReadOnlyMemory<byte> bytes, int start, List<ThreadTlv> before, [NotNullWhen(true)] out List<ThreadTlv>? rest)
    {
        HashSet<ThreadTlvType> seen = [];
        for (int place = start + 1; place + ThreadTlv.HeaderLength < bytes.Length; place++)
        {
            seen.Clear();
            seen.UnionWith(before.Select(tlv => tlv.Type));
            List<ThreadTlv> found = [];
            if (Walk(bytes, place, found, tlv => ThreadTlvRules.Fits(tlv) && seen.Add(tlv.Type)) == bytes.Length)
            {
                rest = found;
                return true;
            }
        }

        rest = null;
        return false;
    }
}
