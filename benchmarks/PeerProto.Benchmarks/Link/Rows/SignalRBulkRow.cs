using Microsoft.AspNetCore.SignalR.Client;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Chunks as a client stream.</summary>
internal sealed class SignalRBulkRow : SignalRRow
{
    public override Task DriveAsync(LinkMeter meter) => Connection.InvokeAsync(nameof(SignalRHub.Upload), Chunks(meter));

    private static async IAsyncEnumerable<byte[]> Chunks(LinkMeter meter)
    {
        byte[] chunk = new byte[LinkRows.ChunkBytes];
        while (!meter.IsStopped)
            yield return chunk;
        await Task.CompletedTask;
    }
}
