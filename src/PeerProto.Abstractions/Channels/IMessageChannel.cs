namespace PeerProto;

/// <summary>One peer's end of a message channel. Safe to use from several threads; each sender's messages keep their order.</summary>
/// <typeparam name="T">The message type.</typeparam>
public interface IMessageChannel<T>
{
    /// <summary>
    /// Sends a message. Completes when the channel's credit has let it in: it is then written to the link in order, and the peer may or may not
    /// have it yet (see <see cref="FlushAsync"/>). While the peer's reader lags behind, what happens is the channel's <see cref="Overflow"/>: unless told otherwise, this waits on a
    /// reliable channel, and completes at once on the others.
    /// </summary>
    /// <param name="message">The message. It is encoded before this completes, and not kept.</param>
    /// <param name="cancellationToken">Ends the wait for credit; a message that waited is then not sent.</param>
    /// <exception cref="PeerConnectionException">The connection to the peer has ended.</exception>
    /// <exception cref="PeerEncodeException">The message does not fit the limits.</exception>
    /// <exception cref="PeerNotSupportedException">The peer's version of the contract does not have the channel.</exception>
    /// <exception cref="PeerOverflowException">The message did not find a place, on a channel that says <see cref="Overflow.Fail"/>.</exception>
    ValueTask SendAsync(T message, CancellationToken cancellationToken = default);

    /// <summary>Completes when the peer has acknowledged every message sent on this channel before the call.</summary>
    /// <param name="cancellationToken">Ends the wait. The messages stay sent.</param>
    /// <exception cref="PeerConnectionException">The connection ended first; <see cref="UnconfirmedMessages"/> says how many are in doubt.</exception>
    ValueTask FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>How many messages were sent, or still wait in line, that the peer has not acknowledged. Keeps its last value when the connection ends.</summary>
    long UnconfirmedMessages { get; }

    /// <summary>How many messages were dropped before they left, as the channel's settings have it. Always 0 on a reliable channel.</summary>
    long DroppedMessages { get; }
}
