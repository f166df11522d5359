using System.Text;
using System.Text.Unicode;

namespace PeerProto.Apple;

/// <summary>
/// Tells which bytes of a data set can hold no key. A damaged type or length moves a key into the value of a neighbour, so a value is harmless only where its TLV is one of a data set and well
/// formed, and so is everything before it and the one behind it.
/// </summary>
internal static class ThreadSecrets
{
    /// <summary>Behind a place that cannot be trusted, values up to this many bytes are still shown: too little of a key to be of use.</summary>
    private const int ShortValue = 4;

    /// <summary>The first byte from which on a key may stand anywhere; null where every TLV can be trusted to be what its type says.</summary>
    public static int? DoubtfulFrom(ThreadTlv[] tlvs, int? brokenAt)
    {
        // With both keys at their places a TLV of another kind is an addition, and what stands behind it is not moved.
        bool hasKeys = Has(tlvs, ThreadTlvType.NetworkKey) && Has(tlvs, ThreadTlvType.Pskc);
        int from = brokenAt ?? int.MaxValue;
        Dictionary<ThreadTlvType, int> seen = [];
        foreach (ThreadTlv tlv in tlvs)
        {
            if (!seen.TryAdd(tlv.Type, tlv.Offset))
                from = Math.Min(from, seen[tlv.Type]);
            bool isAsItShould = ThreadTlvRules.IsSecret(tlv.Type) ? ThreadTlvRules.Fits(tlv) : IsHarmless(tlv);
            if (!isAsItShould && !(hasKeys && ThreadTlvRules.LengthOf(tlv.Type) is null))
                from = Math.Min(from, tlv.Offset);
        }

        // Where keys are missing the bytes may have been cut inside the last value, and what follows it may be of a key: nothing sound behind it shows the contrary.
        if (from == int.MaxValue)
            return !hasKeys && tlvs.Length > 0 && tlvs[^1].Value.Length > ShortValue ? tlvs[^1].Offset : null;

        // What was cut out may have begun in the value before, which then ends with bytes of a key.
        int before = Array.FindLastIndex(tlvs, tlv => tlv.Offset < from);
        return before < 0 ? from : tlvs[before].Offset;
    }

    /// <summary>The same TLVs, with those marked that are not to be shown.</summary>
    public static ThreadTlv[] Mark(ThreadTlv[] tlvs, int? doubtfulFrom) =>
        [.. tlvs.Select(tlv => tlv.Marked(!IsHarmless(tlv) || (tlv.Offset >= doubtfulFrom && tlv.Value.Length > ShortValue)))];

    /// <summary>Replaces by zeros what may be of a key.</summary>
    public static ThreadRedaction Redact(ReadOnlySpan<byte> bytes, ThreadTlvWalk walk)
    {
        byte[] left = bytes.ToArray();
        List<ThreadTlvType> zeroed = [];
        foreach (ThreadTlv tlv in walk.Tlvs.Where(tlv => tlv.IsSecret && !(tlv.Offset >= walk.DoubtfulFrom)))
        {
            Span<byte> value = left.AsSpan(tlv.Offset + ThreadTlv.HeaderLength, tlv.Value.Length);
            if (value.ContainsAnyExcept((byte)0))
                zeroed.Add(tlv.Type);
            value.Clear();
        }

        if (walk.DoubtfulFrom is { } from)
            left.AsSpan(from).Clear();
        return new ThreadRedaction(left, zeroed, walk.DoubtfulFrom);
    }

    private static bool Has(ThreadTlv[] tlvs, ThreadTlvType type) => Array.Exists(tlvs, tlv => tlv.Type == type && ThreadTlvRules.Fits(tlv));

    /// <summary>Whether a TLV belongs into a data set, holds no key, and has a value as its type can have.</summary>
    private static bool IsHarmless(ThreadTlv tlv)
    {
        if (ThreadTlvRules.IsSecret(tlv.Type) || !ThreadTlvRules.Fits(tlv))
            return false;
        ReadOnlySpan<byte> value = tlv.Value.Span;
        return tlv.Type switch
        {
            ThreadTlvType.NetworkName => Utf8.IsValid(value) && !Encoding.UTF8.GetString(value).Any(char.IsControl),
            ThreadTlvType.ChannelMask => ThreadChannelMask.TryRead(value, out _),
            ThreadTlvType.MeshLocalPrefix => value[0] == 0xFD,
            _ => true,
        };
    }
}
