using PeerProto.Sessions;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class LinkRaceTests : IAsyncLifetime
{
    private readonly TestWorld _world = new();
    private readonly ScriptedSecurity _security = new();
    private readonly ScriptedTransport _quic;
    private readonly ScriptedTransport _tcp;
    private ITransportListener? _listener;

    public LinkRaceTests()
    {
        _quic = new ScriptedTransport(_world, "quic");
        _tcp = new ScriptedTransport(_world, "tcp");
    }

    public async ValueTask InitializeAsync() => _listener = await new MemoryTransport(_world.Network).ListenAsync(new TransportListenOptions { Name = "peer" }, default);

    public async ValueTask DisposeAsync()
    {
        await _listener!.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task FirstIsNeverAnswered_CostsItsHeadStartAndNoMore()
    {
        _quic.Takes = Timeout.InfiniteTimeSpan;

        Task<string> racing = RunAsync();
        _world.Time.Advance(LinkRace.HeadStart - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_tcp.Dialled);
        _world.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("tcp", await racing.Guarded());
    }

    [Fact]
    public async Task FirstFails_PassesTheTurnOnAtOnce()
    {
        _quic.Fails = Failure(ConnectionStage.Connect, "refused");

        Assert.Equal("tcp", await RunAsync().Guarded());
    }

    [Fact]
    public async Task FirstFailsInAWayThatItShouldNot_PassesTheTurnOnAtOnce()
    {
        _quic.Fails = new IOException("what is that?");

        Assert.Equal("tcp", await RunAsync().Guarded());
    }

    [Fact]
    public async Task AllFailInWaysThatTheyShouldNot_TheFirstIsTold()
    {
        _quic.Fails = new IOException("what is that?");
        _tcp.Fails = new OperationCanceledException("enough");

        PeerConnectionException failed = await Assert.ThrowsAsync<PeerConnectionException>(() => RunAsync().Guarded());

        Assert.Equal(PeerErrorCode.Unknown, failed.Code);
        Assert.Same(_quic.Fails, failed.InnerException);
    }

    [Fact]
    public async Task FirstAnswersWithinItsHeadStart_NothingElseIsTried()
    {
        _quic.Takes = TimeSpan.FromMilliseconds(100);

        Task<string> racing = RunAsync();
        _world.Time.Advance(_quic.Takes);

        Assert.Equal("quic", await racing.Guarded());
        Assert.Empty(_tcp.Dialled);
    }

    [Fact]
    public async Task LinkComesAboutAndItsSecurityDoesNot_AnotherWinsAndTheLinkIsEnded()
    {
        _security.Waits = "quic";

        Task<string> racing = RunAsync();
        await _world.PassTimeUntilAsync(racing);

        Assert.Equal("tcp", await racing);
        await Assert.Single(_quic.Opened).Aborted.Guarded();
    }

    [Fact]
    public async Task SomebodyIsAskedWhetherToTrust_NoFurtherAttemptAsksAgain()
    {
        _security.Waits = "quic";

        Task<string> racing = RunAsync(mayAsk: true);
        await TestWorld.YieldUntilAsync(() => !_quic.Opened.IsEmpty);
        for (int i = 0; i < 20; i++)
        {
            _world.Time.Advance(LinkRace.HeadStart);
            await Task.Yield();
        }

        Assert.Empty(_tcp.Dialled);
        _security.Answer();
        Assert.Equal("quic", await racing.Guarded());
    }

    [Fact]
    public async Task SlowOneComesLate_IsEndedWithoutAWord()
    {
        _quic.Takes = TimeSpan.FromMilliseconds(400);

        Task<string> racing = RunAsync();
        _world.Time.Advance(LinkRace.HeadStart);

        Assert.Equal("tcp", await racing.Guarded());
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_quic.Opened); // it was cancelled on its way
    }

    [Fact]
    public async Task FirstIsSilentAndTheSecondRefused_TheThirdFollowsTheSecondAtOnce()
    {
        _quic.Takes = Timeout.InfiniteTimeSpan;
        _tcp.Fails = Failure(ConnectionStage.Connect, "refused");
        ScriptedTransport webSocket = new(_world, "ws");

        Task<string> racing = RunAsync(third: webSocket);
        _world.Time.Advance(LinkRace.HeadStart);

        Assert.Equal("ws", await racing.Guarded());
        Assert.Equal(LinkRace.HeadStart, Assert.Single(webSocket.Dialled).At);
    }

    [Fact]
    public async Task AllFail_TheFailureThatCameFurthestIsTold()
    {
        _quic.Fails = Failure(ConnectionStage.Tls, "not trusted");
        _tcp.Fails = Failure(ConnectionStage.Connect, "refused");

        PeerConnectionException failed = await Assert.ThrowsAsync<PeerConnectionException>(() => RunAsync().Guarded());

        Assert.Equal((ConnectionStage.Tls, "not trusted"), (failed.Stage, failed.Cause));
    }

    [Fact]
    public async Task NoWayAtAll_SaysSo()
    {
        LinkRace race = new(Opener(), mayAsk: false, _world.Time);

        PeerConnectionException failed = await Assert.ThrowsAsync<PeerConnectionException>(() => race.RunAsync([], default));

        Assert.Equal(PeerErrorCode.NameNotFound, failed.Code);
    }

    private async Task<string> RunAsync(bool mayAsk = false, ScriptedTransport? third = null)
    {
        LinkRace race = new(Opener(), mayAsk, _world.Time);
        List<LinkCandidate> candidates = [new(_quic, PeerEndpoint.FromName("quic", "peer")), new(_tcp, PeerEndpoint.FromName("tcp", "peer"))];
        if (third is not null)
            candidates.Add(new(third, PeerEndpoint.FromName(third.Name, "peer")));
        (LinkCandidate winner, OpenLink link) = await race.RunAsync(candidates, TestContext.Current.CancellationToken);
        Assert.Equal(winner.Endpoint, link.Transport.RemoteEndpoint);
        await link.DiscardAsync();
        return winner.Transport.Name;
    }

    private LinkOpener Opener() => new(_security, new LinkAuthenticator(null, null, TimeSpan.FromSeconds(5), _world.Time), TimeSpan.FromSeconds(5), _world.Time);

    private static PeerConnectionException Failure(ConnectionStage stage, string cause) => new(stage, PeerErrorCode.Unknown, cause, "a remedy");
}
