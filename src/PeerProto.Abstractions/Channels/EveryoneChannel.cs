using System.ComponentModel;

namespace PeerProto;

/// <summary>A message channel to and from every peer of a session.</summary>
/// <typeparam name="T">The message type.</typeparam>
public abstract class EveryoneChannel<T>
{
    /// <summary>
    /// Sends a message to every peer connected now. It is encoded once. Completes when the credit of each of them has let it in; a peer that
    /// leaves meanwhile is passed over.
    /// </summary>
    /// <param name="message">The message. It is encoded before this returns, and not kept.</param>
    /// <param name="cancellationToken">Ends the wait for credit. Peers that were not waited for have the message.</param>
    /// <exception cref="PeerEncodeException">The message does not fit the limits.</exception>
    public abstract ValueTask SendAsync(T message, CancellationToken cancellationToken = default);

    /// <summary>Completes when every peer connected now has acknowledged what was sent to it on this channel, or has left.</summary>
    /// <param name="cancellationToken">Ends the wait. The messages stay sent.</param>
    public abstract ValueTask FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// How many messages this session has dropped on this channel, as its settings have it: sent ones before they left for a peer, counted for each, and received ones of
    /// <see cref="Delivery.LatestOnly"/> whose place a newer one took before the handler came to them. Always 0 on a reliable channel.
    /// </summary>
    public abstract long DroppedMessages { get; }

    /// <summary>
    /// Reads what peers send on this channel: in order for each peer, until the session ends. For channels whose handler is not overridden;
    /// one reader at a time. Messages that nobody reads hold their senders back.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading. What was not read stays for the next reader.</param>
    /// <exception cref="InvalidOperationException">The channel's messages go to a handler, or somebody reads already.</exception>
    public abstract IAsyncEnumerable<ReceivedMessage<T>> ReadAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes a received message into the reader's queue; generated code calls it where no handler is overridden.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="message">The message.</param>
    /// <returns>Completes when the queue has room; until then the sender's channel is held back.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract ValueTask EnqueueAsync(Peer from, T message);
}
