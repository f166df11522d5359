using System.Text;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Security.Tests.Tls;

namespace PeerProto.Security.Tests.Trust;

public sealed class PeerSecurityTests
{
    [Fact]
    public async Task BothPinned_EachLearnsTheOthersKeyAndBytesFlow()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        await TalkAsync(scene, PeerSecurity.Pinned(scene.Bob.Key), PeerSecurity.Pinned(scene.Ana.Key));
    }

    [Fact]
    public async Task OneOfSeveralPinnedKeys_IsWelcome()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        using PeerIdentity another = PeerIdentity.Create();
        await TalkAsync(scene, PeerSecurity.Pinned(another.Key, scene.Bob.Key), PeerSecurity.Pinned(scene.Ana.Key, another.Key));
    }

    [Fact]
    public async Task ListenerHasAnotherKey_ConnectorSaysWhichCameAndWhichWasExpected()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        using PeerIdentity expected = PeerIdentity.Create();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.Unverified);
        PeerConnectionException refusal = await SecurityScene.RefusalAsync(scene.AnaConnectsAsync(PeerSecurity.Pinned(expected.Key)));
        Assert.Equal(PeerErrorCode.PeerNotTrusted, refusal.Code);
        Assert.Contains(scene.Bob.Key.ToString(), refusal.Cause, StringComparison.Ordinal);
        Assert.Contains(expected.Key.ToString(), refusal.Cause, StringComparison.Ordinal);
        await scene.SeesTheEndAsync(accepting);
    }

    [Fact]
    public async Task ConnectorHasAnotherKey_ListenerRefusesAndConnectorSeesTheEnd()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        using PeerIdentity expected = PeerIdentity.Create();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);
        PeerConnectionException refusal = await SecurityScene.RefusalAsync(scene.BobAcceptsAsync(PeerSecurity.Pinned(expected.Key)));
        Assert.Equal(PeerErrorCode.PeerNotTrusted, refusal.Code);
        Assert.Contains(scene.Ana.Key.ToString(), refusal.Cause, StringComparison.Ordinal);
        await scene.SeesTheEndAsync(connecting);
    }

    [Fact]
    public void NoPinnedKey_IsRefusedAtOnce() => Assert.Throws<ArgumentException>(() => PeerSecurity.Pinned());

    [Fact]
    public async Task CallbackAccepts_GetsTheKeyAndTheEndpoint()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        PeerTrustContext? asked = null;
        await TalkAsync(scene, PeerSecurity.Trust(context => (asked = context) is not null), PeerSecurity.Unverified);
        Assert.Equal((scene.Bob.Key, SecurityScene.Context.RemoteEndpoint), (asked?.Key, asked?.RemoteEndpoint));
    }

    [Fact]
    public async Task CallbackTakesItsTime_HandshakeWaitsForIt()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.Trust((_, _) =>
        {
            asked.SetResult();
            return new ValueTask<bool>(answer.Task);
        }));
        await asked.Task.WaitAsync(scene.Ending);
        Assert.False(accepting.IsCompleted);
        answer.SetResult(true);
        Assert.Equal(scene.Ana.Key, (await accepting).RemoteKey);
        await connecting;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CallbackRefuses_BothSidesEnd(bool asynchronously)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);
        PeerSecurity security = asynchronously
            ? PeerSecurity.Trust(async (_, _) =>
            {
                await Task.Yield();
                return false;
            })
            : PeerSecurity.Trust(_ => false);
        PeerConnectionException refusal = await SecurityScene.RefusalAsync(scene.BobAcceptsAsync(security));
        Assert.Equal(PeerErrorCode.PeerNotTrusted, refusal.Code);
        Assert.Contains(scene.Ana.Key.ToString(), refusal.Cause, StringComparison.Ordinal);
        await scene.SeesTheEndAsync(connecting);
    }

    [Fact]
    public async Task CallbackThrows_PeerIsRefusedAndTheReasonKept()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);
        static bool Decide(PeerTrustContext context) => throw new InvalidOperationException("The list is gone.");
        PeerConnectionException refusal = await SecurityScene.RefusalAsync(scene.BobAcceptsAsync(PeerSecurity.Trust(Decide)));
        Assert.Equal(PeerErrorCode.PeerNotTrusted, refusal.Code);
        Assert.Contains("The list is gone", refusal.Cause, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(refusal.InnerException);
        await scene.SeesTheEndAsync(connecting);
    }

    [Fact]
    public async Task CallbackNeverAnswers_HitsTheTrustDeadline()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(
            PeerSecurity.Trust((_, _) =>
            {
                asked.SetResult();
                return new ValueTask<bool>(new TaskCompletionSource<bool>().Task);
            }),
            new StreamSecurityOptions { TimeProvider = time });
        await asked.Task.WaitAsync(scene.Ending);
        time.Advance(StreamSecurityOptions.DefaultTrustDeadline);
        Assert.Equal(PeerErrorCode.TimedOut, (await SecurityScene.RefusalAsync(accepting)).Code);
        await scene.SeesTheEndAsync(connecting);
    }

    [Fact]
    public async Task Unverified_AcceptsAnyKeyTellsItAndWarnsOnce()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        var log = new ListLoggerFactory();
        IStreamSecurity security = PeerSecurity.Unverified.CreateStreamSecurity(scene.Ana, new StreamSecurityOptions { LoggerFactory = log });
        Assert.Contains("any peer is accepted", Assert.Single(log.Lines), StringComparison.Ordinal);

        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.Unverified);
        SecuredLink link = await security.AuthenticateAsClientAsync(scene.AnaStream, SecurityScene.Context, scene.Ending);
        Assert.Equal(scene.Bob.Key, link.RemoteKey);
        Assert.Equal(scene.Ana.Key, (await accepting).RemoteKey);
        Assert.Single(log.Lines);
    }

    [Fact]
    public async Task None_IdentifiesNobodyAndLeavesTheStream()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        SecuredLink link = await scene.AnaConnectsAsync(PeerSecurity.None);
        Assert.Null(link.RemoteKey);
        Assert.Same(scene.AnaStream, link.Stream);
        Assert.Null(PeerSecurity.None.CreateTlsCredentials(scene.Ana));
    }

    [Fact]
    public async Task PlainConnectorMeetsTlsListener_ListenerSaysSo()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        SecuredLink plain = await scene.AnaConnectsAsync(PeerSecurity.None);
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.Unverified);
        await plain.Stream.WriteAsync(Encoding.ASCII.GetBytes("a hello that is no TLS"), scene.Ending);
        PeerConnectionException refusal = await SecurityScene.RefusalAsync(accepting);
        Assert.Equal(PeerErrorCode.HandshakeFailed, refusal.Code);
        Assert.Contains("both sides", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TlsConnectorMeetsPlainListener_ConnectorSaysSo()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);
        SecuredLink plain = await scene.BobAcceptsAsync(PeerSecurity.None);
        Assert.NotEqual(0, await plain.Stream.ReadAsync(new byte[5], scene.Ending));
        await plain.Stream.WriteAsync(Encoding.ASCII.GetBytes("a refusal that is no TLS"), scene.Ending);
        Assert.Equal(PeerErrorCode.HandshakeFailed, (await SecurityScene.RefusalAsync(connecting)).Code);
    }

    [Fact]
    public async Task TlsConnectorMeetsListenerThatHangsUp_ConnectorSaysSo()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);
        SecuredLink plain = await scene.BobAcceptsAsync(PeerSecurity.None);
        await plain.Stream.ReadAtLeastAsync(new byte[4096], 100, throwOnEndOfStream: false, scene.Ending);
        await plain.Stream.DisposeAsync();
        Assert.Equal(PeerErrorCode.ConnectionLost, (await SecurityScene.RefusalAsync(connecting)).Code);
    }

    private static async Task TalkAsync(SecurityScene scene, PeerSecurity ana, PeerSecurity bob)
    {
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(bob);
        SecuredLink connected = await scene.AnaConnectsAsync(ana);
        SecuredLink accepted = await accepting;
        Assert.Equal(scene.Bob.Key, connected.RemoteKey);
        Assert.Equal(scene.Ana.Key, accepted.RemoteKey);

        await connected.Stream.WriteAsync("ping"u8.ToArray(), scene.Ending);
        var received = new byte[4];
        await accepted.Stream.ReadExactlyAsync(received, scene.Ending);
        Assert.Equal("ping"u8.ToArray(), received);
        await connected.Stream.DisposeAsync();
        Assert.Equal(0, await accepted.Stream.ReadAsync(received, scene.Ending));
        await accepted.Stream.DisposeAsync();
    }
}
