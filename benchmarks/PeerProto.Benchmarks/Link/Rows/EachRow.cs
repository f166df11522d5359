using PeerProto.Benchmarks.Link.Carriers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A write for each message.</summary>
internal sealed class EachRow(Carrier carrier) : FramedRow(carrier)
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        byte[] message = new byte[MessageBytes];
        Framing.Write(message);
        while (!meter.IsStopped)
            await Stream.WriteAsync(message);
    }
}
