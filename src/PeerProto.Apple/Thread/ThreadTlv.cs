using System.Text;

namespace PeerProto.Apple;

/// <summary>One TLV of a data set: what it is, where it stood, and its bytes.</summary>
public readonly struct ThreadTlv
{
    /// <summary>Bytes before the value: the type and the length.</summary>
    internal const int HeaderLength = 2;

    internal ThreadTlv(ThreadTlvType type, int offset, ReadOnlyMemory<byte> value)
        : this(type, offset, value, isSecret: true)
    {
    }

    private ThreadTlv(ThreadTlvType type, int offset, ReadOnlyMemory<byte> value, bool isSecret)
    {
        Type = type;
        Offset = offset;
        Value = value;
        IsSecret = isSecret;
    }

    /// <summary>What it holds. May be a number without a name.</summary>
    public ThreadTlvType Type { get; }

    /// <summary>Where the type byte stood in what was read, from zero.</summary>
    public int Offset { get; }

    /// <summary>The value. The memory belongs to the data set and does not change.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>
    /// Whether the value is a key, or may hold one: do not show or log it. A key may stand in every TLV that does not belong into a data set, is malformed, or comes behind a place where the data
    /// set is broken.
    /// </summary>
    public bool IsSecret { get; }

    /// <summary>Whether <see cref="Type"/> has a name in <see cref="ThreadTlvType"/>.</summary>
    public bool IsKnown => Enum.IsDefined(Type);

    /// <summary>What the Thread specification calls a type, such as <c>Network Key</c>; the number of one without a name.</summary>
    /// <param name="type">The type.</param>
    public static string NameOf(ThreadTlvType type) => ThreadTlvRules.NameOf(type);

    /// <summary>The value in hexadecimal digits, also of a secret.</summary>
    /// <returns>The digits, in lower case.</returns>
    public string ToHex() => Convert.ToHexStringLower(Value.Span);

    /// <summary>The value as people write it: a name, a channel, a prefix. A secret is told by its length only.</summary>
    /// <returns>The written value.</returns>
    public string Describe()
    {
        if (IsSecret)
            return $"{Value.Length} bytes, not shown";
        ReadOnlySpan<byte> value = Value.Span;
        return Type switch
        {
            ThreadTlvType.Channel or ThreadTlvType.WakeupChannel when ThreadChannel.TryRead(value, out ThreadChannel channel) => channel.ToString(),
            ThreadTlvType.PanId when value.Length == 2 => $"0x{Convert.ToHexStringLower(value)}",
            ThreadTlvType.NetworkName => Encoding.UTF8.GetString(value),
            ThreadTlvType.MeshLocalPrefix when ThreadTlvRules.TryReadPrefix(value, out System.Net.IPNetwork prefix) => prefix.ToString(),
            ThreadTlvType.ActiveTimestamp or ThreadTlvType.PendingTimestamp when ThreadTimestamp.TryRead(value, out ThreadTimestamp timestamp) => timestamp.ToString(),
            ThreadTlvType.SecurityPolicy when ThreadSecurityPolicy.TryRead(value, out ThreadSecurityPolicy policy) => policy.ToString(),
            ThreadTlvType.DelayTimer when ThreadTlvRules.TryReadDelay(value, out TimeSpan delay) => $"{delay.TotalMilliseconds:0} ms",
            ThreadTlvType.ChannelMask when ThreadChannelMask.TryRead(value, out ThreadChannelMask[]? masks) => string.Join("; ", masks),
            _ => ToHex(),
        };
    }

    /// <summary>The same, marked as one whose value is to be shown or not.</summary>
    internal ThreadTlv Marked(bool isSecret) => new(Type, Offset, Value, isSecret);

    /// <summary>Type and described value; secrets stay hidden.</summary>
    /// <returns>The written TLV.</returns>
    public override string ToString() => $"{ThreadTlvRules.NameOf(Type)}: {Describe()}";
}
