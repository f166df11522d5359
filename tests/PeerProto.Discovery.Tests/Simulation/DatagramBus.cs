using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Sockets;
using PeerProto.Networking;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>A segment that connects edges in memory: a multicast reaches every edge, its sender too.</summary>
internal sealed class DatagramBus
{
    private readonly ConcurrentDictionary<Edge, bool> _edges = new();

    public ConcurrentQueue<byte[]> Sent { get; } = new();

    /// <summary>The times an edge tried to join.</summary>
    public int Joins { get; private set; }

    /// <summary>Opens an edge whose first joins fail.</summary>
    public IDatagramEdge OpenEdge(string address, int failingJoins = 0) => new Edge(this, IPAddress.Parse(address), failingJoins);

    /// <summary>Lets an edge neither send nor receive any more.</summary>
    public void CutOff(string address)
    {
        foreach (Edge edge in _edges.Keys.Where(edge => edge.HasAddress(address)))
            _edges.TryRemove(edge, out _);
    }

    public static NetworkSnapshot Snapshot(string address) => new(
    [
        new NetworkInterfaceSnapshot
        {
            Name = "eth0", Index = 2, IsUp = true, SupportsMulticast = true, Addresses = [new InterfaceAddress(IPAddress.Parse(address), 24)],
        },
    ]);

    private sealed class Edge : IDatagramEdge
    {
        private static readonly MdnsLink Link = new(2, AddressFamily.InterNetwork);
        private readonly DatagramBus _bus;
        private readonly IPAddress _address;
        private int _failingJoins;
        private volatile Action<ReceivedDatagram>? _receiver;

        public Edge(DatagramBus bus, IPAddress address, int failingJoins)
        {
            _failingJoins = failingJoins;
            _bus = bus;
            _address = address;
            bus._edges[this] = true;
        }

        public bool IsIncomplete { get; private set; }

        public bool HasAddress(string address) => _address.ToString() == address;

        public IReadOnlyList<MdnsLinkState> SetInterfaces(ImmutableArray<NetworkInterfaceSnapshot> interfaces)
        {
            _bus.Joins++;
            IsIncomplete = _failingJoins-- > 0;
            return IsIncomplete ? [] : [.. interfaces.Select(network => new MdnsLinkState(Link, network.Addresses))];
        }

        public ValueTask SendAsync(MdnsDatagram datagram, CancellationToken cancellationToken)
        {
            if (!_bus._edges.ContainsKey(this))
                return default;
            _bus.Sent.Enqueue(datagram.Bytes);
            foreach (Edge edge in _bus._edges.Keys)
            {
                if (datagram.Destination is null || datagram.Destination.Address.Equals(edge._address))
                    edge._receiver?.Invoke(new ReceivedDatagram(Link, new IPEndPoint(_address, MdnsNames.Port), datagram.Destination is null, datagram.Bytes));
            }

            return default;
        }

        public Task ReceiveAsync(Action<ReceivedDatagram> receiver, CancellationToken cancellationToken)
        {
            _receiver = receiver;
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        public void Dispose() => _bus._edges.TryRemove(this, out bool _);
    }
}
