using Microsoft.Extensions.Logging;

namespace PeerProto.Discovery;

/// <summary>What the choice of a discovery logs. Event numbers 1200 to 1249.</summary>
internal static partial class PeerDiscoveryLog
{
    [LoggerMessage(1200, LogLevel.Information, "Peer-to-peer interfaces are left out: only the system's service knows them, and it is not used here.")]
    public static partial void NoPeerToPeer(ILogger logger);

    [LoggerMessage(1201, LogLevel.Warning, "One of several sources of peers, {Source}, has failed; the others go on. {Reason}")]
    public static partial void SourceFailed(ILogger logger, string source, string reason, Exception exception);
}
