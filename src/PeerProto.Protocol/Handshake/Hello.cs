namespace PeerProto.Protocol.Handshake;

/// <summary>What each side says of itself in its first frame.</summary>
public sealed record Hello
{
    /// <summary>The wire version of this implementation. Peers of different wire versions part.</summary>
    public const int CurrentWireVersion = 0;

    /// <summary>The length of <see cref="Instance"/> at most, in UTF-8 bytes: a DNS label (RFC 6763 §4.1.1).</summary>
    public const int MaximumInstanceBytes = 63;

    /// <summary>The length of <see cref="NameKey"/> where there is one.</summary>
    public const int NameKeyLength = 32;

    /// <summary>The wire version the sender speaks.</summary>
    public int WireVersion { get; init; } = CurrentWireVersion;

    /// <summary>The contract's name.</summary>
    public required string Contract { get; init; }

    /// <summary>The contract's version.</summary>
    public required int ContractVersion { get; init; }

    /// <summary>The contract's fingerprint: 16 bytes.</summary>
    public required ReadOnlyMemory<byte> Fingerprint { get; init; }

    /// <summary>Who the sender is. Where the link is authenticated it must belong to the key proved there.</summary>
    public required PeerId Id { get; init; }

    /// <summary>A name that is random for each session, the first of its DNS-SD instance names: tells a restarted peer from one that connects twice.</summary>
    public required string Instance { get; init; }

    /// <summary>
    /// The key that the session's DNS-SD instance names are made with, <see cref="NameKeyLength"/> bytes: random for each session, or, between paired devices only, kept by the device so that the
    /// other recognises it later. Empty where the name does not change.
    /// </summary>
    public ReadOnlyMemory<byte> NameKey { get; init; }

    /// <summary>The name that people read; may be empty.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The largest message the sender takes, in bytes. More than <see cref="ProtocolLimits.LargestMessageBytes"/> reads as that.</summary>
    public int MaximumMessageBytes { get; init; } = ProtocolLimits.DefaultMaximumMessageBytes;

    /// <summary>How many messages each channel may hold at first.</summary>
    public int ChannelWindowMessages { get; init; } = ProtocolLimits.DefaultChannelWindowMessages;

    /// <summary>How many bytes each channel may hold at first.</summary>
    public int ChannelWindowBytes { get; init; } = ProtocolLimits.DefaultChannelWindowBytes;

    /// <summary>How many items each stream of a call may hold at first.</summary>
    public int StreamWindowMessages { get; init; } = ProtocolLimits.DefaultStreamWindowMessages;

    /// <summary>How many bytes each stream of a call may hold at first.</summary>
    public int StreamWindowBytes { get; init; } = ProtocolLimits.DefaultStreamWindowBytes;

    /// <summary>How many messages, items, calls and results may be under way at first, over all.</summary>
    public int ConnectionWindowMessages { get; init; } = ProtocolLimits.DefaultConnectionWindowMessages;

    /// <summary>How many bytes of them may be under way at first, over all.</summary>
    public int ConnectionWindowBytes { get; init; } = ProtocolLimits.DefaultConnectionWindowBytes;

    /// <summary>How many calls the sender takes at a time.</summary>
    public int MaximumConcurrentCalls { get; init; } = ProtocolLimits.DefaultMaximumConcurrentCalls;
}
