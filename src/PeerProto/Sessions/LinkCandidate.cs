namespace PeerProto.Sessions;

/// <summary>One way to a peer.</summary>
/// <param name="Transport">What connects.</param>
/// <param name="Endpoint">Where to.</param>
internal readonly record struct LinkCandidate(ITransport Transport, PeerEndpoint Endpoint);
