using System.Net;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

public sealed class ConcurrentCallsTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public async Task ManyCallsAndStreamsOfRandomSizesBothWays_AllComeOutRight(bool isTcpAndTls, int seed)
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> ana = await world.StartAsync(configure: Configure);
        PeerSession<ITestContract> ben = await world.StartAsync(configure: Configure);
        Peer<ITestContract> bens = await ana.ConnectAsync(ben.LocalEndpoints[0]).Guarded();
        await TestWorld.YieldUntilAsync(() => ben.Peers.Count == 1);
        Peer<ITestContract> anas = ben.Peers[0];
        Random random = new(seed);

        List<Task> all = [];
        for (int i = 0; i < 300; i++)
            all.Add(TalkAsync(random.Next(2) == 0 ? bens : anas, random.Next(4), random.Next(1, random.Next(2) == 0 ? 50 : 20_000)));
        await Task.WhenAll(all).Guarded();

        Assert.Same(bens, Assert.Single(ana.Peers));

        void Configure(PeerSessionOptions options)
        {
            if (!isTcpAndTls)
                return;
            options.Transports = [new TcpTransportProvider()];
            options.ListenAddress = IPAddress.Loopback;
            options.Security = PeerSecurity.Unverified;
        }
    }

    [Fact]
    public async Task BothSidesCallWithMoreThanTheLinkHolds_NeitherStopsReadingForTheOther()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> ana = await world.StartAsync();
        PeerSession<ITestContract> ben = await world.StartAsync();
        Peer<ITestContract> bens = await ana.ConnectAsync(ben.LocalEndpoints[0]).Guarded();
        await TestWorld.YieldUntilAsync(() => ben.Peers.Count == 1);
        Peer<ITestContract> anas = ben.Peers[0];
        byte[] bytes = new byte[3 * 1024 * 1024];
        new Random(7).NextBytes(bytes);

        List<Task<byte[]>> echoes = [];
        for (int i = 0; i < 8; i++)
        {
            echoes.Add(bens.Contract.EchoAsync(bytes, default).AsTask());
            echoes.Add(anas.Contract.EchoAsync(bytes, default).AsTask());
        }

        foreach (byte[] echo in await Task.WhenAll(echoes).Guarded())
            Assert.Equal(bytes, echo);
    }

    private static async Task TalkAsync(Peer<ITestContract> peer, int kind, int size)
    {
        await Task.Yield();
        switch (kind)
        {
            case 0:
                Assert.Equal(size + 1, await peer.Contract.AddAsync(size, 1, default));
                break;
            case 1:
                byte[] bytes = new byte[size];
                new Random(size).NextBytes(bytes);
                Assert.Equal(bytes, await peer.Contract.EchoAsync(bytes, default));
                break;
            case 2:
                Assert.Equal((long)size * (size - 1) / 2, await peer.Contract.SumAsync(TestService.CountUp(0, size), default));
                break;
            default:
                int next = 0;
                await foreach (int item in peer.Contract.CountAsync(0, size, default))
                    Assert.Equal(next++, item);
                Assert.Equal(size, next);
                break;
        }
    }
}
