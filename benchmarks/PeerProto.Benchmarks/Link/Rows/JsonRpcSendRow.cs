using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Each message a notification.</summary>
internal sealed class JsonRpcSendRow : JsonRpcRow
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        while (!meter.IsStopped)
            await Connection.NotifyAsync(nameof(JsonRpcTarget.Send), SmallMessage.Sample);
    }
}
