namespace PeerProto;

/// <summary>One line of a list of proxies: a proxy, or why it is none.</summary>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Endpoint">The proxy, or null.</param>
/// <param name="Problem">What is wrong with the line, as a sentence without its full stop; null where it is a proxy. Nothing of the line is in it, since there may be a password there.</param>
public sealed record ProxyListEntry(int Line, ProxyEndpoint? Endpoint, string? Problem);
