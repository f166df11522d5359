namespace PeerProto;

/// <summary>Who is calling.</summary>
/// <param name="Caller">The calling peer.</param>
public readonly record struct PeerContext(Peer Caller);
