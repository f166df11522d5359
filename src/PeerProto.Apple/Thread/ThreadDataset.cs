using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace PeerProto.Apple;

/// <summary>
/// A Thread operational data set: what a device needs to join a network, as TLVs of MeshCoP (Thread specification, chapter 8). Immutable. TLVs without a name are kept, and so is their order:
/// what was read is written again byte for byte. It holds the key of a network, which <see cref="ToString"/> does not show.
/// </summary>
public sealed partial class ThreadDataset
{
    /// <summary>The most bytes a data set may have.</summary>
    public const int MaximumLength = 254;

    /// <summary>The most bytes that <see cref="Inspect(ReadOnlySpan{byte})"/> looks into.</summary>
    public const int MaximumInspectedLength = 4096;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ThreadTlv[] _tlvs;

    internal ThreadDataset(ReadOnlyMemory<byte> bytes, ThreadTlv[] tlvs)
    {
        _bytes = bytes;
        _tlvs = tlvs;
    }

    /// <summary>The TLVs in the order of the bytes.</summary>
    public IReadOnlyList<ThreadTlv> Tlvs => _tlvs;

    /// <summary>The number of bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>The channel; null when it is missing or malformed.</summary>
    public ThreadChannel? Channel => Find(ThreadTlvType.Channel) is { } tlv && ThreadChannel.TryRead(tlv.Value.Span, out ThreadChannel channel) ? channel : null;

    /// <summary>The channel for waking sleeping devices; null when it is missing or malformed.</summary>
    public ThreadChannel? WakeupChannel => Find(ThreadTlvType.WakeupChannel) is { } tlv && ThreadChannel.TryRead(tlv.Value.Span, out ThreadChannel channel) ? channel : null;

    /// <summary>The channels that may be used, page by page; empty when missing or malformed.</summary>
    public IReadOnlyList<ThreadChannelMask> ChannelMasks => Find(ThreadTlvType.ChannelMask) is { } tlv && ThreadChannelMask.TryRead(tlv.Value.Span, out ThreadChannelMask[]? masks) ? masks : [];

    /// <summary>The PAN identifier; null when it is missing or malformed.</summary>
    public ushort? PanId => Sized(ThreadTlvType.PanId) is { } tlv ? BinaryPrimitives.ReadUInt16BigEndian(tlv.Value.Span) : null;

    /// <summary>The extended PAN identifier, its first byte in the highest bits; null when it is missing or malformed. Format it as <c>x16</c>.</summary>
    public ulong? ExtendedPanId => Sized(ThreadTlvType.ExtendedPanId) is { } tlv ? BinaryPrimitives.ReadUInt64BigEndian(tlv.Value.Span) : null;

    /// <summary>The name of the network, malformed bytes replaced; null when it is missing. Anybody can choose any name.</summary>
    public string? NetworkName => Find(ThreadTlvType.NetworkName) is { } tlv ? Encoding.UTF8.GetString(tlv.Value.Span) : null;

    /// <summary>The prefix of the addresses inside the mesh, a /64; null when it is missing or malformed.</summary>
    public IPNetwork? MeshLocalPrefix => Find(ThreadTlvType.MeshLocalPrefix) is { } tlv && ThreadTlvRules.TryReadPrefix(tlv.Value.Span, out IPNetwork prefix) ? prefix : null;

    /// <summary>When the active data set was made; null when it is missing or malformed.</summary>
    public ThreadTimestamp? ActiveTimestamp => Find(ThreadTlvType.ActiveTimestamp) is { } tlv && ThreadTimestamp.TryRead(tlv.Value.Span, out ThreadTimestamp timestamp) ? timestamp : null;

    /// <summary>When the pending data set was made; null in an active one.</summary>
    public ThreadTimestamp? PendingTimestamp => Find(ThreadTlvType.PendingTimestamp) is { } tlv && ThreadTimestamp.TryRead(tlv.Value.Span, out ThreadTimestamp timestamp) ? timestamp : null;

    /// <summary>How long until a pending data set becomes active; null in an active one.</summary>
    public TimeSpan? DelayTimer => Find(ThreadTlvType.DelayTimer) is { } tlv && ThreadTlvRules.TryReadDelay(tlv.Value.Span, out TimeSpan delay) ? delay : null;

