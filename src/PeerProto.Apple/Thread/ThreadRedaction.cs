using System.Globalization;

namespace PeerProto.Apple;

/// <summary>The bytes of a data set without its secrets, for showing to others.</summary>
public sealed class ThreadRedaction
{
    internal ThreadRedaction(ReadOnlyMemory<byte> bytes, IReadOnlyList<ThreadTlvType> zeroed, int? zeroedFrom)
    {
        Bytes = bytes;
        Zeroed = zeroed;
        ZeroedFrom = zeroedFrom;
    }

    /// <summary>The bytes, as many as there were. Everything that is not known to be harmless is zero.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The bytes as a data set; null when they are none, as those of a broken one.</summary>
    public ThreadDataset? Dataset => ThreadDataset.TryParse(Bytes.Span, out ThreadDataset? dataset) ? dataset : null;

    /// <summary>The TLVs whose values became zeros: keys, and what has no place in a data set.</summary>
    public IReadOnlyList<ThreadTlvType> Zeroed { get; }

    /// <summary>From this byte on everything became zeros, because the data set is broken there and a key may stand anywhere behind; null when it is whole.</summary>
    public int? ZeroedFrom { get; }

    /// <summary>The bytes in hexadecimal digits.</summary>
    /// <returns>The digits, in lower case, two for each byte.</returns>
    public string ToHex() => Convert.ToHexStringLower(Bytes.Span);

    /// <summary>Says what was done, as a sentence without its full stop. Of a broken data set it does not say that what is left is safe to show.</summary>
    public string Note
    {
        get
        {
            string values = Zeroed.Count == 0 ? "" : $"{string.Join(" and ", Zeroed.Select(ThreadTlvRules.NameOf))} {(Zeroed.Count == 1 ? "is" : "are")} replaced by zeros";
            if (ZeroedFrom is { } from)
            {
                return (values.Length > 0 ? values + "; the" : "The") + string.Create(
                    CultureInfo.InvariantCulture,
                    $" data set cannot be trusted from byte {from} on, where a key may stand anywhere, so everything from there is replaced by zeros; look at what is left before you show it");
            }

            return values.Length == 0 ? "There was no key in it, and nothing was replaced" : values + "; nobody can join with it, and names and identifiers are left in";
        }
    }
}
