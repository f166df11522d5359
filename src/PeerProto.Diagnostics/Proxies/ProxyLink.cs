using System.Net;

namespace PeerProto.Diagnostics;

/// <summary>A connection to a proxy.</summary>
/// <param name="Stream">Its bytes.</param>
/// <param name="Near">This machine's address on it, where it has one.</param>
/// <param name="Far">The proxy's address on it, where it has one.</param>
internal sealed record ProxyLink(Stream Stream, IPAddress? Near, IPAddress? Far);
