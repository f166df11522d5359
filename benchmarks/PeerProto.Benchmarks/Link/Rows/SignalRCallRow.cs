using System.Diagnostics;
using Microsoft.AspNetCore.SignalR.Client;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>An invocation that answers with its argument.</summary>
internal sealed class SignalRCallRow : SignalRRow
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        while (!meter.IsStopped)
        {
            long start = Stopwatch.GetTimestamp();
            await Connection.InvokeAsync<SmallMessage>(nameof(SignalRHub.Echo), SmallMessage.Sample);
            meter.CountRoundTrip(Stopwatch.GetTimestamp() - start);
        }
    }
}
