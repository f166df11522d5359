namespace PeerProto.Protocol.Connections;

/// <summary>What <see cref="DuplicateConnectionRule"/> needs to know of a connection.</summary>
/// <param name="Key">The key that the peer proved to hold, or null.</param>
/// <param name="Instance">The peer's instance name.</param>
/// <param name="IsLocallyInitiated">Whether this side opened the link.</param>
/// <param name="IsReady">Whether both sides have taken it.</param>
/// <param name="IsSettled">Whether it has been ready for longer than the hello deadline, so that no attempt that began before it can still be under way.</param>
public readonly record struct ConnectionFacts(PeerKey? Key, string Instance, bool IsLocallyInitiated, bool IsReady, bool IsSettled);
