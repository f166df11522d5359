namespace PeerProto;

/// <summary>What is known about a link when its sides authenticate each other behind TLS.</summary>
public sealed record LinkAuthenticationContext
{
    /// <summary>The other end of the link, for limits by address and for messages.</summary>
    public required PeerEndpoint RemoteEndpoint { get; init; }

    /// <summary>Whether this side opened the link. It speaks first.</summary>
    public required bool IsInitiator { get; init; }

    /// <summary>The key that this side proved to hold, or null where the link has none.</summary>
    public required PeerKey? LocalKey { get; init; }

    /// <summary>The key that the other side proved to hold, or null where the link has none. Something that stands between two peers cannot show either the other's.</summary>
    public required PeerKey? RemoteKey { get; init; }

    /// <summary>Bytes that both ends of this very link share and no other link does, or empty where the platform tells none.</summary>
    public ReadOnlyMemory<byte> ChannelBinding { get; init; }
}
