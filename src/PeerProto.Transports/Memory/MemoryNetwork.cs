using System.Collections.Concurrent;
using System.Globalization;
using PeerProto.Transports.Memory;

namespace PeerProto;

/// <summary>
/// A network inside one process: the names under which <see cref="MemoryTransport"/>s listen. Two transports reach each other if they share
/// this object. It has no clock and no randomness: with one scheduler the same calls give the same events.
/// </summary>
public sealed class MemoryNetwork
{
    private readonly ConcurrentDictionary<string, MemoryListener> _listeners = new(StringComparer.Ordinal);
    private readonly MemoryNetworkOptions _options;
    private long _lastName;

    /// <summary>Makes an empty network.</summary>
    /// <param name="options">How its links behave, or null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The buffer is smaller than one byte.</exception>
    public MemoryNetwork(MemoryNetworkOptions? options = null)
    {
        _options = options ?? new MemoryNetworkOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.BufferBytes, 1, nameof(options));
    }

    internal MemoryListener Listen(string? name, int backlog)
    {
        PeerEndpoint endpoint = name is null ? MakeUpEndpoint() : PeerEndpoint.FromName(MemoryTransport.TransportName, name);
        var listener = new MemoryListener(this, endpoint, backlog);
        if (_listeners.TryAdd(endpoint.Host, listener))
            return listener;
        throw new PeerConnectionException(
            ConnectionStage.Connect,
            PeerErrorCode.AddressInUse,
            $"Something listens on {endpoint} already",
            "Choose another name, or dispose the other listener first");
    }

    internal ITransportConnection Connect(PeerEndpoint remote)
    {
        if (!_listeners.TryGetValue(remote.Host, out MemoryListener? listener))
        {
            throw new PeerConnectionException(
                ConnectionStage.Connect,
                PeerErrorCode.ConnectionRefused,
                $"Nobody listens on {remote} in this memory network",
                "Start the listener first, and give both transports the same MemoryNetwork");
        }

        PeerEndpoint local = MakeUpEndpoint();
        var outbound = new MemoryPipe(_options);
        var inbound = new MemoryPipe(_options);
        ITransportConnection near = new MemoryConnection(local, remote, inbound, outbound);
        ITransportConnection far = new MemoryConnection(remote, local, outbound, inbound);
        if (_options.IsMultistream)
            (near, far) = MultistreamMemoryConnection.CreatePair((MemoryConnection)near, (MemoryConnection)far, _options);
        if (listener.TryOffer(far))
            return near;
        throw new PeerConnectionException(
            ConnectionStage.Connect,
            PeerErrorCode.ConnectionRefused,
            $"The listener on {remote} is closed, or as many connections wait there as it allows",
            "Try again later, accept faster, or listen with a larger backlog");
    }

    internal void Remove(MemoryListener listener) =>
        _listeners.TryRemove(KeyValuePair.Create(listener.LocalEndpoint.Host, listener));

    private PeerEndpoint MakeUpEndpoint() =>
        PeerEndpoint.FromName(MemoryTransport.TransportName, string.Create(CultureInfo.InvariantCulture, $"peer-{Interlocked.Increment(ref _lastName)}"));
}
