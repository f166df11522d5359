using System.Net;
using System.Runtime.CompilerServices;
using PeerProto.Benchmarks.Messages;

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

    public override async Task ConnectAsync(int port)
    {
        PeerSession<ILinkContract> session = await StartAsync(new LinkMeter());
        Peer<ILinkContract> server = await session.ConnectAsync(PeerEndpoint.FromAddress("tcp", new IPEndPoint(IPAddress.Loopback, port)));
        _peer = server.Contract;
    }

    /// <summary>What every typed row does with a message, so that none is spared the decoding.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Receive(in SmallMessage message, LinkMeter meter)
    {
        if (message.Flags == SmallMessage.Sample.Flags)
            meter.Count();
    }

    private Task<PeerSession<ILinkContract>> StartAsync(LinkMeter meter) => PeerSession.StartAsync<ILinkContract>(new LinkService(meter), options =>
    {
        options.Security = security;
        options.ListenAddress = IPAddress.Loopback;
        options.UseDiscovery = false;
    });
}
