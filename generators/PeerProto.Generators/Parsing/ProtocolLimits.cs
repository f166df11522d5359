namespace PeerProto.Generators.Parsing;

/// <summary>The limits that the attributes of PeerProto.Abstractions document. A test holds the two together.</summary>
internal static class ProtocolLimits
{
    /// <summary>The largest id of a channel or call.</summary>
    public const int MaxContractMemberId = 16383;

    /// <summary>The largest id of a message's member.</summary>
    public const int MaxMessageMemberId = 255;

    /// <summary>The largest id of a union's case.</summary>
    public const int MaxUnionCaseId = 16383;

    /// <summary>The longest line of messages that wait on a channel.</summary>
    public const int MostMaximumWaiting = 65536;

    /// <summary>The most handlers of a channel that run at once.</summary>
    public const int MostConcurrency = 256;

    /// <summary>The longest name of a permission.</summary>
    public const int MaxPermissionLength = 128;

    /// <summary>The longest contract name (RFC 6335 §5.1).</summary>
    public const int MaxContractNameLength = 15;

    /// <summary>The longest text of a contract's wire shape. Messages that hold other messages several times over, level by level, grow it exponentially.</summary>
    public const int MaxShapeLength = 1 << 20;
}
