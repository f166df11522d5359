namespace PeerProto.Diagnostics;

/// <summary>Opens a connection to a proxy.</summary>
internal delegate ValueTask<ProxyLink> ProxyDial(ProxyEndpoint proxy, CancellationToken cancellationToken);
