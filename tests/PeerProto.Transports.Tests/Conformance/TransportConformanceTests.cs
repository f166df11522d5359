using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PeerProto.Transports.Tests.Conformance;

/// <summary>What every transport promises, told once. A subclass says only how to listen.</summary>
public abstract class TransportConformanceTests : IAsyncLifetime
{
    private static readonly bool IsSoak = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1";

    /// <summary>A port that was used stays taken for a minute, and there are 28,000.</summary>
    private static readonly int ManyShortConnections = IsSoak ? 10_000 : 300;

    private const int LargeTransferBytes = 16 * 1024 * 1024;

    /// <summary>More than any link may hold while nobody reads: the system's buffers of both ends, and ours.</summary>
    private const int MoreThanALinkHolds = 64 * 1024 * 1024;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(IsSoak ? 600 : 60);

    private readonly CancellationTokenSource _guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private TransportPair? _pair;

    /// <summary>A token that ends a test which hangs.</summary>
    protected CancellationToken Ending => _guard.Token;

    private protected TransportPair Pair => _pair ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync()
    {
        _guard.CancelAfter(Guard);
        ITransport transport = CreateTransport();
        _pair = new TransportPair(transport, await transport.ListenAsync(ListenOptions, Ending));
    }

    public async ValueTask DisposeAsync()
    {
        await Pair.DisposeAsync();
        _guard.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract ITransport CreateTransport();

    protected virtual TransportListenOptions ListenOptions => new();

    /// <summary>What connecting ends with where a listener was and is no more.</summary>
    protected virtual PeerErrorCode NobodyListens => PeerErrorCode.ConnectionRefused;

    /// <summary>How many connections are opened at once.</summary>
    protected virtual int ManyConnections => 200;

    /// <summary>Whether the peer of an aborted link is always told so; otherwise it may see the end of the bytes instead.</summary>
    protected virtual bool AbortIsSeen => true;

    [Fact]
    public async Task ListenerEndpoint_IsReachableByItsText()
    {
        PeerEndpoint read = PeerEndpoint.Parse(Pair.Listener.LocalEndpoint.ToString());

        Assert.Equal(Pair.Listener.LocalEndpoint, read);
        Assert.True(Pair.Transport.CanReach(read));
        Assert.Equal(Pair.Transport.Name, read.Transport);
    }

    [Fact]
    public async Task ConnectedEnds_NameEachOther()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await using (client)
        await using (server)
        {
            Assert.Equal(client.LocalEndpoint, server.RemoteEndpoint);
            Assert.Equal(server.LocalEndpoint, client.RemoteEndpoint);
        }
    }

    [Fact]
    public async Task ManySmallWrites_ArriveInOrder()
    {
        const int Count = 10_000;
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await using (client)
        await using (server)
        {
            Task writing = Task.Run(
                async () =>
                {
                    var number = new byte[sizeof(int)];
                    for (int i = 0; i < Count; i++)
                    {
                        BinaryPrimitives.WriteInt32LittleEndian(number, i);
                        await client.Stream.WriteAsync(number, Ending);
                    }
                },
                Ending);

            var received = new byte[sizeof(int)];
            for (int i = 0; i < Count; i++)
            {
                await server.Stream.ReadExactlyAsync(received, Ending);
                Assert.Equal(i, BinaryPrimitives.ReadInt32LittleEndian(received));
            }

            await writing;
        }
    }

