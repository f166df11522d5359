using System.Buffers.Binary;
using System.Net;

namespace PeerProto.Apple;

/// <summary>What is known about the TLVs that may stand in a data set.</summary>
internal static class ThreadTlvRules
{
    /// <summary>What a complete active data set has, in the order in which OpenThread writes it.</summary>
    public static ThreadTlvType[] Complete { get; } =
    [
        ThreadTlvType.ActiveTimestamp, ThreadTlvType.Channel, ThreadTlvType.ChannelMask, ThreadTlvType.ExtendedPanId, ThreadTlvType.MeshLocalPrefix,
        ThreadTlvType.NetworkKey, ThreadTlvType.NetworkName, ThreadTlvType.PanId, ThreadTlvType.Pskc, ThreadTlvType.SecurityPolicy,
    ];

    /// <summary>What a pending data set has besides.</summary>
    public static ThreadTlvType[] Pending { get; } = [ThreadTlvType.PendingTimestamp, ThreadTlvType.DelayTimer];

    /// <summary>What Matter's commissioner asks of a data set.</summary>
    public static ThreadTlvType[] Matter { get; } = [ThreadTlvType.PanId, ThreadTlvType.NetworkKey, ThreadTlvType.ExtendedPanId, ThreadTlvType.Channel];

    public static bool IsSecret(ThreadTlvType type) => type is ThreadTlvType.NetworkKey or ThreadTlvType.Pskc or ThreadTlvType.JoinerRouterKek;

    /// <summary>The shortest and longest value of a type that belongs into a data set; null for all others.</summary>
    public static (int Minimum, int Maximum)? LengthOf(ThreadTlvType type) => type switch
    {
        ThreadTlvType.Channel or ThreadTlvType.WakeupChannel => (ThreadChannel.Length, ThreadChannel.Length),
        ThreadTlvType.PanId => (2, 2),
        ThreadTlvType.ExtendedPanId or ThreadTlvType.MeshLocalPrefix => (8, 8),
        ThreadTlvType.NetworkName => (1, 16),
        ThreadTlvType.Pskc or ThreadTlvType.NetworkKey => (16, 16),
        ThreadTlvType.NetworkKeySequence or ThreadTlvType.DelayTimer => (4, 4),
        ThreadTlvType.SecurityPolicy => (ThreadSecurityPolicy.ShortLength, ThreadSecurityPolicy.Length),
        ThreadTlvType.ActiveTimestamp or ThreadTlvType.PendingTimestamp => (ThreadTimestamp.Length, ThreadTimestamp.Length),
        ThreadTlvType.ChannelMask => (6, ThreadDataset.MaximumLength),
        _ => null,
    };

    /// <summary>Whether a TLV of a data set has a length that its type can have.</summary>
    public static bool Fits(ThreadTlv tlv) => Fits(tlv.Type, tlv.Value.Length);

    public static bool Fits(ThreadTlvType type, int valueLength) => LengthOf(type) is { } length && valueLength >= length.Minimum && valueLength <= length.Maximum;

    public static string NameOf(ThreadTlvType type) => type switch
    {
        ThreadTlvType.PanId => "PAN ID",
        ThreadTlvType.ExtendedPanId => "Extended PAN ID",
        ThreadTlvType.NetworkName => "Network Name",
        ThreadTlvType.Pskc => "PSKc",
        ThreadTlvType.NetworkKey => "Network Key",
        ThreadTlvType.NetworkKeySequence => "Network Key Sequence",
        ThreadTlvType.MeshLocalPrefix => "Mesh-Local Prefix",
        ThreadTlvType.SecurityPolicy => "Security Policy",
        ThreadTlvType.ActiveTimestamp => "Active Timestamp",
        ThreadTlvType.PendingTimestamp => "Pending Timestamp",
        ThreadTlvType.DelayTimer => "Delay Timer",
        ThreadTlvType.ChannelMask => "Channel Mask",
        ThreadTlvType.WakeupChannel => "Wake-up Channel",
        _ => Enum.IsDefined(type) ? type.ToString() : $"type {(byte)type} (0x{(byte)type:X2})",
    };

    public static bool TryReadPrefix(ReadOnlySpan<byte> value, out IPNetwork prefix)
    {
        prefix = default;
        if (value.Length != 8)
            return false;
        Span<byte> address = stackalloc byte[16];
        value.CopyTo(address);
        address[8..].Clear();
        prefix = new IPNetwork(new IPAddress(address), 64);
        return true;
    }

    public static bool TryReadDelay(ReadOnlySpan<byte> value, out TimeSpan delay)
    {
        delay = default;
        if (value.Length != 4)
            return false;
        delay = TimeSpan.FromMilliseconds(BinaryPrimitives.ReadUInt32BigEndian(value));
        return true;
    }
}
