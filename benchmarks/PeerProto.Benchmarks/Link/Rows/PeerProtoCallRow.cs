using System.Diagnostics;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A call that answers with its argument.</summary>
internal sealed class PeerProtoCallRow(PeerSecurity security, string transport = PeerProtoRow.Tcp) : PeerProtoRow(security, transport)
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        SmallMessage message = SmallMessage.Sample;
        while (!meter.IsStopped)
        {
            long start = Stopwatch.GetTimestamp();
            await Peer.EchoAsync(message, CancellationToken.None);
            meter.CountRoundTrip(Stopwatch.GetTimestamp() - start);
        }
    }
}
