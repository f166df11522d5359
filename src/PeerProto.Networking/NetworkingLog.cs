using Microsoft.Extensions.Logging;

namespace PeerProto.Networking;

/// <summary>What the network monitor logs.</summary>
internal static partial class NetworkingLog
{
    [LoggerMessage(1, LogLevel.Debug, "The network changed: {Added} interfaces added, {Changed} changed, {Removed} removed.")]
    public static partial void NetworkChanged(ILogger logger, int added, int changed, int removed);

    [LoggerMessage(2, LogLevel.Warning, "The system did not list its network interfaces; the last list stays in use until the next try.")]
    public static partial void CaptureFailed(ILogger logger, Exception exception);
}
