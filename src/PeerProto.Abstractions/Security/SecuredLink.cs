namespace PeerProto;

/// <summary>What an <see cref="IStreamSecurity"/> made of a plain stream.</summary>
/// <param name="Stream">The stream to use from here on. Disposing it ends the plain stream too.</param>
/// <param name="RemoteKey">The key that the peer proved to hold, or null if this security identifies nobody.</param>
/// <param name="ChannelBinding">Bytes that both ends of this very connection share and no other connection does, or empty where the platform tells none.</param>
public sealed record SecuredLink(Stream Stream, PeerKey? RemoteKey, ReadOnlyMemory<byte> ChannelBinding)
{
    /// <summary>Whether nobody on the path can read or change what is sent. True unless told otherwise. Errors say by it what may be missing.</summary>
    public bool IsEncrypted { get; init; } = true;
}
