namespace PeerProto.Diagnostics;

/// <summary>A connection was asked for that does not lead to the proxy, and was not opened.</summary>
internal sealed class ProxyBypassException() : IOException("A request was about to go around its proxy, and was stopped.");
