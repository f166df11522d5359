namespace PeerProto;

/// <summary>
/// A link whose transport has streams of its own, as QUIC does (RFC 9000 section 2): what waits on one of them holds up no other.
/// <see cref="ITransportConnection.Stream"/> is the first of them, opened by the side that opened the link.
/// </summary>
public interface IMultistreamConnection : ITransportConnection
{
    /// <summary>Opens a stream on which this side only writes. Waits while the peer allows no more streams.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The link has ended.</exception>
    ValueTask<ITransportSubstream> OpenStreamAsync(CancellationToken cancellationToken);

    /// <summary>Waits for a stream that the peer has opened, on which this side only reads.</summary>
    /// <param name="cancellationToken">Ends this wait only; a stream that comes later goes to the next call.</param>
    /// <exception cref="IOException">The link has ended.</exception>
    ValueTask<ITransportSubstream> AcceptStreamAsync(CancellationToken cancellationToken);
}
