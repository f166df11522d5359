using Microsoft.Extensions.Logging;
using PeerProto.Protocol;

namespace PeerProto.Connections;

/// <summary>Log events of connections, 1100 to 1199.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(1100, LogLevel.Debug, "Connection to {Peer} at {Endpoint} is ready.")]
    public static partial void Ready(ILogger logger, PeerId peer, PeerEndpoint endpoint);

    [LoggerMessage(1101, LogLevel.Information, "Connection with {Endpoint} ended ({Code}): {Reason}. {Unconfirmed} messages are unconfirmed.")]
    public static partial void Ended(ILogger logger, PeerEndpoint endpoint, CloseCode code, string reason, ulong unconfirmed);

    [LoggerMessage(1102, LogLevel.Warning, "Refused {Endpoint} ({Code}): {Reason}.")]
    public static partial void Refused(ILogger logger, PeerEndpoint endpoint, CloseCode code, string reason);

    [LoggerMessage(1103, LogLevel.Error, "The handler of channel {Channel} failed for a message of {Peer}. The message counts as handled.")]
    public static partial void HandlerFailed(ILogger logger, string channel, string peer, Exception exception);

    [LoggerMessage(1104, LogLevel.Error, "Call {Call} of {Peer} failed under error id {ErrorId:x16}.")]
    public static partial void CallFailed(ILogger logger, string call, string peer, ulong errorId, Exception exception);

    [LoggerMessage(1107, LogLevel.Information, "Call {Call} of {Peer} ended with a declared error under error id {ErrorId:x16}: {Error}")]
    public static partial void CallFaulted(ILogger logger, string call, string peer, ulong errorId, string error);

    [LoggerMessage(1108, LogLevel.Error, "The receiver of progress of call {Call} failed. The call goes on.")]
    public static partial void ProgressFailed(ILogger logger, string call, Exception exception);

    [LoggerMessage(1109, LogLevel.Information, "Messages of channel {Channel} to {Peer} are dropped from now on where they find no place, as the channel's settings have it.")]
    public static partial void Dropping(ILogger logger, string channel, string peer);

    [LoggerMessage(1110, LogLevel.Information, "Channel {Channel} with {Peer} has been held up for {Duration} by {Cause}; {Waiting} messages wait.")]
    public static partial void Stalled(ILogger logger, string channel, string peer, TimeSpan duration, StallCause cause, int waiting);

    [LoggerMessage(1111, LogLevel.Information, "Channel {Channel} with {Peer} goes on after {Duration}.")]
    public static partial void StallEnded(ILogger logger, string channel, string peer, TimeSpan duration);

    [LoggerMessage(1112, LogLevel.Debug, "Call {Call} of {Peer} was refused: it needs the permission {Permission}, which the peer does not have.")]
    public static partial void CallNotAuthorized(ILogger logger, string call, string peer, string permission);

    [LoggerMessage(1106, LogLevel.Error, "A callback of the app failed when the connection with {Endpoint} or a call on it ended.")]
    public static partial void CallbackFailed(ILogger logger, PeerEndpoint endpoint, Exception exception);

    [LoggerMessage(1105, LogLevel.Error, "Connection with {Endpoint} failed within itself.")]
    public static partial void Broken(ILogger logger, PeerEndpoint endpoint, Exception exception);
}
