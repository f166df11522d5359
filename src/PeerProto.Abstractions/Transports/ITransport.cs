namespace PeerProto;

/// <summary>One kind of link between two peers: it listens and it connects. Instances are safe for concurrent use.</summary>
public interface ITransport
{
    /// <summary>The name that endpoints of this transport carry before <c>://</c>, for example <c>tcp</c> or <c>memory</c>.</summary>
    string Name { get; }

    /// <summary>Whether <see cref="ConnectAsync"/> can try this endpoint at all. It says nothing about whether anybody answers there.</summary>
    /// <param name="endpoint">The endpoint to judge.</param>
    bool CanReach(PeerEndpoint endpoint);

    /// <summary>Starts to listen. When the returned task completes, peers can connect.</summary>
    /// <param name="options">Where to listen.</param>
    /// <param name="cancellationToken">Ends the attempt, not the listener that came of it.</param>
    /// <exception cref="PeerConnectionException">The address or port cannot be used; the exception says why and what helps.</exception>
    ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken);

    /// <summary>Connects to one endpoint. Each stage of it (resolve, connect) has a deadline of its own.</summary>
    /// <param name="endpoint">An endpoint for which <see cref="CanReach"/> is true.</param>
    /// <param name="cancellationToken">Ends the attempt, not the connection that came of it.</param>
    /// <exception cref="PeerConnectionException">No connection came about; the exception names stage, cause and remedy.</exception>
    ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken);
}
