namespace PeerProto.Sessions;

/// <summary>One way to a peer.</summary>
/// <param name="Transport">What connects.</param>
/// <param name="Endpoint">Where to.</param>
/// <param name="Expected">The key that whoever answers has to prove, or null where any will do that the security takes.</param>
internal readonly record struct LinkCandidate(ITransport Transport, PeerEndpoint Endpoint, PeerKey? Expected = null);
