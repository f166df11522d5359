using System.Net;
using PeerProto.Benchmarks.Link.Carriers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A row between two sessions, as an app would have it.</summary>
internal abstract class PeerProtoRow(PeerSecurity security, string transport) : LinkRow
{
    public const string Tcp = TcpTransport.TransportName;
    public const string WebSocket = WebSocketTransport.TransportName;
    public const string Quic = QuicTransportProvider.TransportName;

    private ILinkContract? _peer;

    public override string? Missing => transport == Quic ? Carrier.Quic.Missing : null;

    /// <summary>The server, as the client sees it.</summary>
    protected ILinkContract Peer => _peer!;

    public override async Task<int> ListenAsync(LinkMeter meter)
    {
        PeerSession<ILinkContract> session = await StartAsync(meter);
        return session.LocalEndpoints[0].Port;
    }

    public override async Task ConnectAsync(int port, LinkMeter meter) => _peer = await StartAndConnectAsync(port, meter);

    protected Task<PeerSession<ILinkContract>> StartAsync(LinkMeter meter) => PeerSession.StartAsync<ILinkContract>(new LinkService(meter), options =>
    {
        options.Security = security;
        options.ListenAddress = IPAddress.Loopback;
        options.UseDiscovery = false;
        if (transport == Quic)
            options.Transports = [new QuicTransportProvider()];
    });

    /// <returns>The server, as one more client sees it.</returns>
    protected async Task<ILinkContract> StartAndConnectAsync(int port, LinkMeter meter)
    {
        PeerSession<ILinkContract> session = await StartAsync(meter);
        return (await session.ConnectAsync(PeerEndpoint.FromAddress(transport, new IPEndPoint(IPAddress.Loopback, port)))).Contract;
    }
}
