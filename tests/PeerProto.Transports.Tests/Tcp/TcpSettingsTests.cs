using System.Net;

namespace PeerProto.Transports.Tests.Tcp;

public sealed class TcpSettingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LinkUnderLoad_TellsWhatIsOnItsWayAndWhatWaits()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What the other systems tell differs.");
        await using Link link = await Link.StartAsync(new TcpTransportOptions());
        LinkStatistics idle = Assert.IsType<LinkStatistics>(link.Client.GetStatistics());
        Assert.Equal(0, idle.BytesInFlight);
        Assert.Equal(0, idle.UnsentBytes);
        Assert.True(idle.RoundTripTime > TimeSpan.Zero);
        Assert.True(idle.CongestionWindow > 0);

        // Nobody reads, so the write comes to rest with the buffers full.
        Task writing = link.Client.Stream.WriteAsync(new byte[64 * 1024 * 1024], Token).AsTask();
        long read = await link.Server.Stream.ReadAsync(new byte[1], Token);
        while (link.Client.GetStatistics() is not { UnsentBytes: > 0 })
            await Task.Yield();

        LinkStatistics loaded = link.Client.GetStatistics()!;
        Assert.True(loaded.UnsentBytes > 0);
        Assert.NotNull(loaded.BytesInFlight);
        Assert.NotNull(loaded.RetransmittedBytes);
        Assert.False(writing.IsCompleted);
        Assert.Equal(1, read);
        link.Client.Abort();
        await Assert.ThrowsAsync<IOException>(() => writing);
    }

    [Fact]
    public async Task EndedLink_TellsNothing()
    {
        await using Link link = await Link.StartAsync(new TcpTransportOptions());
        link.Client.Abort();
        Assert.Null(link.Client.GetStatistics());
    }

    [Theory]
    [InlineData(16 * 1024)]
    [InlineData(64 * 1024)]
    public async Task UnsentBytes_StayNearTheLimit(int limit)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells the unsent bytes.");
        const int OneWrite = 4096;
        await using Link link = await Link.StartAsync(new TcpTransportOptions { MaximumUnsentBytes = limit });
        Task writing = WriteOnAsync();
        while (link.Client.GetStatistics() is not { UnsentBytes: > 0 })
            await Task.Yield();
        long most = 0;
        for (int i = 0; i < 1000; i++)
            most = Math.Max(most, link.Client.GetStatistics()!.UnsentBytes ?? 0);

        // The kernel takes a segment that has begun as a whole: 64 KiB at most.
        Assert.InRange(most, 1, limit + 2 * 64 * 1024);
        link.Client.Abort();
        await Assert.ThrowsAsync<IOException>(() => writing);

        async Task WriteOnAsync()
        {
            while (true)
                await link.Client.Stream.WriteAsync(new byte[OneWrite], Token);
        }
    }

    [Fact]
    public async Task KeepAliveAndDropTime_AreTaken()
    {
        var options = new TcpTransportOptions { KeepAlive = new TcpKeepAlive { Idle = TimeSpan.FromSeconds(1), Count = 3 }, ConnectionDropTime = TimeSpan.FromSeconds(3), MaximumUnsentBytes = null };
        await using Link link = await Link.StartAsync(options);
        await link.Client.Stream.WriteAsync(new byte[] { 7 }, Token);
        var received = new byte[1];
        await link.Server.Stream.ReadExactlyAsync(received, Token);
        Assert.Equal(7, received[0]);
    }

    [Fact]
    public void SettingsOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TcpTransport(new TcpTransportOptions { MaximumUnsentBytes = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TcpTransport(new TcpTransportOptions { ConnectionDropTime = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TcpTransport(new TcpTransportOptions { KeepAlive = new TcpKeepAlive { Count = 0 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TcpTransport(new TcpTransportOptions { WebSocket = new WebSocketOptions { MaximumMessageBytes = 0 } }));
        Assert.Throws<ArgumentException>(() => new TcpTransport(new TcpTransportOptions { WebSocket = new WebSocketOptions { Path = "relative" } }));
    }

    [Fact]
    public void ShorterStructOfAnOlderKernel_TellsLess()
    {
        var info = new byte[104];
        info[68] = 0xE8;
        info[69] = 0x03;
        LinkStatistics told = PeerProto.Transports.Tcp.TcpStatistics.FromLinux(info);
        Assert.Equal(TimeSpan.FromMilliseconds(1), told.RoundTripTime);
        Assert.Null(told.UnsentBytes);
        Assert.Null(told.RetransmittedBytes);
        info[24] = 1;
        Assert.Null(PeerProto.Transports.Tcp.TcpStatistics.FromLinux(info).BytesInFlight);
        Assert.Equal(new LinkStatistics { BytesInFlight = null }, PeerProto.Transports.Tcp.TcpStatistics.FromWindows([]));
        Assert.Equal(new LinkStatistics(), PeerProto.Transports.Tcp.TcpStatistics.FromMac([]));
    }

    private sealed class Link(ITransportListener listener, ITransportConnection client, ITransportConnection server) : IAsyncDisposable
    {
        public ITransportConnection Client => client;

        public ITransportConnection Server => server;

        public static async Task<Link> StartAsync(TcpTransportOptions options)
        {
            var transport = new TcpTransport(options);
            ITransportListener listener = await transport.ListenAsync(new TransportListenOptions { Address = IPAddress.Loopback }, Token);
            ITransportConnection client = await transport.ConnectAsync(listener.LocalEndpoint, Token);
            return new Link(listener, client, await listener.AcceptAsync(Token));
        }

        public async ValueTask DisposeAsync()
        {
            client.Abort();
            server.Abort();
            await listener.DisposeAsync();
        }
    }
}
