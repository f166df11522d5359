using System.Net;
using PeerProto.Tests.Conformance;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Security;

/// <summary>A peer that asks for less is refused, whichever transport carries the link and whichever side connects.</summary>
public sealed class DowngradeTests : IAsyncDisposable
{
    private readonly TestWorld _world = new();
    private readonly TemporaryPlace _place = new();
    private readonly PeerIdentity _identity = PeerIdentity.Create();

    public static TheoryData<string, string> PlainTransportsAndKinds =>
    [
        .. from transport in (string[])["memory", "tcp", "ws", "unix"]
           from kind in (string[])["Unverified", "Pinned", "PreSharedKey", "Passcode"]
           select (transport, kind),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _place.Dispose();
        _identity.Dispose();
    }

    [Theory]
    [MemberData(nameof(PlainTransportsAndKinds))]
    public async Task PeerWithoutSecurity_IsRefusedOverEveryTransport(string transport, string kind)
    {
        PeerSession<ITestContract> plain = await StartAsync(transport, PeerSecurity.None);
        PeerSession<ITestContract> secured = await StartAsync(transport, SecurityOf(kind));

        PeerConnectionException fromSecured = await RefusalAsync(secured, plain); // and no virtual time passes
        PeerConnectionException fromPlain = await RefusalAsync(plain, secured);

        TestContext.Current.TestOutputHelper?.WriteLine($"{fromSecured.Diagnosis.Code}, {fromPlain.Diagnosis.Code}");
        Assert.Equal((ConnectionStage.Tls, PeerDiagnosisCode.NotTls), (fromSecured.Stage, fromSecured.Diagnosis.Code));
        Assert.NotEqual(PeerDiagnosisCode.Unknown, fromSecured.Diagnosis.Code);
        Assert.NotEqual(PeerDiagnosisCode.Unknown, fromPlain.Diagnosis.Code);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("tcp")]
    [InlineData("ws")]
    [InlineData("unix")]
    [InlineData("quic")]
    public async Task PeerThatOnlyEncrypts_IsRefusedByOneThatPins(string transport)
    {
        using PeerIdentity expected = PeerIdentity.Create();
        PeerSession<ITestContract> pinning = await StartAsync(transport, PeerSecurity.Pinned(expected.Key));
        PeerSession<ITestContract> unverified = await StartAsync(transport, PeerSecurity.Unverified);

        Assert.Equal(PeerDiagnosisCode.KeyNotPinned, (await RefusalAsync(pinning, unverified)).Diagnosis.Code);
        Assert.NotEqual(PeerDiagnosisCode.Unknown, (await RefusalAsync(unverified, pinning)).Diagnosis.Code);
    }

    [Fact]
    public async Task NoneOverQuic_DoesNotStart()
    {
        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => StartAsync("quic", PeerSecurity.None));
        Assert.Equal(PeerDiagnosisCode.SecurityNotSupported, refused.Diagnosis.Code);
    }

    [Fact]
    public async Task RelayThatShowsItsOwnCertificate_IsRefusedAndHandsNothingOn()
    {
        PeerSession<ITestContract> far = await StartAsync("tcp", PeerSecurity.Unverified);
        await using TlsRelay relay = new(far.LocalEndpoints[0]);
        PeerSession<ITestContract> near = await StartAsync("tcp", PeerSecurity.Pinned(far.Key!));

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => near.ConnectAsync(relay.Endpoint, Token).Guarded());

        Assert.Equal(PeerDiagnosisCode.KeyNotPinned, refused.Diagnosis.Code);
        Assert.Equal(0, relay.HandedOn);
        Assert.Empty(far.Peers);
    }

    private static async Task<PeerConnectionException> RefusalAsync(PeerSession<ITestContract> near, PeerSession<ITestContract> far)
    {
        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded());
        Assert.Empty(near.Peers);
        Assert.Empty(far.Peers);
        return refused;
    }

    private PeerSecurity SecurityOf(string kind) => kind switch
    {
        "Pinned" => PeerSecurity.Pinned(_identity.Key),
        "PreSharedKey" => PskForSessions.Security,
        "Passcode" => PeerSecurity.Passcode("9264-0815"),
        _ => PeerSecurity.Unverified,
    };

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
