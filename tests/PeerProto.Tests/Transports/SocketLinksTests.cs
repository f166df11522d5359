using System.Net;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Transports;

/// <summary>Sessions over real sockets of each kind: the same contract, whatever carries it.</summary>
public sealed class SocketLinksTests
{
    private static readonly TimeProvider RealTime = TimeProvider.System;

    public static TheoryData<string, bool> Links => new()
    {
        { "tcp", false }, { "tcp", true }, { "ws", false }, { "ws", true }, { "unix", false }, { "unix", true },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public async Task Contract_IsTheSame(string link, bool secured)
    {
        using var place = new TemporaryPlace();
        await using var world = new TestWorld();
        var notes = new Collector<string>();
        TestService far = new() { Poke = (_, text, _) => { notes.Add(text); return default; } };
        PeerSession<ITestContract> farSession = await world.StartAsync(far, options => Configure(options, link, secured, place));
        PeerSession<ITestContract> nearSession = await world.StartAsync(configure: options => Configure(options, link, secured, place));

        Peer<ITestContract> peer = await nearSession.ConnectAsync(farSession.LocalEndpoints[0]).Guarded();

        Assert.Equal(link, farSession.LocalEndpoints[0].Transport);
        Assert.Equal(5, await peer.Contract.AddAsync(2, 3, TestContext.Current.CancellationToken).Guarded());
        await peer.Contract.PokeAsync("hello", TestContext.Current.CancellationToken).Guarded();
        Assert.Equal("hello", await notes.NextAsync());
        byte[] large = new byte[300_000];
        new Random(1).NextBytes(large);
        Assert.Equal(large, await peer.Contract.EchoAsync(large, TestContext.Current.CancellationToken).Guarded());
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("ws")]
    public async Task DefaultListener_TakesTcpAndWebSocketOnOnePort(string link)
    {
        await using var world = new TestWorld();
        PeerSession<ITestContract> far = await world.StartAsync(configure: UseDefaults);
        PeerSession<ITestContract> near = await world.StartAsync(configure: UseDefaults);
        PeerEndpoint listening = far.LocalEndpoints.First(endpoint => endpoint.Transport == "tcp");

        Peer<ITestContract> peer = await near.ConnectAsync(PeerEndpoint.FromHost(link, "127.0.0.1", listening.Port)).Guarded();

        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).Guarded());

        static void UseDefaults(PeerSessionOptions options)
        {
            options.Transports = new PeerSessionOptions().Transports;
            options.ListenAddress = IPAddress.Loopback;
            options.TimeProvider = RealTime;
        }
    }

    [Fact]
    public async Task WrongPath_IsRefusedInTheUpgradeStage()
    {
        using var place = new TemporaryPlace();
        await using var world = new TestWorld();
        PeerSession<ITestContract> far = await world.StartAsync(configure: options => Configure(options, "ws", secured: true, place));
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => Configure(options, "ws", secured: true, place));

        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(
            () => near.ConnectAsync(far.LocalEndpoints[0].WithPath("/elsewhere")).Guarded());

        Assert.Equal(PeerDiagnosisCode.UpgradeRefused, failure.Diagnosis.Code);
        Assert.Contains("404", failure.Cause, StringComparison.Ordinal);
    }

    private static void Configure(PeerSessionOptions options, string link, bool secured, TemporaryPlace place)
    {
        options.Transports =
        [
            link switch
            {
                "tcp" => new TcpTransportProvider(),
                "ws" => new WebSocketTransportProvider(),
                _ => new UnixTransportProvider(new UnixTransportOptions { Directory = place.Path }),
            },
        ];
        options.ListenAddress = IPAddress.Loopback;
        options.Security = secured ? PeerSecurity.Unverified : PeerSecurity.None;
        options.TimeProvider = RealTime;
    }
}
