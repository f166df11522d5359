using PeerProto.Transports.Tests.Conformance;

namespace PeerProto.Transports.Tests.Memory;

public sealed class MemoryTransportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LinkIsFull_NextByteWaitsUntilOneIsRead()
    {
        (ITransportConnection client, ITransportConnection server) = await ConnectAsync(new MemoryNetworkOptions());
        ValueTask filling = client.Stream.WriteAsync(new byte[MemoryNetworkOptions.DefaultBufferBytes], Token);
        Assert.True(filling.IsCompletedSuccessfully);
        await filling;

        Task oneMore = client.Stream.WriteAsync(new byte[1], Token).AsTask();
        Assert.False(oneMore.IsCompleted);
        Assert.Equal(1, await server.Stream.ReadAsync(new byte[1], Token));
        await oneMore.WaitAsync(Token);
    }

    [Fact]
    public async Task WaitingRead_IsCompletedByTheGivenSchedulerOnly()
    {
        var scheduler = new StepScheduler();
        (ITransportConnection client, ITransportConnection server) = await ConnectAsync(new MemoryNetworkOptions { Scheduler = scheduler });
        Task<int> reading = server.Stream.ReadAsync(new byte[10], Token).AsTask();
        await client.Stream.WriteAsync(new byte[3], Token);

        Assert.False(reading.IsCompleted);
        Assert.Equal(1, scheduler.RunAll());
        Assert.True(reading.IsCompletedSuccessfully);
        Assert.Equal(3, await reading);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(3, 1024)]
    [InlineData(4, 5000)]
    [InlineData(5, 65536)]
    public async Task RandomPiecesThroughAnyCapacity_ArriveUnchanged(int seed, int capacity)
    {
        const int Total = 200_000;
        (ITransportConnection client, ITransportConnection server) = await ConnectAsync(new MemoryNetworkOptions { BufferBytes = capacity });
        var content = new byte[Total];
        new Random(seed).NextBytes(content);
        var received = new byte[Total];

        Task writing = Task.Run(
            async () =>
            {
                var pieces = new Random(seed + 100);
                for (int at = 0; at < Total;)
                {
                    int count = Math.Min(pieces.Next(0, 4000), Total - at);
                    await client.Stream.WriteAsync(content.AsMemory(at, count), Token);
                    at += count;
                }

                await client.DisposeAsync();
            },
            Token);
        var wants = new Random(seed + 200);
        for (int at = 0; at < Total;)
        {
            int count = await server.Stream.ReadAsync(received.AsMemory(at, Math.Min(wants.Next(1, 4000), Total - at)), Token);
            Assert.NotEqual(0, count);
            at += count;
        }

        Assert.Equal(0, await server.Stream.ReadAsync(new byte[1], Token));
        await writing;
        Assert.Equal(content, received);
    }

    [Fact]
    public async Task EmptyRead_WaitsForBytesAndTakesNone()
    {
        (ITransportConnection client, ITransportConnection server) = await ConnectAsync(new MemoryNetworkOptions());
        Task<int> waiting = server.Stream.ReadAsync(Memory<byte>.Empty, Token).AsTask();
        Assert.False(waiting.IsCompleted);
        await client.Stream.WriteAsync(new byte[] { 9 }, Token);
        Assert.Equal(0, await waiting);
        var received = new byte[2];
        Assert.Equal(1, await server.Stream.ReadAsync(received, Token));
        Assert.Equal(9, received[0]);
    }

    [Fact]
    public async Task SecondReadBesideAWaitingOne_IsRefusedAndTheFirstGoesOn()
    {
        (ITransportConnection client, ITransportConnection server) = await ConnectAsync(new MemoryNetworkOptions());
        Task<int> first = server.Stream.ReadAsync(new byte[1], Token).AsTask();
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.Stream.ReadAsync(new byte[1], Token).AsTask());
        await client.Stream.WriteAsync(new byte[1], Token);
        Assert.Equal(1, await first);
    }

    [Fact]
    public async Task ReadAfterACancelledOne_GetsTheBytes()
    {
        (ITransportConnection client, ITransportConnection server) = await ConnectAsync(new MemoryNetworkOptions());
        using var cancel = new CancellationTokenSource();
        Task<int> cancelled = server.Stream.ReadAsync(new byte[1], cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        Task<int> next = server.Stream.ReadAsync(new byte[5], Token).AsTask();
        await client.Stream.WriteAsync(new byte[5], Token);
        Assert.Equal(5, await next);
    }

    [Fact]
    public async Task NameInUse_IsRefusedUntilTheListenerIsDisposed()
    {
        var transport = new MemoryTransport(new MemoryNetwork());
        var options = new TransportListenOptions { Name = "ana" };
        ITransportListener first = await transport.ListenAsync(options, Token);
        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => transport.ListenAsync(options, Token).AsTask());
        Assert.Equal(PeerErrorCode.AddressInUse, refused.Code);

        await first.DisposeAsync();
        await using ITransportListener second = await transport.ListenAsync(options, Token);
        Assert.Equal("memory://ana", second.LocalEndpoint.ToString());
    }

    [Fact]
    public async Task BacklogIsFull_RefusesUntilOneIsAccepted()
    {
        var transport = new MemoryTransport(new MemoryNetwork());
        await using ITransportListener listener = await transport.ListenAsync(new TransportListenOptions { Backlog = 2 }, Token);
        await transport.ConnectAsync(listener.LocalEndpoint, Token);
        await transport.ConnectAsync(listener.LocalEndpoint, Token);
        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => transport.ConnectAsync(listener.LocalEndpoint, Token).AsTask());
        Assert.Equal(PeerErrorCode.ConnectionRefused, refused.Code);

        await listener.AcceptAsync(Token);
        await transport.ConnectAsync(listener.LocalEndpoint, Token);
    }

    [Fact]
    public async Task ListenerDisposedBeforeAccept_AbortsTheWaitingConnection()
    {
        var transport = new MemoryTransport(new MemoryNetwork());
        ITransportListener listener = await transport.ListenAsync(new TransportListenOptions(), Token);
        ITransportConnection client = await transport.ConnectAsync(listener.LocalEndpoint, Token);
        await listener.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(() => client.Stream.ReadAsync(new byte[1], Token).AsTask());
    }

    [Fact]
    public async Task AnotherNetwork_DoesNotKnowTheName()
    {
        var here = new MemoryTransport(new MemoryNetwork());
        var there = new MemoryTransport(new MemoryNetwork());
        await using ITransportListener listener = await here.ListenAsync(new TransportListenOptions { Name = "ana" }, Token);
        await Assert.ThrowsAsync<PeerConnectionException>(() => there.ConnectAsync(listener.LocalEndpoint, Token).AsTask());
    }

    private static async Task<(ITransportConnection Client, ITransportConnection Server)> ConnectAsync(MemoryNetworkOptions options)
    {
        var transport = new MemoryTransport(new MemoryNetwork(options));
        await using var pair = new TransportPair(transport, await transport.ListenAsync(new TransportListenOptions(), Token));
        return await pair.ConnectAsync(Token);
    }

    /// <summary>Runs nothing by itself.</summary>
    private sealed class StepScheduler : TaskScheduler
    {
        private readonly Queue<Task> _tasks = new();

        public int RunAll()
        {
            int count = 0;
            for (; _tasks.TryDequeue(out Task? task); count++)
                TryExecuteTask(task);
            return count;
        }

        protected override void QueueTask(Task task) => _tasks.Enqueue(task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => _tasks;
    }
}
