namespace PeerProto.Transports.Tcp;

/// <summary>What the links of one transport share.</summary>
internal sealed record TcpLinkSettings(TcpTransportOptions Options, LingerPlaces LingerPlaces);
