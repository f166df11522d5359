namespace PeerProto;

/// <summary>
/// One open link to a peer: a reliable, ordered stream of bytes in each direction.
/// <see cref="IAsyncDisposable.DisposeAsync"/> ends it in order: what was written is sent, then the peer reads the end of the stream.
/// </summary>
public interface ITransportConnection : IAsyncDisposable
{
    /// <summary>
    /// The bytes both ways. One read and one write may be under way at the same time, never two of a kind. A write completes when the link has
    /// taken the bytes and waits while the peer does not read. When the peer aborts or the link is lost, reads and writes throw
    /// <see cref="IOException"/>; after an orderly end a read returns 0. Owned by the connection.
    /// </summary>
    Stream Stream { get; }

    /// <summary>This end of the link.</summary>
    PeerEndpoint LocalEndpoint { get; }

    /// <summary>The peer's end of the link, as this end sees it.</summary>
    PeerEndpoint RemoteEndpoint { get; }

    /// <summary>
    /// Ends the link at once: pending and later reads and writes fail on this end, bytes not yet sent are dropped, and the peer sees a reset.
    /// Does not block, does not throw, and may be called from any thread, any number of times, also during or after disposal.
    /// </summary>
    void Abort();
}
