namespace PeerProto.Transports.Quic;

/// <summary>Why a side ended a QUIC connection: the error codes of its CONNECTION_CLOSE frames (RFC 9000 section 20.2). The numbers are on the wire.</summary>
internal static class QuicCode
{
    /// <summary>Both sides are done.</summary>
    public const long Done = 0;

    /// <summary>The side gave the link up.</summary>
    public const long Aborted = 1;

    /// <summary>The side does not trust the other's key.</summary>
    public const long NotTrusted = 2;

    /// <summary>The side takes no more links at the moment.</summary>
    public const long Busy = 3;

    /// <summary>The other side did not begin as PeerProto does.</summary>
    public const long NotPeerProto = 4;
}
