using System.Net;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Security;

/// <summary>Sessions that ask each other for a passcode, over every transport.</summary>
public sealed class PasscodeSessionTests : IAsyncLifetime
{
    private const string Passcode = "9264-0815";

    private readonly TestWorld _world = new();
    private readonly TemporaryPlace _place = new();

    public static TheoryData<string> Transports => ["memory", "tcp", "ws", "unix", "quic"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _place.Dispose();
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task SamePasscode_PeersMeetAndKnowEachOthersKeys(string transport)
    {
        PeerSession<ITestContract> far = await StartAsync(transport, PeerSecurity.Passcode(Passcode));
        PeerSession<ITestContract> near = await StartAsync(transport, PeerSecurity.Passcode(" 9264 0815"));

        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();

        Assert.Equal(far.Key, peer.Key);
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, Token).Guarded());
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task OtherPasscode_IsRefused(string transport)
    {
        PeerSession<ITestContract> far = await StartAsync(transport, PeerSecurity.Passcode(Passcode));
        PeerSession<ITestContract> near = await StartAsync(transport, PeerSecurity.Passcode("9264-0816"));

        Is(PeerDiagnosisCode.PasscodeWrong, await RefusalAsync(near, far.LocalEndpoints[0]));
        Assert.Empty(far.Peers);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task OnlyTheNearSideAsksForAPasscode_ItDoesNotGoOnWithout(string transport)
    {
        PeerSession<ITestContract> far = await StartAsync(transport, PeerSecurity.Unverified);
        PeerSession<ITestContract> near = await StartAsync(transport, PeerSecurity.Passcode(Passcode));

        PeerConnectionException refusal = await RefusalAsync(near, far.LocalEndpoints[0]);

        Is(PeerDiagnosisCode.PasscodeRequired, refusal);
        Assert.Contains("PeerSecurity.Passcode", refusal.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task OnlyTheFarSideAsksForAPasscode_TheNearOneIsToldSo(string transport)
    {
        PeerSession<ITestContract> far = await StartAsync(transport, PeerSecurity.Passcode(Passcode));
        PeerSession<ITestContract> near = await StartAsync(transport, PeerSecurity.Unverified);

        PeerConnectionException refusal = await RefusalAsync(near, far.LocalEndpoints[0]);

        Is(PeerDiagnosisCode.PasscodeRequired, refusal);
        Assert.Empty(far.Peers);
    }

    [Fact]
    public async Task RelayInTheMiddle_BothSidesFindItAndNothingBehindTheProofPasses()
    {
        PeerSession<ITestContract> far = await StartAsync("tcp", PeerSecurity.Passcode(Passcode));
        PeerSession<ITestContract> near = await StartAsync("tcp", PeerSecurity.Passcode(Passcode));
        await using TlsRelay relay = new(far.LocalEndpoints[0]);

        Is(PeerDiagnosisCode.PasscodeWrong, await RefusalAsync(near, relay.Endpoint));

        Assert.Empty(far.Peers);
        Assert.InRange(relay.HandedOn, 72 + 104, 256); // share, answer and refusal
    }

    [Fact]
    public async Task NoSecurityAgainstAPasscode_IsRefusedBelowIt()
    {
        PeerSession<ITestContract> far = await StartAsync("tcp", PeerSecurity.None);
        PeerSession<ITestContract> near = await StartAsync("tcp", PeerSecurity.Passcode(Passcode));

        Is(PeerDiagnosisCode.NotTls, await RefusalAsync(near, far.LocalEndpoints[0]));
    }

    [Fact]
    public async Task Remembered_BothStoresHaveTheOther()
    {
        await using PeerTrustStore fars = new();
        await using PeerTrustStore nears = new();
        PeerSession<ITestContract> far = await StartAsync("memory", PeerSecurity.Passcode(Passcode, new PasscodeOptions { Remember = fars }));
        PeerSession<ITestContract> near = await StartAsync("memory", PeerSecurity.Passcode(Passcode, new PasscodeOptions { Remember = nears }));

        await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();

        Assert.Equal(near.Key, Assert.Single(fars.Peers).Key);
        Assert.Equal(far.Key, Assert.Single(nears.Peers).Key);
    }

    [Fact]
    public async Task RememberedPeerIsRevoked_ItIsDisconnectedAtOnceAndNotKeptAgain()
    {
        await using PeerTrustStore fars = new();
        PeerSession<ITestContract> far = await StartAsync("memory", PeerSecurity.Passcode(Passcode, new PasscodeOptions { Remember = fars }));
        PeerSession<ITestContract> near = await StartAsync("memory", PeerSecurity.Passcode(Passcode));
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();
        await TestWorld.YieldUntilAsync(() => far.Peers.Count == 1);

        await fars.RevokeAsync(near.Key!, Token); // and no virtual time passes

        Assert.Equal(PeerDiagnosisCode.TrustRevoked, (await LastStateAsync().Guarded()).Diagnosis!.Code);
        await RefusalAsync(near, far.LocalEndpoints[0]);
        Assert.Empty(fars.Peers);
        await fars.AddAsync(near.Key!, "near", cancellationToken: Token); // somebody wants it back
        await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();
        Assert.Equal("near", Assert.Single(fars.Peers).Name);

        async Task<PeerConnectionState> LastStateAsync()
        {
            PeerConnectionState last = peer.State;
            await foreach (PeerConnectionState state in peer.StatesAsync(Token))
                last = state;
            return last;
        }
    }

    private static void Is(PeerDiagnosisCode code, PeerConnectionException failure) => Assert.Equal(code, failure.Diagnosis.Code);

    private static Task<PeerConnectionException> RefusalAsync(PeerSession<ITestContract> near, PeerEndpoint endpoint) =>
        Assert.ThrowsAsync<PeerConnectionException>(() => near.ConnectAsync(endpoint, Token).Guarded());

    private Task<PeerSession<ITestContract>> StartAsync(string transport, PeerSecurity security) => _world.StartAsync(configure: options =>
    {
        if (transport == "quic")
            QuicLibrary.Require();
        options.Transports =
        [
            transport switch
            {
                "tcp" => new TcpTransportProvider(),
                "ws" => new WebSocketTransportProvider(),
                "unix" => new UnixTransportProvider(new UnixTransportOptions { Directory = _place.Path }),
                "quic" => new QuicTransportProvider(new QuicTransportOptions { ConnectDeadline = Guard.Patience }),
                _ => new MemoryTransportProvider(_world.Network),
            },
        ];
        options.ListenAddress = IPAddress.Loopback;
        options.Security = security;
    });
}
