namespace PeerProto;

/// <summary>The peer answered a call with an error other than those that the call declares, or takes no messages of this app on a channel (<see cref="RemoteErrorCode.NotAuthorized"/>).</summary>
/// <param name="code">What kind of error.</param>
/// <param name="errorId">The number under which the peer's log tells the details.</param>
/// <param name="message">What the peer said, for people to read.</param>
public sealed class PeerRemoteException(RemoteErrorCode code, ulong errorId, string message) : Exception(message)
{
    /// <summary>What kind of error.</summary>
    public RemoteErrorCode Code { get; } = code;

    /// <summary>The number under which the peer's log tells the details, which it does not send.</summary>
    public ulong ErrorId { get; } = errorId;
}
