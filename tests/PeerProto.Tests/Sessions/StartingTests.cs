using System.Net;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class StartingTests
{
    [Fact]
    public async Task PortIsInUse_FailsAndLeavesTheServiceFreeForAnotherTry()
    {
        await using PeerSession<ITestContract> first = await PeerSession.StartAsync<ITestContract>(new TestService(), Local).Guarded();
        TestService service = new();

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => PeerSession.StartAsync<ITestContract>(service, options =>
        {
            Local(options);
            options.Port = first.LocalEndpoints[0].Port;
        }).Guarded());
        await using PeerSession<ITestContract> second = await PeerSession.StartAsync<ITestContract>(service, Local).Guarded();
        Peer<ITestContract> peer = await second.ConnectAsync(first.LocalEndpoints[0]).Guarded();

        Assert.Equal(PeerErrorCode.AddressInUse, refused.Code);
        Assert.Equal(first.Id, peer.Id);
    }

    [Fact]
    public async Task ServiceRunsInAnotherSession_FailsAndListensNowhere()
    {
        await using TestWorld world = new();
        TestService service = new();
        await world.StartAsync(service);
        AddressedTransport transport = new(world);

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.StartAsync(service, options =>
        {
            options.Transports = [new Given(transport)];
            options.Port = 9_001;
        }));
        await world.StartAsync(configure: options =>
        {
            options.Transports = [new Given(transport)];
            options.Port = 9_001;
        });
    }

    [Fact]
    public async Task OptionsMakeNoSense_FailAtOnce()
    {
        await using TestWorld world = new();
        await Assert.ThrowsAsync<ArgumentException>(() => world.StartAsync(configure: options => options.DisplayName = new string('x', 256)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => world.StartAsync(configure: options => options.MaximumPeers = 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => world.StartAsync(configure: options => options.Limits = new ProtocolLimits { ChannelWindowMessages = 0 }));
    }

    [Fact]
    public async Task PeersAreKeptInAFileAndTheIdentityIsNot_FailsAtOnceAndSaysWhatToSet()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("peerproto-start-");
        await using TestWorld world = new();
        using PeerIdentity identity = PeerIdentity.Create();
        await using PeerTrustStore inFile = PeerTrustStore.Open(Path.Combine(directory.FullName, "trust.json"));
        await using PeerTrustStore inMemory = new();
        foreach (Func<PeerTrustStore, PeerSecurity> kind in new Func<PeerTrustStore, PeerSecurity>[]
        {
            PeerSecurity.Paired,
            static store => PeerSecurity.Passcode("9264-0815", new PasscodeOptions { Remember = store }),
        })
        {
            ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => world.StartAsync(configure: options => options.Security = kind(inFile)));
            Assert.Equal("Identity", refused.ParamName);
            Assert.Contains("LoadOrCreate", refused.Message, StringComparison.Ordinal);
            await world.StartAsync(configure: options => options.Security = kind(inMemory)); // nothing of either outlives the session
            await world.StartAsync(configure: options =>
            {
                options.Security = kind(inFile);
                options.Identity = identity;
            });
        }

        await world.DisposeAsync();
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task StartIsCancelled_Throws()
    {
        await using TestWorld world = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => PeerSession.StartAsync<ITestContract>(new TestService(), world.Configure, new CancellationToken(canceled: true)).Guarded());
    }

    private static void Local(PeerSessionOptions options)
    {
        options.UseDiscovery = false;
        options.Security = PeerSecurity.None;
        options.ListenAddress = IPAddress.Loopback;
    }
}
