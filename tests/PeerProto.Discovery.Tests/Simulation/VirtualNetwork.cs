using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>
/// A network segment with engines on it, on virtual time. A multicast reaches every host, its sender too, after a millisecond. Every datagram is
/// kept for the tests to look at.
/// </summary>
internal sealed class VirtualNetwork
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(1);

    private readonly List<VirtualHost> _hosts = [];
    private readonly PriorityQueue<(VirtualHost To, byte[] Bytes, IPEndPoint Source, bool IsMulticast), (TimeSpan, int)> _underWay = new();
    private int _order;

    public static ServiceType Board { get; } = ServiceType.Parse("_whiteboard._tcp");

    public static DnsName BoardName { get; } = DnsName.Parse("_whiteboard._tcp.local");

    public TimeSpan Now { get; private set; } = TimeSpan.FromHours(1);

    public List<SentMessage> Sent { get; } = [];

    public IEnumerable<SentMessage> SentBy(VirtualHost host) => Sent.Where(message => message.Sender == host);

    /// <summary>Adds a host that is plugged in.</summary>
    public VirtualHost AddHost(string address, int seed = 1, int cacheCapacity = 2048, int cacheBytes = 1 << 20, int servicesPerBrowse = 64)
    {
        var host = new VirtualHost(this, address, seed, cacheCapacity, cacheBytes, servicesPerBrowse);
        _hosts.Add(host);
        host.PlugIn();
        return host;
    }

    /// <summary>Lets time pass up to a duration from now, event by event.</summary>
    public void RunFor(TimeSpan duration)
    {
        TimeSpan end = Now + duration;
        Drain();
        while (NextEvent() is var next && next <= end)
        {
            Now = next > Now ? next : Now;
            while (_underWay.TryPeek(out var delivery, out (TimeSpan At, int) due) && due.At <= Now)
            {
                _underWay.Dequeue();
                if (!delivery.To.IsCutOff)
                    delivery.To.Engine.HandleDatagram(VirtualHost.Link, delivery.Bytes, delivery.Source, delivery.IsMulticast, Now);
            }

            foreach (VirtualHost host in _hosts)
                host.Engine.HandleTimeout(Now);
            Drain();
        }

        Now = end;
    }

    /// <inheritdoc cref="RunFor(TimeSpan)"/>
    public void RunFor(double seconds) => RunFor(TimeSpan.FromSeconds(seconds));

    /// <summary>Lets time pass until a condition holds; returns how long that took.</summary>
    public TimeSpan RunUntil(Func<bool> condition, double guardSeconds = 60)
    {
        TimeSpan start = Now;
        while (!condition())
        {
            Assert.True(Now - start < TimeSpan.FromSeconds(guardSeconds), "The condition did not come about.");
            RunFor(TimeSpan.FromMilliseconds(1));
        }

        return Now - start;
    }

    /// <summary>Puts a message on the network that no engine sent.</summary>
    public void Inject(DnsMessage message, IPEndPoint source, bool isMulticast = true)
    {
        foreach (byte[] bytes in DnsMessagePacker.Pack(message))
            InjectBytes(bytes, source, isMulticast);
    }

    /// <summary>Puts bytes on the network that no engine sent.</summary>
    public void InjectBytes(byte[] bytes, IPEndPoint source, bool isMulticast = true)
    {
        foreach (VirtualHost host in _hosts)
            Deliver(host, bytes, source, isMulticast);
    }

    private void Drain()
    {
        foreach (VirtualHost host in _hosts)
        {
            while (host.Engine.TryGetDatagram(out MdnsDatagram datagram))
            {
                if (host.IsCutOff)
                    continue;
                Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(datagram.Bytes, out DnsMessage? message));
                Sent.Add(new SentMessage(Now, host, datagram.Destination, message!, datagram.Bytes));
                foreach (VirtualHost other in _hosts)
                {
                    if (datagram.Destination is null || datagram.Destination.Address.Equals(other.Address))
                        Deliver(other, datagram.Bytes, host.Source, datagram.Destination is null);
                }
            }
        }
    }

    private void Deliver(VirtualHost to, byte[] bytes, IPEndPoint source, bool isMulticast) =>
        _underWay.Enqueue((to, bytes, source, isMulticast), (Now + Latency, _order++));

    private TimeSpan NextEvent()
    {
        TimeSpan next = _underWay.TryPeek(out _, out (TimeSpan At, int) due) ? due.At : TimeSpan.MaxValue;
        foreach (VirtualHost host in _hosts)
            next = host.Engine.NextTimeout < next ? host.Engine.NextTimeout : next;
        return next;
    }
}
