using Microsoft.Extensions.Logging;

namespace PeerProto.Networking;

/// <summary>What the network monitor logs. Event numbers 2200 to 2299.</summary>
internal static partial class NetworkingLog
{
    [LoggerMessage(2200, LogLevel.Debug, "The network changed: {Added} interfaces added, {Changed} changed, {Removed} removed.")]
    public static partial void NetworkChanged(ILogger logger, int added, int changed, int removed);

    [LoggerMessage(2201, LogLevel.Warning, "The system did not list its network interfaces; the last list stays in use until the next try.")]
    public static partial void CaptureFailed(ILogger logger, Exception exception);
}
