using Microsoft.AspNetCore.SignalR.Client;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Messages as a client stream.</summary>
internal sealed class SignalRStreamRow : SignalRRow
{
    public override Task DriveAsync(LinkMeter meter) => Connection.InvokeAsync(nameof(SignalRHub.Stream), Messages(meter));

    private static async IAsyncEnumerable<SmallMessage> Messages(LinkMeter meter)
    {
        while (!meter.IsStopped)
            yield return SmallMessage.Sample;
        await Task.CompletedTask;
    }
}
