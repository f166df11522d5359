using PeerProto.Benchmarks.Link.Carriers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>64-byte messages behind their length, one way.</summary>
internal abstract class FramedRow(Carrier carrier) : StreamRow(carrier)
{
    protected const int MessageBytes = 64;

    protected override Task ServeAsync(Stream stream, LinkMeter meter) => Framing.ReadAsync(stream, _ => meter.Count());
}
