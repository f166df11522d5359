using System.Net;
using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.Allocation;

[Collection(nameof(AloneInTheProcess))]
public sealed class StreamAllocationTests
{
    private const int WarmUpRounds = 5_000;
    private const int WindowRounds = 10_000;
    private const int Windows = 3;
    private const int MessageBytes = 256;

    /// <summary>Room for what the runner itself allocates beside the test, and for pools that run empty when threads change; one object an operation would be at least 24.</summary>
    private const double NoiseBytesPerOperation = 0.25;

    [Fact]
    public async Task Memory_AllocatesNothingPerOperation() =>
        await AllocatesNothingAsync("memory", new MemoryTransport(new MemoryNetwork()));

    [Fact]
    public async Task Tcp_AllocatesNothingPerOperation() =>
        await AllocatesNothingAsync("tcp", new TcpTransport());

    [Fact]
    public async Task MemoryTls_AllocatesNothingPerOperation() =>
        await AllocatesNothingAsync("memory + tls", TlsForTests.Over(new MemoryTransport(new MemoryNetwork())));

    [Fact]
    public async Task WebSocket_AllocatesNothingPerOperation() =>
        await AllocatesNothingAsync("ws", new CompletedTransport(new WebSocketTransport()));

    [Fact]
    public async Task WebSocketTls_AllocatesNothingPerOperation() =>
        await AllocatesNothingAsync("ws + tls", TlsForTests.Over(new WebSocketTransport()));

    [Fact]
    public async Task TcpTls_AllocatesNothingPerOperation() =>
        await AllocatesNothingAsync("tcp + tls", TlsForTests.Over(new TcpTransport()));

    [Fact]
    public async Task MemoryThatNeedNotWait_AllocatesExactlyNothingOnTheThread()
    {
        var transport = new MemoryTransport(new MemoryNetwork());
        await using var pair = new TransportPair(transport, await transport.ListenAsync(new TransportListenOptions(), TestContext.Current.CancellationToken));
        (ITransportConnection client, ITransportConnection server) = await pair.ConnectAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, Measure(client.Stream, server.Stream, WindowRounds));

        static long Measure(Stream writer, Stream reader, int rounds)
        {
            var message = new byte[MessageBytes];
            long before = 0;
            for (int i = -rounds; i < rounds; i++)
            {
                if (i == 0)
                    before = GC.GetAllocatedBytesForCurrentThread();
                ValueTask written = writer.WriteAsync(message);
                Complete(written.IsCompletedSuccessfully);
                written.GetAwaiter().GetResult();
                ValueTask<int> read = reader.ReadAsync(message);
                Complete(read.IsCompletedSuccessfully);
                Complete(read.Result == MessageBytes);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static void Complete(bool completed)
        {
            if (!completed)
                throw new InvalidOperationException("The operation had to wait.");
        }
    }

    private static async Task AllocatesNothingAsync(string name, ITransport transport)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using var pair = new TransportPair(transport, await transport.ListenAsync(new TransportListenOptions { Address = IPAddress.Loopback }, token));
        (ITransportConnection client, ITransportConnection server) = await pair.ConnectAsync(token);

        Task echo = Task.Run(() => EchoAsync(server.Stream), token);
        double[] perOperation = await Task.Run(() => PingAsync(client.Stream), token);
        await client.DisposeAsync();
        await echo;
        await server.DisposeAsync();

        TestContext.Current.TestOutputHelper!.WriteLine($"{name}: {string.Join(", ", perOperation.Select(bytes => $"{bytes:0.0000}"))} B an operation (write or read of {MessageBytes} B)");
        Assert.InRange(perOperation.Min(), 0, NoiseBytesPerOperation);
    }

    private static async Task<double[]> PingAsync(Stream stream)
    {
        var message = new byte[MessageBytes];
        await RoundsAsync(WarmUpRounds);
        var perOperation = new double[Windows];
        for (int window = 0; window < Windows; window++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await RoundsAsync(WindowRounds);
            // Each round is a write and a read on both ends.
            perOperation[window] = (GC.GetTotalAllocatedBytes(precise: true) - before) / (4.0 * WindowRounds);
        }

        return perOperation;

        async Task RoundsAsync(int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                await stream.WriteAsync(message);
                for (int got = 0; got < message.Length;)
                    got += await stream.ReadAsync(message.AsMemory(got));
            }
        }
    }

    private static async Task EchoAsync(Stream stream)
    {
        var buffer = new byte[MessageBytes];
        while (true)
        {
            int count = await stream.ReadAsync(buffer);
            if (count == 0)
                return;
            await stream.WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
