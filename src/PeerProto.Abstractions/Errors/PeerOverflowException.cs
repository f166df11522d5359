namespace PeerProto;

/// <summary>A message was not sent because the peer lags behind and its channel says <see cref="Overflow.Fail"/>.</summary>
/// <param name="message">Which channel, and what to do about it.</param>
public sealed class PeerOverflowException(string message) : Exception(message);
