using System.Net.Sockets;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>64 KiB a write, read into one buffer that is used again.</summary>
internal sealed class RawBulkRow(bool isTls) : HandWrittenRow(isTls)
{
    public override LinkWork Work => LinkWork.Bulk;

    public override async Task DriveAsync(LinkMeter meter)
    {
        byte[] chunk = new byte[LinkRows.ChunkBytes];
        while (!meter.IsStopped)
            await Stream.WriteAsync(chunk);
    }

    protected override async Task ServeAsync(Socket socket, Stream stream, LinkMeter meter)
    {
        byte[] chunk = new byte[LinkRows.ChunkBytes];
        while (await stream.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false) == chunk.Length)
            meter.Count();
    }
}
