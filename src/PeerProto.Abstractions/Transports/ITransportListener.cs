namespace PeerProto;

/// <summary>Takes connections that peers open. Disposing it ends pending and later accepts; accepted connections live on.</summary>
public interface ITransportListener : IAsyncDisposable
{
    /// <summary>Where this listener is reached, with the port that was really chosen. The address is a wildcard if all addresses were asked for.</summary>
    PeerEndpoint LocalEndpoint { get; }

    /// <summary>Waits for the next connection. One failed attempt of a peer never ends it.</summary>
    /// <param name="cancellationToken">Ends this wait only; a connection that arrives later goes to the next call.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The listener was disposed, before the call or while it waited.</exception>
    ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken);
}
