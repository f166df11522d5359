using PeerProto.Benchmarks.Link.Carriers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>64 KiB a write, read into one buffer that is used again.</summary>
internal sealed class RawBulkRow(Carrier carrier) : StreamRow(carrier)
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        byte[] chunk = new byte[LinkRows.ChunkBytes];
        while (!meter.IsStopped)
            await Stream.WriteAsync(chunk);
    }

    protected override async Task ServeAsync(Stream stream, LinkMeter meter)
    {
        byte[] chunk = new byte[LinkRows.ChunkBytes];
        while (await stream.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false) == chunk.Length)
            meter.Count();
    }
}
