using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Networking;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>An engine on the virtual network.</summary>
internal sealed class VirtualHost
{
    private readonly VirtualNetwork _network;

    public VirtualHost(VirtualNetwork network, string address, int seed, int cacheCapacity, int cacheBytes, int servicesPerBrowse)
    {
        _network = network;
        Address = IPAddress.Parse(address);
        Engine = new MdnsEngine(new MdnsLimits(cacheCapacity, cacheBytes, servicesPerBrowse), new Random(seed));
    }

    public static MdnsLink Link { get; } = new(2, AddressFamily.InterNetwork);

    public IPAddress Address { get; private set; }

    public MdnsEngine Engine { get; }

    /// <summary>Whether the host hears and says nothing, as if its cable were cut.</summary>
    public bool IsCutOff { get; set; }

    public IPEndPoint Source => new(Address, MdnsNames.Port);

    public MdnsLinkState State(params string[] more) =>
        new(Link, [new InterfaceAddress(Address, 24), .. more.Select(address => new InterfaceAddress(IPAddress.Parse(address), 64))]);

    /// <summary>Gives the interface more addresses, beside its first.</summary>
    public void AddAddresses(params string[] more) => Engine.SetLinks([State(more)], _network.Now);

    public void PlugIn() => Engine.SetLinks([State()], _network.Now);

    public void Unplug() => Engine.SetLinks([], _network.Now);

    /// <summary>Exchanges the interface's first address, and the others for those given.</summary>
    public void Renumber(string address, params string[] more)
    {
        Address = IPAddress.Parse(address);
        AddAddresses(more);
    }

    public int Advertise(string name, int port = 4711, int id = 1) =>
        Advertise(new ServiceAdvertisement(name, VirtualNetwork.Board, port, TxtRecord.Empty.With("v", "1")), id);

    public int Advertise(ServiceAdvertisement service, int id = 1)
    {
        Engine.Responder.AddService(id, service, _network.Now);
        return id;
    }

    public ServiceBrowser Browse(int id = 100, ServiceType? type = null)
    {
        ServiceBrowser browser = Engine.CreateServiceBrowser(type ?? VirtualNetwork.Board);
        Engine.AddBrowser(id, browser, _network.Now);
        return browser;
    }

    public static ImmutableArray<string> NamesIn(ServiceBrowser browser) => [.. browser.Services.Values.Select(service => service.InstanceName).Order(StringComparer.Ordinal)];
}
