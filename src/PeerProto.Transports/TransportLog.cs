using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace PeerProto.Transports;

/// <summary>What transports log. Event numbers 2000 to 2099.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(2000, LogLevel.Warning, "The listener on {Endpoint} could not accept a connection ({Error}) and goes on")]
    public static partial void AcceptFailed(ILogger logger, PeerEndpoint endpoint, SocketError error);
}
