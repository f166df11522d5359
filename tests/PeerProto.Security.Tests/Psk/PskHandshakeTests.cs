using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Org.BouncyCastle.Tls;
using PeerProto.Interop.Tests.Security;
using PeerProto.Security.Tests.Tls;

namespace PeerProto.Security.Tests.Psk;

public sealed class PskHandshakeTests
{
    private const string Tls13 = nameof(CipherSuite.TLS_AES_128_GCM_SHA256);
    private const string Tls12 = nameof(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256);

    public static TheoryData<string> Suites => PskScene.Suites;

    [Fact]
    public async Task SameKey_BothSidesTalkAndShareTheChannelBinding()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        SecuredLink accepted = await scene.BobAcceptsAsync(PskScene.Security);
        SecuredLink connected = await connecting;
        await PskScene.TalkAsync(connected.Stream, accepted.Stream, scene.Ending);
        Assert.Null(accepted.RemoteKey);
        Assert.Null(connected.RemoteKey);
        Assert.Equal(32, connected.ChannelBinding.Length);
        Assert.Equal(connected.ChannelBinding.ToArray(), accepted.ChannelBinding.ToArray());
    }

    [Fact]
    public async Task TwoConnections_HaveDifferentChannelBindings()
    {
        byte[] first = await BindingAsync();
        Assert.NotEqual(first, await BindingAsync());

        static async Task<byte[]> BindingAsync()
        {
            await using SecurityScene scene = await SecurityScene.StartAsync();
            Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
            await scene.BobAcceptsAsync(PskScene.Security);
            return (await connecting).ChannelBinding.ToArray();
        }
    }

    /// <summary>What docs/privacy.md says of it.</summary>
    [Theory]
    [MemberData(nameof(Suites))]
    public async Task NameOfTheSecret_IsInClearWithEveryVersion(string suite)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        HandshakeTap tap = new(scene.BobStream);
        Task<SecuredLink> accepting = PskScene.Security.CreateStreamSecurity(scene.Bob).AuthenticateAsServerAsync(tap, SecurityScene.Context, scene.Ending).AsTask();

        await RawPsk.ConnectAsync(scene.AnaStream, PskScene.Client(suite));
        await accepting;

        Assert.True(tap.Received.ToArray().AsSpan().IndexOf(PskScene.IdentityBytes) > 0);
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task ClientWithOneSuiteOnly_IsTakenAndSharesTheExporter(string suite)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
        RawPsk.Client client = PskScene.Client(suite);
        Stream connected = await RawPsk.ConnectAsync(scene.AnaStream, client);
        SecuredLink accepted = await accepting;
        await PskScene.TalkAsync(connected, accepted.Stream, scene.Ending);
        Assert.Equal(client.Binding, accepted.ChannelBinding.ToArray());
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task ServerWithOneSuiteOnly_IsTaken(string suite)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        Stream accepted = await RawPsk.AcceptAsync(scene.BobStream, PskScene.Server(suite));
        SecuredLink connected = await connecting;
        await PskScene.TalkAsync(connected.Stream, accepted, scene.Ending);
    }

    [Fact]
    public async Task ClientWithTls13AndAKeyInTls12Only_IsTakenWithTls12()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
        RawPsk.Client client = new(ProtocolVersion.TLSv12, PskScene.IdentityBytes, PskScene.Key, [CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256]) { NamesNoKey = true, AlsoTls13 = true };
        Stream connected = await RawPsk.ConnectAsync(scene.AnaStream, client);
        await PskScene.TalkAsync(connected, (await accepting).Stream, scene.Ending);
    }

    [Fact]
    public async Task ForwardSecrecyRequired_RefusesAClientWithoutAndTakesOneWith()
    {
        PeerSecurity strict = PeerSecurity.PreSharedKey(PskScene.Identity, PskScene.Key, new PreSharedKeyOptions { RequireForwardSecrecy = true });
        await using (SecurityScene scene = await SecurityScene.StartAsync())
        {
            Task<SecuredLink> accepting = scene.BobAcceptsAsync(strict);
            await Assert.ThrowsAsync<TlsFatalAlertReceived>(() => RawPsk.ConnectAsync(scene.AnaStream, PskScene.Client(Tls12)));
            Assert.Contains("RequireForwardSecrecy", (await PskScene.RefusalAsync(accepting, PeerDiagnosisCode.TlsFailed)).Remedy, StringComparison.Ordinal);
        }

        await using (SecurityScene scene = await SecurityScene.StartAsync())
        {
            Task<SecuredLink> accepting = scene.BobAcceptsAsync(strict);
            Stream connected = await RawPsk.ConnectAsync(scene.AnaStream, PskScene.Client(nameof(CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256)));
            await PskScene.TalkAsync(connected, (await accepting).Stream, scene.Ending);
        }
    }

    [Fact]
    public async Task ForwardSecrecyRequired_RefusesAServerWithout()
    {
        PeerSecurity strict = PeerSecurity.PreSharedKey(PskScene.Identity, PskScene.Key, new PreSharedKeyOptions { RequireForwardSecrecy = true });
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(strict);
        await Assert.ThrowsAsync<TlsFatalAlert>(() => RawPsk.AcceptAsync(scene.BobStream, PskScene.Server(Tls12)));
        await PskScene.RefusalAsync(connecting, PeerDiagnosisCode.NoPreSharedKey);
    }

    [Fact]
    public async Task ListenerWithSeveralKeys_TakesEachAndRefusesOthers()
    {
        PreSharedKey older = new("older", PskScene.OtherKey);
        PeerSecurity security = PeerSecurity.PreSharedKey(new PreSharedKey(PskScene.Identity, PskScene.Key), new PreSharedKeyOptions { AlsoAccepted = [older] });
        foreach (PeerSecurity welcome in new[] { PskScene.Security, PeerSecurity.PreSharedKey(older) })
        {
            await using SecurityScene scene = await SecurityScene.StartAsync();
            Task<SecuredLink> accepting = scene.BobAcceptsAsync(security);
            SecuredLink connected = await scene.AnaConnectsAsync(welcome);
            await PskScene.TalkAsync(connected.Stream, (await accepting).Stream, scene.Ending);
        }

        await using SecurityScene stranger = await SecurityScene.StartAsync();
        Task<SecuredLink> refusing = stranger.BobAcceptsAsync(security);
        Task<SecuredLink> connecting = stranger.AnaConnectsAsync(PeerSecurity.PreSharedKey("newer", PskScene.OtherKey));
        await PskScene.RefusalAsync(refusing, PeerDiagnosisCode.PreSharedKeyUnknown);
        await PskScene.RefusalAsync(connecting, PeerDiagnosisCode.PreSharedKeyUnknown);
    }

    [Theory]
    [InlineData(Tls13)]
    [InlineData(Tls12)]
    public async Task ClientThatNamesNoProtocol_IsTakenAndOneThatNamesOnlyOthersIsRefused(string suite)
    {
        await using (SecurityScene scene = await SecurityScene.StartAsync())
        {
            Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
            await RawPsk.ConnectAsync(scene.AnaStream, PskScene.Client(suite, protocol: "peerproto/0"));
            await accepting;
        }

        await using (SecurityScene scene = await SecurityScene.StartAsync())
        {
            Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
            await Assert.ThrowsAsync<TlsFatalAlertReceived>(() => RawPsk.ConnectAsync(scene.AnaStream, PskScene.Client(suite, protocol: "http/1.1")));
            await PskScene.RefusalAsync(accepting, PeerDiagnosisCode.AlpnRefused);
        }
    }

    [Fact]
    public async Task PeersOfDifferentWireVersions_BothSaySo()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security, context: SecurityScene.Context with { ApplicationProtocol = "peerproto/9" });
        await PskScene.RefusalAsync(accepting, PeerDiagnosisCode.AlpnRefused);
        await PskScene.RefusalAsync(connecting, PeerDiagnosisCode.AlpnRefused);
    }

    [Fact]
    public async Task OtherSideUsesCertificates_BothSaySo()
    {
        await using (SecurityScene scene = await SecurityScene.StartAsync())
        {
            Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.Unverified);
            Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
            await PskScene.RefusalAsync(connecting, PeerDiagnosisCode.NoPreSharedKey);
            await SecurityScene.RefusalAsync(accepting);
        }

        await using (SecurityScene scene = await SecurityScene.StartAsync())
        {
            Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
            Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);
            await PskScene.RefusalAsync(accepting, PeerDiagnosisCode.NoPreSharedKey);
            await SecurityScene.RefusalAsync(connecting);
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: peer\r\n\r\n", PeerDiagnosisCode.NotTls)]
    [InlineData("\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000", PeerDiagnosisCode.NotTls)]
    [InlineData("\u0016\u0003\u0001\u0000\u0005garbage", PeerDiagnosisCode.TlsFailed)]
    [InlineData("\u0016\u0003\u0001\u00ff\u00ff", PeerDiagnosisCode.TlsFailed)]
    public async Task GarbageInsteadOfAHello_GivesATypedError(string garbage, PeerDiagnosisCode expected)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
        await scene.AnaStream.WriteAsync(Encoding.Latin1.GetBytes(garbage), scene.Ending);
        await PskScene.RefusalAsync(accepting, expected);
    }

    [Fact]
    public async Task RandomBytesThenTheEnd_AlwaysGiveATypedError()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        IStreamSecurity security = PskScene.Security.CreateStreamSecurity(identity);
        Random random = new(7);
        for (int i = 0; i < 200; i++)
        {
            using LoopbackStreams streams = await LoopbackStreams.ConnectAsync(TestContext.Current.CancellationToken);
            Task<SecuredLink> accepting = security.AuthenticateAsServerAsync(streams.Server, SecurityScene.Context, TestContext.Current.CancellationToken).AsTask();
            byte[] garbage = new byte[random.Next(0, 300)];
            random.NextBytes(garbage);
            if (garbage.Length > 5 && random.Next(2) == 0)
            {
                new byte[] { 0x16, 3, 1, 0, (byte)(garbage.Length - 5) }.CopyTo(garbage, 0);
                garbage[4] = (byte)Math.Min(255, garbage.Length - 5);
            }

            await streams.Client.WriteAsync(garbage, TestContext.Current.CancellationToken);
            streams.Client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await SecurityScene.RefusalAsync(accepting);
        }
    }

    [Fact]
    public async Task HandshakeOfEndlessSmallRecords_EndsAtTheBound()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);

        // Warnings, which say nothing and end nothing.
        byte[] warnings = [.. Enumerable.Repeat(new byte[] { 0x15, 3, 3, 0, 2, 1, 112 }, 1000).SelectMany(static bytes => bytes)];
        Exception? ended = await Record.ExceptionAsync(async () =>
        {
            while (true)
                await scene.AnaStream.WriteAsync(warnings, scene.Ending);
        });
        Assert.IsType<IOException>(ended);
        await PskScene.RefusalAsync(accepting, PeerDiagnosisCode.TlsFailed);
    }

    [Fact]
    public async Task ConnectorStalls_HitsTheHandshakeDeadline()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        FakeTimeProvider time = new();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security, new StreamSecurityOptions { TimeProvider = time });
        time.Advance(StreamSecurityOptions.DefaultHandshakeDeadline);
        await PskScene.RefusalAsync(accepting, PeerDiagnosisCode.TlsTimedOut);
    }

    [Fact]
    public async Task ListenerStalls_HitsTheHandshakeDeadline()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        FakeTimeProvider time = new();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security, new StreamSecurityOptions { TimeProvider = time });
        time.Advance(StreamSecurityOptions.DefaultHandshakeDeadline);
        await PskScene.RefusalAsync(connecting, PeerDiagnosisCode.TlsTimedOut);
    }

    [Fact]
    public async Task CancelledHandshake_ThrowsWithTheCallersTokenAndEndsTheLink()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        using CancellationTokenSource cancel = new();
        Task<SecuredLink> accepting = PskScene.Security.CreateStreamSecurity(scene.Bob)
            .AuthenticateAsServerAsync(scene.BobStream, SecurityScene.Context, cancel.Token).AsTask();
        await cancel.CancelAsync();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting);
        Assert.Equal(cancel.Token, cancelled.CancellationToken);
        await PskScene.RefusalAsync(scene.AnaConnectsAsync(PskScene.Security), PeerDiagnosisCode.EndedDuringTls);
    }

    [Fact]
    public async Task ConnectorGivesUp_TheListenerSeesTheEndOfTheHandshake()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        using CancellationTokenSource cancel = new();
        Task<SecuredLink> connecting = PskScene.Security.CreateStreamSecurity(scene.Ana)
            .AuthenticateAsClientAsync(scene.AnaStream, SecurityScene.Context, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        await PskScene.RefusalAsync(scene.BobAcceptsAsync(PskScene.Security), PeerDiagnosisCode.EndedDuringTls);
    }

    [Fact]
    public async Task Handshake_ShowsTheIdentityAndNeverTheKey()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.PreSharedKey(PskScene.Identity, PskScene.OtherKey));
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        foreach (Task<SecuredLink> side in new[] { accepting, connecting })
        {
            string told = (await SecurityScene.RefusalAsync(side)).ToString();
            Assert.Contains(PskScene.Identity, told, StringComparison.Ordinal);
            foreach (byte[] secret in new[] { PskScene.Key, PskScene.OtherKey })
            {
                Assert.DoesNotContain(Convert.ToHexString(secret)[..16], told, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(Convert.ToBase64String(secret)[..10], told, StringComparison.Ordinal);
            }
        }
    }
}
