using System.Diagnostics;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A request that answers with its argument.</summary>
internal sealed class JsonRpcCallRow : JsonRpcRow
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        while (!meter.IsStopped)
        {
            long start = Stopwatch.GetTimestamp();
            await Connection.InvokeAsync<SmallMessage>(nameof(JsonRpcTarget.Echo), SmallMessage.Sample);
            meter.CountRoundTrip(Stopwatch.GetTimestamp() - start);
        }
    }
}
