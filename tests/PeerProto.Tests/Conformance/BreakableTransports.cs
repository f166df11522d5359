using System.Collections.Concurrent;

namespace PeerProto.Tests.Conformance;

/// <summary>A transport whose links can be cut: what a broken network looks like to a session. Everything else is the transport itself.</summary>
internal sealed class BreakableTransports(ITransportProvider inner) : ITransportProvider
{
    private readonly ConcurrentQueue<ITransportConnection> _opened = new();

    public string Name => inner.Name;

    public ITransport Create(TransportSetup setup) => new Transport(this, inner.Create(setup));

    /// <summary>Cuts every link that was opened here.</summary>
    public void Break()
    {
        while (_opened.TryDequeue(out ITransportConnection? link))
            link.Abort();
    }

    private sealed class Transport(BreakableTransports owner, ITransport inner) : ITransport
    {
        public string Name => inner.Name;

        public bool CanReach(PeerEndpoint endpoint) => inner.CanReach(endpoint);

        public ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken) => inner.ListenAsync(options, cancellationToken);

        public async ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
        {
            ITransportConnection link = await inner.ConnectAsync(endpoint, cancellationToken);
            owner._opened.Enqueue(link);
            return link;
        }
    }
}
