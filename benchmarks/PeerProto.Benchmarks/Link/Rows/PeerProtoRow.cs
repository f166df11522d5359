using System.Net;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A row between two sessions, as an app would have it.</summary>
internal abstract class PeerProtoRow(PeerSecurity security) : LinkRow
{
    private ILinkContract? _peer;

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
    });

    /// <returns>The server, as one more client sees it.</returns>
    protected async Task<ILinkContract> StartAndConnectAsync(int port, LinkMeter meter)
    {
        PeerSession<ILinkContract> session = await StartAsync(meter);
        return (await session.ConnectAsync(PeerEndpoint.FromAddress("tcp", new IPEndPoint(IPAddress.Loopback, port)))).Contract;
    }
}
