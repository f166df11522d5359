using Microsoft.Extensions.Logging;

namespace PeerProto.Transports.Quic;

/// <summary>What links over QUIC log. Event numbers 2050 to 2069.</summary>
internal static partial class QuicLog
{
    [LoggerMessage(2050, LogLevel.Warning, "A handshake with the listener on {Endpoint} failed ({Reason}). The listener goes on.")]
    public static partial void HandshakeFailed(ILogger logger, PeerEndpoint endpoint, string reason);

    [LoggerMessage(2051, LogLevel.Warning, "The listener on {Endpoint} refused {Peer}: {Reason}.")]
    public static partial void Refused(ILogger logger, PeerEndpoint endpoint, PeerEndpoint peer, string reason);

    [LoggerMessage(2052, LogLevel.Warning, "The listener on {Endpoint} could not accept a connection and goes on.")]
    public static partial void AcceptFailed(ILogger logger, PeerEndpoint endpoint, Exception exception);
}
