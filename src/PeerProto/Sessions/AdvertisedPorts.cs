using System.Globalization;
using System.Net;

namespace PeerProto.Sessions;

/// <summary>
/// How one advertisement tells the ports of all transports: TCP's in the SRV record, those of others in the TXT record under <c>p-</c> and the transport's name, as in <c>p-quic=4711</c>.
/// </summary>
internal sealed class AdvertisedPorts
{
    /// <summary>How many ports of a stranger's TXT record are read.</summary>
    public const int MaximumPorts = 8;

    /// <summary>What the keys of ports begin with.</summary>
    public const string Prefix = "p-";

    private readonly List<(string Transport, int Port)> _others;

    private AdvertisedPorts(int port, List<(string Transport, int Port)> others)
    {
        Port = port;
        _others = others;
    }

    /// <summary>The port for the SRV record.</summary>
    public int Port { get; }

    /// <summary>Reads the ports off the endpoints that a session listens at.</summary>
    /// <returns>Null where nothing listens at a port.</returns>
    public static AdvertisedPorts? Of(IEnumerable<PeerEndpoint> local)
    {
        List<(string Transport, int Port)> ports = [.. local.Where(static endpoint => endpoint.Port != 0).Select(static endpoint => (endpoint.Transport, endpoint.Port))];
        if (ports.Count == 0)
            return null;
        int tcp = ports.FindIndex(static port => port.Transport == TcpTransport.TransportName);
        int service = ports[Math.Max(tcp, 0)].Port;
        if (tcp >= 0)
            ports.RemoveAt(tcp);
        else
            ports.Add((TcpTransport.TransportName, 0)); // the SRV record must name a port, and this says that it is none of TCP's
        return new AdvertisedPorts(service, ports);
    }

    /// <summary>Adds the entries for the TXT record.</summary>
    public TxtRecord AddTo(TxtRecord txt) =>
        _others.Aggregate(txt, static (record, other) => record.With(Prefix + other.Transport, other.Port.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The endpoints that a found service tells of, address by address.</summary>
    public static List<PeerEndpoint> EndpointsOf(DiscoveredService service)
    {
        List<(string Transport, int Port)> others = [];
        foreach (TxtEntry entry in service.Txt)
        {
            if (others.Count < MaximumPorts && entry.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(entry.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 0 and <= IPEndPoint.MaxPort)
            {
                others.Add((entry.Key[Prefix.Length..].ToLowerInvariant(), port));
            }
        }

        bool hasTcp = !others.Contains((TcpTransport.TransportName, 0));
        List<PeerEndpoint> endpoints = [];
        foreach (IPEndPoint address in service.Endpoints)
        {
            if (hasTcp && address.Port != 0)
                endpoints.Add(PeerEndpoint.FromAddress(TcpTransport.TransportName, address));
            foreach ((string transport, int port) in others)
            {
                if (port != 0 && transport != TcpTransport.TransportName && PeerEndpoint.TryParse($"{transport}://{new IPEndPoint(address.Address, port)}", out PeerEndpoint? endpoint))
                    endpoints.Add(endpoint);
            }
        }

        return endpoints;
    }
}
