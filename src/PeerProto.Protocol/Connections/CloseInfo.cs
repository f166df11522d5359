namespace PeerProto.Protocol.Connections;

/// <summary>How a connection ended.</summary>
/// <param name="Code">Why.</param>
/// <param name="Reason">The same for people.</param>
/// <param name="ByPeer">Whether the other side said so.</param>
public sealed record CloseInfo(CloseCode Code, string Reason, bool ByPeer);
