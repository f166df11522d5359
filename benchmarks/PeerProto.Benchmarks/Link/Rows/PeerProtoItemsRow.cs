namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Chunks as the items of a client stream.</summary>
internal sealed class PeerProtoItemsRow() : PeerProtoRow(PeerSecurity.None, Tcp)
{
    public override async Task DriveAsync(LinkMeter meter) => await Peer.UploadAsync(Chunks(meter), CancellationToken.None);

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Chunks(LinkMeter meter)
    {
        byte[] chunk = new byte[LinkRows.ChunkBytes];
        while (!meter.IsStopped)
            yield return chunk;
        await Task.CompletedTask;
    }
}
