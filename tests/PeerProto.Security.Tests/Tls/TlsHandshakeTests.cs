using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Security.Tests.Tls;

public sealed class TlsHandshakeTests
{
    [Fact]
    public async Task ConnectorShowsNoCertificate_IsNotIdentified()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.Unverified);
        await using var raw = new SslStream(scene.AnaStream);
        Task<Exception?> connecting = RawHandshakeAsync(raw, SecurityContext.DefaultApplicationProtocol, scene.Ending);
        Assert.Equal(PeerErrorCode.PeerNotIdentified, (await SecurityScene.RefusalAsync(accepting)).Code);
        await connecting;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http/1.1")]
    public async Task ConnectorNamesAnotherProtocolOrNone_IsRefused(string? protocol)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.Unverified);
        await using var raw = new SslStream(scene.AnaStream);
        Task<Exception?> connecting = RawHandshakeAsync(raw, protocol, scene.Ending, scene.Ana);
        Assert.Equal(PeerErrorCode.HandshakeFailed, (await SecurityScene.RefusalAsync(accepting)).Code);
        await connecting;
    }

    [Fact]
    public async Task PeersOfDifferentWireVersions_BothSaySo()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.Unverified);
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified, context: SecurityScene.Context with { ApplicationProtocol = "peerproto/9" });
        Assert.Contains("wire version", (await SecurityScene.RefusalAsync(accepting)).Remedy, StringComparison.Ordinal);
        Assert.Contains("wire version", (await SecurityScene.RefusalAsync(connecting)).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectorStalls_HitsTheHandshakeDeadline()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        var time = new FakeTimeProvider();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.Unverified, new StreamSecurityOptions { TimeProvider = time });
        time.Advance(StreamSecurityOptions.DefaultHandshakeDeadline);
        Assert.Equal(PeerErrorCode.TimedOut, (await SecurityScene.RefusalAsync(accepting)).Code);
    }

    [Fact]
    public async Task ListenerStalls_HitsTheHandshakeDeadline()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        var time = new FakeTimeProvider();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified, new StreamSecurityOptions { TimeProvider = time });
        time.Advance(StreamSecurityOptions.DefaultHandshakeDeadline);
        Assert.Equal(PeerErrorCode.TimedOut, (await SecurityScene.RefusalAsync(connecting)).Code);
    }

    [Fact]
    public async Task CancelledHandshake_ThrowsWithTheCallersToken()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        using var cancel = new CancellationTokenSource();
        Task<SecuredLink> accepting = PeerSecurity.Unverified.CreateStreamSecurity(scene.Bob)
            .AuthenticateAsServerAsync(scene.BobStream, SecurityScene.Context, cancel.Token).AsTask();
        await cancel.CancelAsync();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting);
        Assert.Equal(cancel.Token, cancelled.CancellationToken);
        await scene.SeesTheEndAsync(scene.AnaConnectsAsync(PeerSecurity.Unverified));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: peer\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0000\u0005garbage")]
    [InlineData("\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000")]
    public async Task GarbageInsteadOfAHello_GivesATypedError(string garbage)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.Unverified);
        await scene.AnaStream.WriteAsync(Encoding.Latin1.GetBytes(garbage), scene.Ending);
        Assert.Equal(PeerErrorCode.HandshakeFailed, (await SecurityScene.RefusalAsync(accepting)).Code);
    }

    [Fact]
    public async Task RandomBytesThenTheEnd_AlwaysGiveATypedError()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        IStreamSecurity security = PeerSecurity.Unverified.CreateStreamSecurity(identity);
        var random = new Random(7);
        for (int i = 0; i < 200; i++)
        {
            using LoopbackStreams streams = await LoopbackStreams.ConnectAsync(TestContext.Current.CancellationToken);
            Task<SecuredLink> accepting = security.AuthenticateAsServerAsync(streams.Server, SecurityScene.Context, TestContext.Current.CancellationToken).AsTask();
            var garbage = new byte[random.Next(0, 300)];
            random.NextBytes(garbage);
            if (garbage.Length > 0 && random.Next(2) == 0)
                garbage[0] = 0x16;
            await streams.Client.WriteAsync(garbage, TestContext.Current.CancellationToken);
            streams.Client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await SecurityScene.RefusalAsync(accepting);
        }
    }

    [Fact]
    public async Task DisposedStream_TellsThePeerWithCloseNotify()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);
        SecuredLink accepted = await scene.BobAcceptsAsync(PeerSecurity.Unverified);
        SecuredLink connected = await connecting;
        await accepted.Stream.DisposeAsync();
        Assert.Equal(0, await connected.Stream.ReadAsync(new byte[1], scene.Ending));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => accepted.Stream.ReadAsync(new byte[1], scene.Ending).AsTask());
    }

    [Fact]
    public async Task Handshake_NegotiatesTls13AndProtocol()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);
        SecuredLink accepted = await scene.BobAcceptsAsync(PeerSecurity.Unverified);
        await connecting;
        var stream = Assert.IsType<SslStream>(accepted.Stream, exactMatch: false);
        Assert.Equal("peerproto/0", stream.NegotiatedApplicationProtocol.ToString());
        Assert.True(stream.IsMutuallyAuthenticated);
        if (OperatingSystem.IsLinux())
            Assert.Equal(SslProtocols.Tls13, stream.SslProtocol);
    }

    private static Task<Exception?> RawHandshakeAsync(SslStream stream, string? protocol, CancellationToken cancellationToken, PeerIdentity? identity = null)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "peer",
            ApplicationProtocols = protocol is null ? null : [new SslApplicationProtocol(protocol)],
            ClientCertificateContext = identity is null ? null : SslStreamCertificateContext.Create(identity.Certificate, null, offline: true),
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        };
        return Record.ExceptionAsync(() => stream.AuthenticateAsClientAsync(options, cancellationToken)).AsTask();
    }
}
