namespace PeerProto.Transports.Sockets;

/// <summary>What the links of one transport share.</summary>
/// <param name="LingerDeadline">How long the socket of an ended link waits for the peer to end its side.</param>
/// <param name="TimeProvider">The clock.</param>
/// <param name="LingerPlaces">How many may wait at a time.</param>
internal sealed record SocketLinkSettings(TimeSpan LingerDeadline, TimeProvider TimeProvider, LingerPlaces LingerPlaces);
