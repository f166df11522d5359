namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Chunks written to a byte stream.</summary>
internal sealed class PeerProtoBulkRow(PeerSecurity security, string transport = PeerProtoRow.Tcp) : PeerProtoRow(security, transport)
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        Task call = Peer.CarryAsync(lent, CancellationToken.None);
        byte[] chunk = new byte[LinkRows.ChunkBytes];
        while (!meter.IsStopped)
            await kept.Output.WriteAsync(chunk);
        await kept.Output.CompleteAsync();
        await call;
    }
}
