namespace PeerProto;

/// <summary>What kind of error a peer answered a call with. The numbers are on the wire; unknown ones read as <see cref="Failed"/>.</summary>
public enum RemoteErrorCode
{
    /// <summary>The peer's method threw.</summary>
    Failed = 1,

    /// <summary>The peer cancelled the call.</summary>
    Cancelled = 2,

    /// <summary>The peer's contract has no such call.</summary>
    UnknownCall = 3,

    /// <summary>The peer could not decode the arguments or an item.</summary>
    Malformed = 4,

    /// <summary>The result does not fit the peer's limits.</summary>
    ResultTooLarge = 5,

    /// <summary>
    /// The peer's method threw an error that the peer's contract declares. Declared here as well, it is a <see cref="PeerFault{T}"/>; a <see cref="PeerRemoteException"/> has this
    /// code only where this app's contract does not know the error.
    /// </summary>
    Fault = 6,

    /// <summary>The peer ended the call at its deadline. The caller gets a <see cref="PeerDeadlineException"/>.</summary>
    DeadlineExceeded = 7,

    /// <summary>The peer does not let this app use the call or channel, which needs a permission there (<see cref="RequiresAttribute"/>). The peer's method did not run.</summary>
    NotAuthorized = 8,
}