    [Fact]
    public async Task LargeTransferBothWaysAtOnce_ArrivesUnchanged()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await using (client)
        await using (server)
        {
            Task<byte[]> sentByClient = SendRandomAsync(client, seed: 1);
            Task<byte[]> sentByServer = SendRandomAsync(server, seed: 2);
            Task<byte[]> gotByServer = ReceiveAsync(server);
            Task<byte[]> gotByClient = ReceiveAsync(client);

            Assert.Equal(await sentByClient, await gotByServer);
            Assert.Equal(await sentByServer, await gotByClient);
        }
    }

    [Fact]
    public async Task PeerDoesNotRead_WriterWaitsUntilItDoes()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await using (client)
        await using (server)
        {
            // Nobody reads before the writer has come to rest, and one write alone is more than the link can hold.
            Task writing = client.Stream.WriteAsync(new byte[MoreThanALinkHolds], Ending).AsTask();
            var buffer = new byte[256 * 1024];
            long read = await server.Stream.ReadAsync(buffer, Ending);
            Assert.False(writing.IsCompleted);

            while (read < MoreThanALinkHolds)
            {
                int count = await server.Stream.ReadAsync(buffer, Ending);
                Assert.NotEqual(0, count);
                read += count;
            }

            await writing;
            Assert.Equal(MoreThanALinkHolds, read);
        }
    }

    [Fact]
    public async Task OrderlyEnd_DeliversWhatWasWrittenThenTheEnd()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        byte[] written = RandomNumberGenerator.GetBytes(32 * 1024);
        await client.Stream.WriteAsync(written, Ending);
        await client.DisposeAsync();

        var received = new byte[written.Length];
        await server.Stream.ReadExactlyAsync(received, Ending);
        Assert.Equal(written, received);
        Assert.Equal(0, await server.Stream.ReadAsync(received, Ending));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task OrderlyEndWithUnreadBytes_StillDeliversWhatWasWritten()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        byte[] written = RandomNumberGenerator.GetBytes(32 * 1024);
        await server.Stream.WriteAsync(new byte[1000], Ending);
        await client.Stream.WriteAsync(written, Ending);
        await client.DisposeAsync();

        var received = new byte[written.Length];
        await server.Stream.ReadExactlyAsync(received, Ending);
        Assert.Equal(written, received);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Abort_FailsThePeersPendingRead()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await using (server)
        {
            Task<int> reading = server.Stream.ReadAsync(new byte[1], Ending).AsTask();
            client.Abort();
            if (AbortIsSeen)
                await Assert.ThrowsAsync<IOException>(() => reading);
            else
                Assert.True(await Record.ExceptionAsync(() => reading) is IOException || await reading == 0);
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Abort_FailsThePeersPendingWrite()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await using (server)
        {
            Task writing = server.Stream.WriteAsync(new byte[MoreThanALinkHolds], Ending).AsTask();
            client.Abort();
            await Assert.ThrowsAsync<IOException>(() => writing);
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Abort_FailsOwnPendingAndLaterOperations()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await using (server)
        {
            Task<int> reading = client.Stream.ReadAsync(new byte[1], Ending).AsTask();
            client.Abort();
            await Assert.ThrowsAsync<IOException>(() => reading);
            await Assert.ThrowsAsync<IOException>(() => client.Stream.ReadAsync(new byte[1], Ending).AsTask());
            await Assert.ThrowsAsync<IOException>(() => client.Stream.WriteAsync(new byte[1], Ending).AsTask());
            client.Abort();
            await client.DisposeAsync();
            client.Abort();
        }
    }

    [Fact]
    public async Task UseAfterDispose_IsRefused()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await using (server)
        {
            await client.DisposeAsync();
            await client.DisposeAsync();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => client.Stream.ReadAsync(new byte[1], Ending).AsTask());
            await Assert.ThrowsAsync<ObjectDisposedException>(() => client.Stream.WriteAsync(new byte[1], Ending).AsTask());
        }
    }

    [Fact]
    public async Task BothEndsDisposed_EndPendingReads()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        Task<Exception?> reading = Record.ExceptionAsync(() => client.Stream.ReadAsync(new byte[1], Ending).AsTask()).AsTask();
        await client.DisposeAsync();
        await server.DisposeAsync();
        await reading.WaitAsync(Ending);
    }

    [Fact]
    public async Task CancelledRead_EndsWithTheCallersToken()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await using (client)
        await using (server)
        {
            using var cancel = new CancellationTokenSource();
            Task<int> reading = client.Stream.ReadAsync(new byte[1], cancel.Token).AsTask();
            Assert.False(reading.IsCompleted);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        }
    }

    [Fact]
    public async Task CancelledWrite_EndsWithTheCallersToken()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        using var cancel = new CancellationTokenSource();
        Task writing = client.Stream.WriteAsync(new byte[MoreThanALinkHolds], cancel.Token).AsTask();
        await server.Stream.ReadExactlyAsync(new byte[1], Ending);
        Assert.False(writing.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        client.Abort();
        server.Abort();
    }

    [Fact]
    public async Task IdleLink_StillCarriesWhatComesLater()
    {
        (ITransportConnection idle, ITransportConnection idleServer) = await Pair.ConnectAsync(Ending);
        await using (idle)
        await using (idleServer)
        {
            Task<int> reading = idleServer.Stream.ReadAsync(new byte[1], Ending).AsTask();
            (ITransportConnection busy, ITransportConnection busyServer) = await Pair.ConnectAsync(Ending);
            await using (busy)
            await using (busyServer)
            {
                for (int i = 0; i < 1000; i++)
                {
                    await busy.Stream.WriteAsync(new byte[1], Ending);
                    await busyServer.Stream.ReadExactlyAsync(new byte[1], Ending);
                }
            }

            Assert.False(reading.IsCompleted);
            await idle.Stream.WriteAsync(new byte[1], Ending);
            Assert.Equal(1, await reading);
        }
    }

    [Fact]
    public async Task ManyShortLinks_EachEndInOrder()
    {
        var received = new byte[sizeof(int)];
        for (int i = 0; i < ManyShortConnections; i++)
        {
            (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
            var sent = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(sent, i);
            await client.Stream.WriteAsync(sent, Ending);
            await client.DisposeAsync();
            await server.Stream.ReadExactlyAsync(received, Ending);
            Assert.Equal(sent, received);
            Assert.Equal(0, await server.Stream.ReadAsync(received, Ending));
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task BothEndsEndAtOnce_BothReadTheEnd()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await client.Stream.WriteAsync(new byte[100], Ending);
        await server.Stream.WriteAsync(new byte[100], Ending);
        await client.Stream.ReadExactlyAsync(new byte[100], Ending);
        await server.Stream.ReadExactlyAsync(new byte[100], Ending);
        await Task.WhenAll(client.DisposeAsync().AsTask(), server.DisposeAsync().AsTask()).WaitAsync(Ending);
    }

    [Fact]
    public async Task CancelledConnect_Throws()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Pair.Transport.ConnectAsync(Pair.Listener.LocalEndpoint, new CancellationToken(canceled: true)).AsTask());
    }

    [Fact]
    public async Task CancelledAccept_LeavesTheListenerUsable()
    {
        using var cancel = new CancellationTokenSource();
        Task<ITransportConnection> accepting = Pair.Listener.AcceptAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting);

        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task DisposedListener_EndsPendingAndLaterAccepts()
    {
        Task<ITransportConnection> accepting = Pair.Listener.AcceptAsync(Ending).AsTask();
        await Pair.Listener.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => accepting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Pair.Listener.AcceptAsync(Ending).AsTask());
    }

    [Fact]
    public async Task DisposedListener_RefusesConnectionsAndKeepsOldOnes()
    {
        (ITransportConnection client, ITransportConnection server) = await Pair.ConnectAsync(Ending);
        await using (client)
        await using (server)
        {
            await Pair.Listener.DisposeAsync();
            PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(
                () => Pair.Transport.ConnectAsync(Pair.Listener.LocalEndpoint, Ending).AsTask());
            Assert.Equal(ConnectionStage.Connect, refused.Stage);
            Assert.Equal(NobodyListens, refused.Code);
            Assert.NotEmpty(refused.Remedy);

            await client.Stream.WriteAsync(new byte[] { 7 }, Ending);
            var received = new byte[1];
            await server.Stream.ReadExactlyAsync(received, Ending);
            Assert.Equal(7, received[0]);
        }
    }

    [Fact]
    public async Task ManyConnectionsAtOnce_KeepTheirBytesApart()
    {
        Task<ITransportConnection[]> accepting = AcceptManyAsync();
        ITransportConnection[] clients = await Task.WhenAll(
            Enumerable.Range(0, ManyConnections).Select(_ => Pair.Transport.ConnectAsync(Pair.Listener.LocalEndpoint, Ending).AsTask()));
        ITransportConnection[] servers = await accepting;

        Task[] echoes = [.. servers.Select(async server =>
        {
            var buffer = new byte[sizeof(int)];
            await server.Stream.ReadExactlyAsync(buffer, Ending);
            await server.Stream.WriteAsync(buffer, Ending);
        })];
        await Task.WhenAll(clients.Select(async (client, i) =>
        {
            var buffer = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(buffer, i);
            await client.Stream.WriteAsync(buffer, Ending);
            buffer.AsSpan().Clear();
            await client.Stream.ReadExactlyAsync(buffer, Ending);
            Assert.Equal(i, BinaryPrimitives.ReadInt32LittleEndian(buffer));
        }));
        await Task.WhenAll(echoes);
        foreach (ITransportConnection connection in clients.Concat(servers))
            await connection.DisposeAsync();
    }

    [Fact]
    public async Task EndpointOfAnotherTransport_IsRefusedWithAForm()
    {
        PeerEndpoint other = PeerEndpoint.Parse("carrier-pigeon://loft");
        Assert.False(Pair.Transport.CanReach(other));
        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => Pair.Transport.ConnectAsync(other, Ending).AsTask());
        Assert.Equal(PeerErrorCode.EndpointNotSupported, refused.Code);
        Assert.Contains(Pair.Transport.Name + "://", refused.Remedy, StringComparison.Ordinal);
    }

    private async Task<ITransportConnection[]> AcceptManyAsync()
    {
        var accepted = new ITransportConnection[ManyConnections];
        for (int i = 0; i < accepted.Length; i++)
            accepted[i] = await Pair.Listener.AcceptAsync(Ending);
        return accepted;
    }

    private async Task<byte[]> SendRandomAsync(ITransportConnection connection, int seed)
    {
        var random = new Random(seed);
        var content = new byte[LargeTransferBytes];
        random.NextBytes(content);
        for (int sent = 0; sent < content.Length;)
        {
            int count = Math.Min(random.Next(1, 200_000), content.Length - sent);
            await connection.Stream.WriteAsync(content.AsMemory(sent, count), Ending);
            sent += count;
        }

        return SHA256.HashData(content);
    }

    private async Task<byte[]> ReceiveAsync(ITransportConnection connection)
    {
        var content = new byte[LargeTransferBytes];
        await connection.Stream.ReadExactlyAsync(content, Ending);
        return SHA256.HashData(content);
    }
}
