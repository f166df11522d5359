using Microsoft.Extensions.Logging;

namespace PeerProto.Pairing;

/// <summary>What pairings log. Event numbers 1150 to 1199.</summary>
internal static partial class PairingLog
{
    [LoggerMessage(1150, LogLevel.Information, "A pairing with {Remote} came to nothing: {Reason}")]
    public static partial void Failed(ILogger logger, PeerEndpoint remote, string reason);

    [LoggerMessage(1151, LogLevel.Error, "A pairing with {Remote} ended by an error of this program.")]
    public static partial void Broken(ILogger logger, PeerEndpoint remote, Exception failure);
}
