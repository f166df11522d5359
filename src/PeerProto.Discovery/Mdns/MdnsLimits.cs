namespace PeerProto.Discovery.Mdns;

/// <summary>The bounds of an engine.</summary>
/// <param name="CacheCapacity">The most records kept of one link.</param>
/// <param name="CacheBytes">The most bytes of content kept of one link.</param>
/// <param name="ServicesPerBrowse">The most services one browse lists.</param>
internal sealed record MdnsLimits(int CacheCapacity, int CacheBytes, int ServicesPerBrowse)
{
    /// <summary>The most pointers kept of one name and link: room for as many again as are listed, so that made-up ones do not take the place of others at once.</summary>
    public int PointersPerName => (int)Math.Min(2L * ServicesPerBrowse, int.MaxValue);
}
