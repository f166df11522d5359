using PeerProto.Transports;

namespace PeerProto;

/// <summary>Links between peers of one process, without sockets: for tests, simulations and peers that share a process.</summary>
/// <param name="network">The network that this transport is part of.</param>
public sealed class MemoryTransport(MemoryNetwork network) : ITransport
{
    /// <summary>The name of this transport.</summary>
    public const string TransportName = "memory";

    /// <inheritdoc/>
    public string Name => TransportName;

    /// <inheritdoc/>
    public bool CanReach(PeerEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Transport == TransportName && endpoint is { Port: 0, Path: null };
    }

    /// <inheritdoc/>
    public ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Backlog, 1, nameof(options));
        cancellationToken.ThrowIfCancellationRequested();
        return new(network.Listen(options.Name, options.Backlog));
    }

    /// <inheritdoc/>
    public ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (!CanReach(endpoint))
            throw TransportFailure.NotSupported(endpoint, Name, "memory://name");
        cancellationToken.ThrowIfCancellationRequested();
        return new(network.Connect(endpoint));
    }
}
