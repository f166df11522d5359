using System.Buffers.Binary;

namespace PeerProto.Transports.Quic.Tests;

/// <summary>The one-way streams of a link.</summary>
public sealed class QuicSubstreamTests : IAsyncLifetime
{
    private const int Streams = 3;

    private static readonly bool IsSoak = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1";

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(IsSoak ? 600 : 60);

    private readonly CancellationTokenSource _guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private ITransportListener? _listener;
    private IMultistreamConnection? _client;
    private IMultistreamConnection? _server;

    private CancellationToken Ending => _guard.Token;

    private IMultistreamConnection Client => _client!;

    private IMultistreamConnection Server => _server!;

    public async ValueTask InitializeAsync()
    {
        _guard.CancelAfter(Guard);
        ITransport transport = new QuicPeer().With(PeerSecurity.Unverified, new QuicTransportOptions { MaximumInboundStreams = Streams });
        _listener = await transport.ListenAsync(QuicPeer.Loopback, Ending);
        _client = Assert.IsAssignableFrom<IMultistreamConnection>(await transport.ConnectAsync(_listener.LocalEndpoint, Ending));
        _server = Assert.IsAssignableFrom<IMultistreamConnection>(await _listener.AcceptAsync(Ending));
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_listener is not null)
            await _listener.DisposeAsync();
        _guard.Dispose();
    }

    [Fact]
    public async Task StreamsOfBothSides_CarryTheirBytesThenTheEnd()
    {
        foreach ((IMultistreamConnection writer, IMultistreamConnection reader) in new[] { (Client, Server), (Server, Client) })
        {
            await using ITransportSubstream outbound = await writer.OpenStreamAsync(Ending);
            await outbound.Stream.WriteAsync("some bytes"u8.ToArray(), Ending);
            await using ITransportSubstream inbound = await reader.AcceptStreamAsync(Ending);
            outbound.CompleteWrites();

            using StreamReader text = new(inbound.Stream);
            Assert.Equal("some bytes", await text.ReadToEndAsync(Ending));
            await outbound.WritesClosed.WaitAsync(Ending);
        }
    }

    [Fact]
    public async Task BlockedStream_HoldsUpNoOther()
    {
        await using ITransportSubstream blocked = await Client.OpenStreamAsync(Ending);
        Task writing = WriteForEverAsync(blocked);
        await using ITransportSubstream unread = await Server.AcceptStreamAsync(Ending);
        await using ITransportSubstream other = await Client.OpenStreamAsync(Ending);
        await other.Stream.WriteAsync("past it"u8.ToArray(), Ending);
        await using ITransportSubstream received = await Server.AcceptStreamAsync(Ending);

        byte[] text = new byte[7];
        await received.Stream.ReadExactlyAsync(text, Ending);

        Assert.Equal("past it"u8, text);
        unread.Abort(5);
        await Assert.ThrowsAsync<IOException>(() => writing);
    }

    [Fact]
    public async Task AbortByTheWriter_FailsTheReaderWithTheCode()
    {
        await using ITransportSubstream outbound = await Client.OpenStreamAsync(Ending);
        await outbound.Stream.WriteAsync(new byte[1], Ending);
        await using ITransportSubstream inbound = await Server.AcceptStreamAsync(Ending);
        await inbound.Stream.ReadExactlyAsync(new byte[1], Ending);

        outbound.Abort(4711);

        IOException failure = await Assert.ThrowsAsync<IOException>(async () => await inbound.Stream.ReadExactlyAsync(new byte[1], Ending));
        Assert.Contains("4711", failure.Message, StringComparison.Ordinal);
        await outbound.WritesClosed.WaitAsync(Ending);
        outbound.Abort(1);
    }

    [Fact]
    public async Task WriterDisposedBeforeItsEnd_FailsTheReader()
    {
        ITransportSubstream outbound = await Client.OpenStreamAsync(Ending);
        await outbound.Stream.WriteAsync(new byte[1], Ending);
        await using ITransportSubstream inbound = await Server.AcceptStreamAsync(Ending);
        await inbound.Stream.ReadExactlyAsync(new byte[1], Ending);

        await outbound.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(async () => await inbound.Stream.ReadExactlyAsync(new byte[1], Ending));
        outbound.Abort(1);
    }

    [Fact]
    public async Task MoreStreamsThanThePeerTakes_WaitUntilOneEnds()
    {
        List<ITransportSubstream> open = [];
        for (int i = 0; i < Streams; i++)
        {
            open.Add(await Client.OpenStreamAsync(Ending));
            await open[i].Stream.WriteAsync(new byte[1], Ending);
        }

        Task<ITransportSubstream> next = Client.OpenStreamAsync(Ending).AsTask();
        Assert.False(next.IsCompleted);
        open[0].CompleteWrites();
        await using (ITransportSubstream first = await Server.AcceptStreamAsync(Ending))
        {
            await first.Stream.CopyToAsync(Stream.Null, Ending);
        }

        await (await next).DisposeAsync();
        foreach (ITransportSubstream stream in open)
            await stream.DisposeAsync();
    }

    [Fact]
    public async Task ManyShortStreams_AllArriveWhole()
    {
        int count = IsSoak ? 10_000 : 2_000;
        Task writing = Task.Run(
            async () =>
            {
                for (int i = 0; i < count; i++)
                {
                    ITransportSubstream outbound = await Client.OpenStreamAsync(Ending);
                    byte[] number = new byte[sizeof(int)];
                    BinaryPrimitives.WriteInt32LittleEndian(number, i);
                    await outbound.Stream.WriteAsync(number, Ending);
                    outbound.CompleteWrites();
                    await outbound.DisposeAsync();
                }
            },
            Ending);

        long sum = 0;
        for (int i = 0; i < count; i++)
        {
            await using ITransportSubstream inbound = await Server.AcceptStreamAsync(Ending);
            byte[] number = new byte[sizeof(int)];
            await inbound.Stream.ReadExactlyAsync(number, Ending);
            Assert.Equal(0, await inbound.Stream.ReadAsync(number.AsMemory(0, 1), Ending));
            sum += BinaryPrimitives.ReadInt32LittleEndian(number);
        }

        await writing;
        Assert.Equal((long)count * (count - 1) / 2, sum);
    }

    [Fact]
    public void Link_TellsNoStatistics() => Assert.Null(Client.GetStatistics());

    [Fact]
    public async Task AbortedLink_EndsReadingAndWritingOfItsStreams()
    {
        await using ITransportSubstream outbound = await Client.OpenStreamAsync(Ending);
        await outbound.Stream.WriteAsync(new byte[1], Ending);
        await using ITransportSubstream inbound = await Server.AcceptStreamAsync(Ending);
        await inbound.Stream.ReadExactlyAsync(new byte[1], Ending);
        Task<int> reading = inbound.Stream.ReadAsync(new byte[1], Ending).AsTask();

        Client.Abort();

        await Assert.ThrowsAsync<IOException>(() => reading);
        await Assert.ThrowsAsync<IOException>(() => WriteForEverAsync(outbound));
        await outbound.WritesClosed.WaitAsync(Ending);
    }

    [Fact]
    public async Task AbortedLink_EndsOpeningAndAccepting()
    {
        Task<ITransportSubstream> accepting = Server.AcceptStreamAsync(Ending).AsTask();

        Client.Abort();

        await Assert.ThrowsAsync<IOException>(() => accepting);
        await Assert.ThrowsAsync<IOException>(async () => await Client.OpenStreamAsync(Ending));
    }

    [Fact]
    public async Task CancelledAccept_LeavesTheNextStreamToTheNext()
    {
        using CancellationTokenSource cancel = new();
        Task<ITransportSubstream> accepting = Server.AcceptStreamAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting);

        await using ITransportSubstream outbound = await Client.OpenStreamAsync(Ending);
        await outbound.Stream.WriteAsync(new byte[] { 9 }, Ending);
        await using ITransportSubstream inbound = await Server.AcceptStreamAsync(Ending);
        byte[] received = new byte[1];
        await inbound.Stream.ReadExactlyAsync(received, Ending);
        Assert.Equal(9, received[0]);
    }

    private async Task WriteForEverAsync(ITransportSubstream stream)
    {
        byte[] much = new byte[256 * 1024];
        while (true)
            await stream.Stream.WriteAsync(much, Ending);
    }
}
