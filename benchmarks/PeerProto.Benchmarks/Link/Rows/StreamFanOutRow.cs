using PeerProto.Benchmarks.Link.Carriers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>256-byte messages over a stream to each receiver, some of them in one write.</summary>
internal sealed class StreamFanOutRow(Carrier carrier, int receivers, int messagesPerWrite) : LinkRow
{
    private readonly List<Stream> _streams = [];
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override string? Missing => carrier.Missing;

    public override Task<int> ListenAsync(LinkMeter meter) => carrier.ListenAsync(stream =>
    {
        lock (_streams)
        {
            _streams.Add(stream);
            if (_streams.Count == receivers)
                _connected.SetResult();
        }

        return Task.Delay(Timeout.Infinite);
    });

    public override async Task ConnectAsync(int port, LinkMeter meter)
    {
        for (int i = 0; i < receivers; i++)
        {
            Stream stream = await carrier.ConnectAsync(port);
            LinkMeter branch = meter.Branch();
            _ = Task.Run(() => Framing.ReadAsync(stream, _ => branch.Count()));
        }
    }

    public override async Task DriveAsync(LinkMeter meter)
    {
        await _connected.Task;
        byte[] messages = new byte[FanOutMessage.Bytes * messagesPerWrite];
        for (int i = 0; i < messagesPerWrite; i++)
            Framing.Write(messages.AsSpan(i * FanOutMessage.Bytes, FanOutMessage.Bytes));
        while (!meter.IsStopped)
        {
            foreach (Stream stream in _streams)
                await stream.WriteAsync(messages);
        }
    }
}