    /// <summary>What the network allows; null when it is missing or malformed.</summary>
    public ThreadSecurityPolicy? SecurityPolicy => Find(ThreadTlvType.SecurityPolicy) is { } tlv && ThreadSecurityPolicy.TryRead(tlv.Value.Span, out ThreadSecurityPolicy policy) ? policy : null;

    /// <summary>The key of the network, a secret; empty when it is missing. The memory belongs to the data set.</summary>
    public ReadOnlyMemory<byte> NetworkKey => Find(ThreadTlvType.NetworkKey)?.Value ?? default;

    /// <summary>The key of commissioners, a secret; empty when it is missing. The memory belongs to the data set.</summary>
    public ReadOnlyMemory<byte> Pskc => Find(ThreadTlvType.Pskc)?.Value ?? default;

    /// <summary>Whether it is a pending data set: it has a pending timestamp or a delay timer.</summary>
    public bool IsPending => Array.Exists(ThreadTlvRules.Pending, type => Find(type) is not null);

    /// <summary>Whether it has what Matter's commissioners ask for: PAN identifiers, network key and channel, each of its right length.</summary>
    public bool IsEnoughForMatter => Array.TrueForAll(ThreadTlvRules.Matter, type => Sized(type) is not null);

    /// <summary>The TLV of a type; null when there is none.</summary>
    /// <param name="type">The type.</param>
    public ThreadTlv? Find(ThreadTlvType type)
    {
        foreach (ThreadTlv tlv in _tlvs)
        {
            if (tlv.Type == type)
                return tlv;
        }

        return null;
    }

    /// <summary>The bytes, secrets included.</summary>
    /// <returns>A new array.</returns>
    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>The bytes in hexadecimal digits, secrets included.</summary>
    /// <returns>The digits, in lower case, two for each byte.</returns>
    public string ToHex() => Convert.ToHexStringLower(_bytes.Span);

    /// <summary>Whether another has the same TLVs, in any order, with the same values.</summary>
    /// <param name="other">The other.</param>
    public bool HasSameContent(ThreadDataset other) => Compare(other).Count == 0;

    /// <summary>Tells in what another data set differs. The order of the TLVs does not count.</summary>
    /// <param name="other">The other, taken as the later one.</param>
    /// <returns>One difference for each type that differs: first those of this one, in its order, then what only the other has.</returns>
    public IReadOnlyList<ThreadDifference> Compare(ThreadDataset other)
    {
        ArgumentNullException.ThrowIfNull(other);
        List<ThreadDifference> differences = [];
        foreach (ThreadTlv tlv in _tlvs)
        {
            if (other.Find(tlv.Type) is not { } theirs)
                differences.Add(new ThreadDifference(ThreadDifferenceKind.Removed, tlv, null));
            else if (!tlv.Value.Span.SequenceEqual(theirs.Value.Span))
                differences.Add(new ThreadDifference(ThreadDifferenceKind.Changed, tlv, theirs));
        }

        differences.AddRange(other._tlvs.Where(tlv => Find(tlv.Type) is null).Select(tlv => new ThreadDifference(ThreadDifferenceKind.Added, null, tlv)));
        return differences;
    }

    /// <summary>Checks it: what is missing, malformed or suspicious.</summary>
    /// <returns>The findings; empty for a complete data set without fault.</returns>
    public IReadOnlyList<ThreadFinding> Validate() => Inspect(_bytes.Span).Findings;

    /// <summary>Name, channel and PAN identifier; never a key.</summary>
    /// <returns>The written data set.</returns>
    public override string ToString() =>
        $"Thread data set '{(Find(ThreadTlvType.NetworkName) is { IsSecret: false } ? NetworkName : "?")}', channel {Channel?.ToString() ?? "?"}, PAN 0x{(PanId is { } pan ? pan.ToString("x4", null) : "?")}, {_tlvs.Length} TLVs";

    private ThreadTlv? Sized(ThreadTlvType type) => Find(type) is { } tlv && ThreadTlvRules.Fits(tlv) ? tlv : null;
}
