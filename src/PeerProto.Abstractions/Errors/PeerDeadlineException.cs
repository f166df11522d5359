namespace PeerProto;

/// <summary>A call did not end before its deadline. It was cancelled on both sides; whether the peer's method did its work is not known.</summary>
/// <param name="message">Which call, and what to do about it.</param>
public sealed class PeerDeadlineException(string message) : TimeoutException(message);
