namespace PeerProto.Protocol.Calls;

/// <summary>How a call failed on the other side.</summary>
/// <param name="Code">What kind of error.</param>
/// <param name="ErrorId">The number under which the other side's log tells the details.</param>
/// <param name="Text">What the other side says, for people.</param>
public sealed record CallFailure(RemoteErrorCode Code, ulong ErrorId, string Text)
{
    /// <summary>The number of the declared error, where <see cref="Code"/> is <see cref="RemoteErrorCode.Fault"/>; its value is the event's payload. Otherwise 0.</summary>
    public ulong FaultId { get; init; }
}
