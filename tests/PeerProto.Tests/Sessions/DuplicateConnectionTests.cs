using System.Net;
using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class DuplicateConnectionTests
{
    [Theory]
    [InlineData(false, false, 40)]
    [InlineData(false, true, 15)]
    [InlineData(true, false, 15)]
    [InlineData(true, true, 10)]
    public async Task BothSidesConnectAtOnce_OneConnectionRemains(bool isTcp, bool isEncrypted, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            await using TestWorld world = new();
            PeerSession<ITestContract> ana = await world.StartAsync(configure: Configure);
            PeerSession<ITestContract> ben = await world.StartAsync(configure: Configure);
            Task<Peer<ITestContract>> there = Task.Run(() => ana.ConnectAsync(ben.LocalEndpoints[0]).Guarded());
            Task<Peer<ITestContract>> back = Task.Run(() => ben.ConnectAsync(ana.LocalEndpoints[0]).Guarded());
            await Task.WhenAll(there, back);

            await TestWorld.YieldUntilAsync(() => TestWorld.CountConnections(ana) == 1 && TestWorld.CountConnections(ben) == 1);
            Peer<ITestContract> bens = Assert.Single(ana.Peers);
            Peer<ITestContract> anas = Assert.Single(ben.Peers);
            for (int i = 0; i < 5; i++)
            {
                Assert.Equal(i + 1, await bens.Contract.AddAsync(i, 1, default).Guarded());
                Assert.Equal(i + 2, await anas.Contract.AddAsync(i, 2, default).Guarded());
            }

            Assert.Same(bens, Assert.Single(ana.Peers));
            Assert.Same(anas, Assert.Single(ben.Peers));
        }

        void Configure(PeerSessionOptions options)
        {
            options.Security = isEncrypted ? PeerSecurity.Unverified : PeerSecurity.None;
            if (!isTcp)
                return;
            options.Transports = [new TcpTransportProvider()];
            options.ListenAddress = IPAddress.Loopback;
        }
    }

    [Fact]
    public async Task StrangerClaimsTheIdentifierOfALivePeer_EvictsNobody()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> ana = await world.StartAsync();
        PeerSession<ITestContract> ben = await world.StartAsync();
        Peer<ITestContract> peer = await ana.ConnectAsync(ben.LocalEndpoints[0]).Guarded();

        await using RawPeer stranger = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), ana.LocalEndpoints[0], RawPeer.CreateHello(ben.Id));
        CloseInfo closed = await stranger.WhenClosedAsync();

        Assert.Equal(CloseCode.Duplicate, closed.Code);
        Assert.True(peer.IsConnected);
        Assert.Same(peer, Assert.Single(ana.Peers));
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("tcp")]
    [InlineData("quic")]
    public async Task HelloNamesAnIdentifierOfAnotherKey_IsRefused(string transport)
    {
        if (transport == "quic")
            QuicLibrary.Require();
        await using TestWorld world = new();
        PeerSession<ITestContract> ana = await world.StartAsync(configure: Configure);
        PeerSession<ITestContract> ben = await world.StartAsync(configure: Configure);
        Peer<ITestContract> peer = await ana.ConnectAsync(ben.LocalEndpoints[0]).Guarded();
        using PeerIdentity stranger = PeerIdentity.Create();
        PeerSessionOptions strangers = new() { Identity = stranger };
        Configure(strangers);

        await using RawPeer raw = await RawPeer.ConnectAsync(strangers, ana.LocalEndpoints[0], RawPeer.CreateHello(ben.Id));
        CloseInfo closed = await raw.WhenClosedAsync().Guarded();

        Assert.Equal(CloseCode.IdentifierMismatch, closed.Code);
        Assert.Same(peer, Assert.Single(ana.Peers));
        Assert.True(peer.IsConnected);

        void Configure(PeerSessionOptions options)
        {
            options.Security = PeerSecurity.Unverified;
            options.ListenAddress = IPAddress.Loopback;
            options.Transports =
            [
                transport switch
                {
                    "tcp" => new TcpTransportProvider(),
                    "quic" => new QuicTransportProvider(new QuicTransportOptions { ConnectDeadline = Guard.Patience }),
                    _ => new MemoryTransportProvider(world.Network),
                },
            ];
        }
    }

    [Fact]
    public async Task PeerIsStartedAnew_ItsNewConnectionSupersedesTheOldOne()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        for (int round = 0; round < 4; round++)
        {
            await using TestWorld world = new();
            PeerSession<ITestContract> ana = await world.StartAsync(configure: options => options.Security = PeerSecurity.Unverified);
            PeerSession<ITestContract> old = await world.StartAsync(configure: AsBen);
            Peer<ITestContract> before = await ana.ConnectAsync(old.LocalEndpoints[0]).Guarded();
            await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = ana.PeersAsync().GetAsyncEnumerator();
            await changes.NextAsync();

            PeerSession<ITestContract> anew = await world.StartAsync(configure: AsBen);
            await anew.ConnectAsync(ana.LocalEndpoints[0]).Guarded();
            PeerEvent<ITestContract> left = await changes.NextAsync();
            PeerEvent<ITestContract> joined = await changes.NextAsync();

            Assert.Equal((PeerEventKind.Left, PeerErrorCode.Duplicate), (left.Kind, left.Reason!.Code));
            Assert.Same(before, left.Peer);
            Assert.Equal((PeerEventKind.Joined, anew.Id), (joined.Kind, joined.Peer.Id));
            Assert.Equal(7, await joined.Peer.Contract.AddAsync(3, 4, default).Guarded());
        }

        void AsBen(PeerSessionOptions options)
        {
            options.Security = PeerSecurity.Unverified;
            options.Identity = identity;
        }
    }
}
