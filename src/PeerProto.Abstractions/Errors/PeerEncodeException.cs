namespace PeerProto;

/// <summary>A message or TXT record could not be encoded: it exceeds a limit, or holds what cannot be written. Nothing of it was sent.</summary>
/// <param name="message">What does not fit, and which limit to raise.</param>
/// <param name="innerException">What kept the value from being written, or null.</param>
public sealed class PeerEncodeException(string message, Exception? innerException = null) : Exception(message, innerException);
