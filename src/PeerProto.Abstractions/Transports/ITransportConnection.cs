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

    /// <summary>
    /// What the transport has secured by itself, as QUIC does, or null (the default) where <see cref="Stream"/> is plain and an <see cref="IStreamSecurity"/> has yet to secure it. Its
    /// stream is <see cref="Stream"/>.
    /// </summary>
    SecuredLink? Secured => null;

    /// <summary>
    /// Says what this kind of link needs said between security and the first frame, a WebSocket upgrade for example. Called once, before anything else uses the secured stream. How
    /// long it may take is the caller's to decide: it cancels the attempt.
    /// </summary>
    /// <param name="secured">The secured stream; <see cref="Stream"/> itself where nothing secured it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The stream for the frames. Disposing it ends the secured one too. Unless told otherwise the same stream.</returns>
    /// <exception cref="PeerConnectionException">The other side does not go along; stage <see cref="ConnectionStage.Upgrade"/>.</exception>
    ValueTask<Stream> CompleteAsync(Stream secured, CancellationToken cancellationToken) => new(secured);

    /// <summary>What the platform tells of the link now, or null (the default) where it tells nothing.</summary>
    LinkStatistics? GetStatistics() => null;

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
