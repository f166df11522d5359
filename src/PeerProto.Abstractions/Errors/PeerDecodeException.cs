namespace PeerProto;

/// <summary>Received bytes are not what the contract says: another type, cut short, or beyond a limit.</summary>
/// <param name="message">What was expected and what came.</param>
/// <param name="innerException">What made the bytes invalid, or null.</param>
public sealed class PeerDecodeException(string message, Exception? innerException = null) : Exception(message, innerException);
