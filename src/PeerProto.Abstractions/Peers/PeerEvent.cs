namespace PeerProto;

/// <summary>A change in who is connected.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
/// <param name="Kind">What happened.</param>
/// <param name="Peer">Whom it happened to.</param>
/// <param name="Reason">For <see cref="PeerEventKind.Left"/>: why the connection ended. Null otherwise.</param>
public sealed record PeerEvent<TContract>(PeerEventKind Kind, Peer<TContract> Peer, PeerConnectionException? Reason)
    where TContract : class;
