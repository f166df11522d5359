using System.Diagnostics;
using System.Net.Quic;
using PeerProto.Benchmarks.Link.Carriers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>64 bytes there and back over a new stream of a QUIC connection each.</summary>
internal sealed class QuicStreamCallRow : LinkRow
{
    private const int MessageBytes = 64;

    private QuicConnection? _connection;

    public override string? Missing => Carrier.Quic.Missing;

    public override Task<int> ListenAsync(LinkMeter meter) => Carrier.Quic.ListenAsync(async stream =>
    {
        byte[] message = new byte[MessageBytes];
        await stream.ReadExactlyAsync(message);
        await ((QuicStream)stream).WriteAsync(message, completeWrites: true);
        meter.Count();
    });

    public override async Task ConnectAsync(int port, LinkMeter meter) => _connection = await QuicCarrier.ConnectConnectionAsync(port);

    public override async Task DriveAsync(LinkMeter meter)
    {
        byte[] message = new byte[MessageBytes];
        while (!meter.IsStopped)
        {
            long start = Stopwatch.GetTimestamp();
            await using (QuicStream stream = await QuicCarrier.OpenStreamAsync(_connection!))
            {
                await stream.WriteAsync(message, completeWrites: true);
                await stream.ReadExactlyAsync(message);
            }

            meter.CountRoundTrip(Stopwatch.GetTimestamp() - start);
        }
    }
}
