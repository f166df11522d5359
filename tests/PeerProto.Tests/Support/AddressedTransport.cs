using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace PeerProto.Tests.Support;

/// <summary>A memory transport whose endpoints look like addresses, so that discovery can tell them and connections come from one address. Records when it dialled.</summary>
internal sealed class AddressedTransport(TestWorld world, string name = "tcp") : ITransport
{
    private static int _lastPort = 10_000;

    private readonly MemoryTransport _memory = new(world.Network);
    private readonly long _origin = world.Time.GetTimestamp();

    public string Name => name;

    /// <summary>The virtual times of its attempts, since it was made.</summary>
    public Collector<TimeSpan> Dialled { get; } = new();

    /// <summary>What its links say of their own end, or null for what memory says.</summary>
    public PeerEndpoint? LocalEndpoint { get; init; }

    /// <summary>The ports it dialled, in order.</summary>
    public ConcurrentQueue<int> DialledPorts { get; } = new();

    /// <summary>The addresses that the next links come from, in the order in which they are accepted; behind those, loopback's.</summary>
    public ConcurrentQueue<IPAddress> Sources { get; } = new();

    /// <summary>The links that this side opened.</summary>
    public ConcurrentQueue<ITransportConnection> Opened { get; } = new();

    public bool CanReach(PeerEndpoint endpoint) => endpoint.Transport == Name;

    public async ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken)
    {
        int port = options.Port == 0 ? Interlocked.Increment(ref _lastPort) : options.Port;
        TransportListenOptions named = new() { Name = NameOf(port), Backlog = options.Backlog };
        return new Listener(await _memory.ListenAsync(named, cancellationToken), this, port);
    }

    public async ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        DialledPorts.Enqueue(endpoint.Port);
        Dialled.Add(world.Time.GetElapsedTime(_origin));
        PeerEndpoint name = PeerEndpoint.FromName(MemoryTransport.TransportName, NameOf(endpoint.Port));
        Connection opened = new(await _memory.ConnectAsync(name, cancellationToken), endpoint, LocalEndpoint);
        Opened.Enqueue(opened);
        return opened;
    }

    private static string NameOf(int port) => port.ToString(CultureInfo.InvariantCulture);

    private PeerEndpoint EndpointOf(int port, IPAddress? address = null) => PeerEndpoint.FromAddress(name, new IPEndPoint(address ?? IPAddress.Loopback, port));

    private PeerEndpoint NextSource() => EndpointOf(Interlocked.Increment(ref _lastPort), Sources.TryDequeue(out IPAddress? address) ? address : null);

    private sealed class Listener(ITransportListener inner, AddressedTransport transport, int port) : ITransportListener
    {
        public PeerEndpoint LocalEndpoint => transport.EndpointOf(port);

        public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken) =>
            new Connection(await inner.AcceptAsync(cancellationToken), transport.NextSource());

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Connection(ITransportConnection inner, PeerEndpoint remote, PeerEndpoint? local = null) : ITransportConnection
    {
        public Stream Stream => inner.Stream;

        public PeerEndpoint LocalEndpoint => local ?? inner.LocalEndpoint;

        public PeerEndpoint RemoteEndpoint => remote;

        public void Abort() => inner.Abort();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
