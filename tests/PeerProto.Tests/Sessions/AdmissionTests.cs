using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class AdmissionTests
{
    [Fact]
    public async Task TooManyHalfOpenConnectionsOfOneAddress_AreDroppedUntilTheHelloDeadlineFreesPlaces()
    {
        await using TestWorld world = new();
        AddressedTransport transport = new(world);
        TestLog log = new();
        PeerSession<ITestContract> session = await world.StartAsync(configure: options =>
        {
            options.Transports = [new Given(transport)];
            options.MaximumPendingConnectionsPerAddress = 4;
            options.LoggerFactory = log;
        });
        List<ITransportConnection> silent = [];
        for (int i = 0; i < 4; i++)
        {
            silent.Add(await transport.ConnectAsync(session.LocalEndpoints[0], default));
            Assert.NotEqual(0, await ReadAsync(silent[i])); // the session's hello
        }

        ITransportConnection dropped = await transport.ConnectAsync(session.LocalEndpoints[0], default);
        await Assert.ThrowsAnyAsync<IOException>(() => ReadAsync(dropped));
        await log.WhenAsync(1006);

        await world.PassTimeUntilAsync(log.WhenAsync(1009));
        await world.PassTimeUntilAsync(WhenClosedAsync(silent));
        await TestWorld.YieldUntilAsync(() => TestWorld.CountLoops(session) == 2); // only those that accept and watch the network: each place is free
        await using RawPeer later = await RawPeer.ConnectAsync(transport, session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await later.JoinAsync();
        foreach (ITransportConnection link in silent)
            await link.DisposeAsync();
    }

    [Fact]
    public async Task FirstBytesAreGarbage_IsRefusedWithAReasonAndHarmsNobody()
    {
        await using TestWorld world = new();
        TestLog log = new();
        PeerSession<ITestContract> session = await world.StartAsync(configure: options => options.LoggerFactory = log);
        PeerSession<ITestContract> far = await world.StartAsync();
        Peer<ITestContract> peer = await session.ConnectAsync(far.LocalEndpoints[0]).Guarded();

        await using ITransportConnection stranger = await new MemoryTransport(world.Network).ConnectAsync(session.LocalEndpoints[0], default);
        await stranger.Stream.WriteAsync("GET / HTTP/1.1\r\nHost: example\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken).Guarded();
        LogEntry refused = await log.WhenAsync(1102);

        Assert.Contains("no hello", refused.Message, StringComparison.Ordinal);
        Assert.True(peer.IsConnected);
        Assert.Equal(5, await peer.Contract.AddAsync(2, 3, default).Guarded());
    }

    private static Task<int> ReadAsync(ITransportConnection link) => link.Stream.ReadAsync(new byte[4096], TestContext.Current.CancellationToken).Guarded();

    private static async Task WhenClosedAsync(List<ITransportConnection> links)
    {
        foreach (ITransportConnection link in links)
        {
            while (await ReadAsync(link) != 0)
            {
            }
        }
    }
}
