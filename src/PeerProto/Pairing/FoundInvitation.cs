namespace PeerProto;

/// <summary>An invitation that was found in the local network. It says nothing about whose it is: the pairing finds out.</summary>
/// <param name="InstanceName">The name it is advertised under.</param>
/// <param name="Way">The way it says to pair, or null where it says none that is known here.</param>
/// <param name="Endpoints">Where it is reached.</param>
public sealed record FoundInvitation(string InstanceName, PairingWay? Way, IReadOnlyList<PeerEndpoint> Endpoints);
