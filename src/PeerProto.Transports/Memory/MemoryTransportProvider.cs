namespace PeerProto;

/// <summary>Makes the <see cref="MemoryTransport"/> of a session. Sessions that share the network reach each other.</summary>
/// <param name="network">The network that the session joins.</param>
public sealed class MemoryTransportProvider(MemoryNetwork network) : ITransportProvider
{
    private readonly MemoryNetwork _network = network ?? throw new ArgumentNullException(nameof(network));

    /// <inheritdoc/>
    public string Name => MemoryTransport.TransportName;

    /// <inheritdoc/>
    public ITransport Create(TransportSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new MemoryTransport(_network);
    }
}
