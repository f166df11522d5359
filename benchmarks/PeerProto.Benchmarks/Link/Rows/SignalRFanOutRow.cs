using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Messages from the hub to all clients.</summary>
internal sealed class SignalRFanOutRow(int receivers) : SignalRRow
{
    private const string News = nameof(News);

    public override async Task ConnectAsync(int port, LinkMeter meter)
    {
        for (int i = 0; i < receivers; i++)
        {
            HubConnection connection = NewConnection(port);
            LinkMeter branch = meter.Branch();
            connection.On<long, byte[]>(News, (_, payload) =>
            {
                if (payload.Length == FanOutMessage.SamplePayload.Length)
                    branch.Count();
            });
            await connection.StartAsync();
        }
    }

    public override async Task DriveAsync(LinkMeter meter)
    {
        FanOutMessage message = FanOutMessage.Sample;
        while (!meter.IsStopped)
            await Hub.Clients.All.SendAsync(News, message.Sequence, FanOutMessage.SamplePayload);
    }
}
