namespace PeerProto;

/// <summary>A message and who sent it.</summary>
/// <typeparam name="T">The message type.</typeparam>
/// <param name="From">The sender.</param>
/// <param name="Message">The message.</param>
public readonly record struct ReceivedMessage<T>(Peer From, T Message);
