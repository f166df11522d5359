namespace PeerProto;

/// <summary>What a person is asked before a pairing comes about.</summary>
/// <param name="Way">How the two devices pair.</param>
/// <param name="Key">The key of the other device.</param>
/// <param name="Code">With <see cref="PairingWay.Compare"/> the six digits that both devices show: yes means that they are the same. Otherwise null.</param>
/// <param name="RemoteEndpoint">Where the other device is. It proves nothing about who it is.</param>
public sealed record PairingQuestion(PairingWay Way, PeerKey Key, string? Code, PeerEndpoint RemoteEndpoint);
