using Microsoft.Extensions.Logging;

namespace PeerProto.Security;

/// <summary>What securities log. Event numbers 2100 to 2199.</summary>
internal static partial class SecurityLog
{
    [LoggerMessage(2100, LogLevel.Warning,
        "PeerSecurity.Unverified: connections are encrypted, but any peer is accepted. Nothing protects against somebody who answers in a peer's place or stands between two peers.")]
    public static partial void Unverified(ILogger logger);

    [LoggerMessage(2101, LogLevel.Warning,
        "PeerSecurity.None: connections are neither encrypted nor authenticated. Everybody on the path can read and change everything.")]
    public static partial void None(ILogger logger);

    [LoggerMessage(2120, LogLevel.Warning, "The peer {Peer} has proved the passcode and is admitted, but could not be kept in the trust store.")]
    public static partial void NotRemembered(ILogger logger, PeerKey peer, Exception failure);
}
