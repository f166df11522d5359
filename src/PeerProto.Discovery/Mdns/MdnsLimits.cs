namespace PeerProto.Discovery.Mdns;

/// <summary>The bounds of an engine.</summary>
/// <param name="CacheCapacity">The most records kept of one link.</param>
/// <param name="CacheBytes">The most bytes of content kept of one link.</param>
/// <param name="ServicesPerBrowse">The most services one browse lists.</param>
internal sealed record MdnsLimits(int CacheCapacity, int CacheBytes, int ServicesPerBrowse);
