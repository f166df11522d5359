using Microsoft.AspNetCore.SignalR;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Counts what comes.</summary>
internal sealed class SignalRHub(LinkMeter meter) : Hub
{
    public void Send(SmallMessage message) => meter.Count(message);

    public async Task Stream(IAsyncEnumerable<SmallMessage> messages)
    {
        await foreach (SmallMessage message in messages)
            meter.Count(message);
    }

    public SmallMessage Echo(SmallMessage message)
    {
        meter.Count();
        return message;
    }

    public async Task Upload(IAsyncEnumerable<byte[]> chunks)
    {
        await foreach (byte[] chunk in chunks)
        {
            if (chunk.Length == LinkRows.ChunkBytes)
                meter.Count();
        }
    }
}
