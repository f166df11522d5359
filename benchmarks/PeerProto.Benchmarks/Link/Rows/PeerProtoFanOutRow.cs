namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Messages from one session to everyone; the receivers are sessions that are each connected to it alone.</summary>
internal sealed class PeerProtoFanOutRow(int receivers) : PeerProtoRow(PeerSecurity.None, Tcp)
{
    private PeerSession<ILinkContract>? _session;

    public override async Task<int> ListenAsync(LinkMeter meter)
    {
        _session = await StartAsync(meter);
        return _session.LocalEndpoints[0].Port;
    }

    public override async Task ConnectAsync(int port, LinkMeter meter)
    {
        for (int i = 0; i < receivers; i++)
            await StartAndConnectAsync(port, meter.Branch());
    }

    public override async Task DriveAsync(LinkMeter meter)
    {
        FanOutMessage message = FanOutMessage.Sample;
        while (!meter.IsStopped)
            await _session!.Everyone.News.SendAsync(message);
    }
}
