using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Messages on a channel, handled as they come.</summary>
internal sealed class PeerProtoChannelRow(PeerSecurity security, string transport = PeerProtoRow.Tcp) : PeerProtoRow(security, transport)
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        SmallMessage message = SmallMessage.Sample;
        while (!meter.IsStopped)
            await Peer.Messages.SendAsync(message);
    }
}
