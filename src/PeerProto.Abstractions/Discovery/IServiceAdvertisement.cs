namespace PeerProto;

/// <summary>
/// A service being offered. Disposing it tells the network that the service is gone and completes once that was sent; disposing twice is harmless.
/// </summary>
public interface IServiceAdvertisement : IAsyncDisposable
{
    /// <summary>
    /// The name the service is offered under now. It differs from the name asked for when another host owned that one, and may change
    /// again if a conflict appears later. Safe to read from any thread.
    /// </summary>
    string InstanceName { get; }

    /// <summary>
    /// Replaces the TXT record. Others see the service change; it is not withdrawn, and its name stays (RFC 6762 section 8.4). The network is told at most ten times
    /// a minute: of updates that come faster, it gets the latest.
    /// </summary>
    /// <param name="txt">The record that holds from now on.</param>
    /// <param name="cancellationToken">Gives up before the record is replaced.</param>
    /// <returns>Completes once whoever asks is told the new record; those who asked before learn it in the moments after.</returns>
    /// <exception cref="ObjectDisposedException">The advertisement or its discovery was disposed.</exception>
    ValueTask UpdateAsync(TxtRecord txt, CancellationToken cancellationToken = default);
}
