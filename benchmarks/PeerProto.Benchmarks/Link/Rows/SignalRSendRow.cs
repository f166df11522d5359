using Microsoft.AspNetCore.SignalR.Client;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Each message an invocation that is not answered.</summary>
internal sealed class SignalRSendRow : SignalRRow
{
    public override async Task DriveAsync(LinkMeter meter)
    {
        while (!meter.IsStopped)
            await Connection.SendAsync(nameof(SignalRHub.Send), SmallMessage.Sample);
    }
}
