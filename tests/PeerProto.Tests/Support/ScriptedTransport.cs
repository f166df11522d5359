using System.Collections.Concurrent;

namespace PeerProto.Tests.Support;

/// <summary>A transport over memory whose attempts go as the test says: after a while of virtual time, not at all, or wrong. It reaches every endpoint with its name.</summary>
/// <param name="world">Whose network and time.</param>
/// <param name="name">The transport's name.</param>
internal sealed class ScriptedTransport(TestWorld world, string name) : ITransport
{
    private readonly MemoryTransport _memory = new(world.Network);
    private readonly long _origin = world.Time.GetTimestamp();

    public string Name => name;

    /// <summary>How long an attempt takes; infinite for ever.</summary>
    public TimeSpan Takes { get; set; }

    /// <summary>What an attempt waits at, or null.</summary>
    public Gate? Waits { get; init; }

    /// <summary>What an attempt ends with instead of a link, after the time it takes.</summary>
    public Exception? Fails { get; set; }

    /// <summary>When it dialled which endpoint, since it was made.</summary>
    public ConcurrentQueue<(PeerEndpoint Endpoint, TimeSpan At)> Dialled { get; } = new();

    /// <summary>The links that this side opened, and how many of them were aborted.</summary>
    public ConcurrentQueue<Link> Opened { get; } = new();

    public bool CanReach(PeerEndpoint endpoint) => endpoint.Transport == name;

    public async ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken) =>
        new Listener(await _memory.ListenAsync(new TransportListenOptions { Name = $"{name}-{options.Name}" }, cancellationToken), name);

    public async ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        TimeProvider timeProvider = world.Time;
        Dialled.Enqueue((endpoint, timeProvider.GetElapsedTime(_origin)));
        if (Takes != TimeSpan.Zero)
            await Task.Delay(Takes, timeProvider, cancellationToken);
        if (Waits is not null)
            await Waits.PassAsync(cancellationToken);
        if (Fails is not null)
            throw Fails;
        Link opened = new(await _memory.ConnectAsync(PeerEndpoint.FromName(MemoryTransport.TransportName, endpoint.Host), cancellationToken), endpoint);
        Opened.Enqueue(opened);
        return opened;
    }

    internal sealed class Link(ITransportConnection inner, PeerEndpoint remote) : ITransportConnection
    {
        private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Aborted => _aborted.Task;

        public Stream Stream => inner.Stream;

        public PeerEndpoint LocalEndpoint => inner.LocalEndpoint;

        public PeerEndpoint RemoteEndpoint => remote;

        public void Abort()
        {
            inner.Abort();
            _aborted.TrySetResult();
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Listener(ITransportListener inner, string name) : ITransportListener
    {
        public PeerEndpoint LocalEndpoint => PeerEndpoint.FromName(name, inner.LocalEndpoint.Host);

        public ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken) => inner.AcceptAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
