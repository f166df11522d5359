using PeerProto.Sessions;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

/// <summary>What happens between TLS and the hello.</summary>
public sealed class LinkOpenerTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly TestWorld _world = new();
    private readonly ScriptedAuthentication _authentication = new();
    private readonly PeerKey _key = PeerKey.FromBytes(new byte[PeerKey.Length]);
    private readonly MemoryTransport _transport;
    private ITransportListener? _listener;

    public LinkOpenerTests() => _transport = new MemoryTransport(_world.Network);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _listener = await _transport.ListenAsync(new TransportListenOptions { Name = "peer" }, default);

    public async ValueTask DisposeAsync()
    {
        await _listener!.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task BothSidesProve_TheLinkIsOpenAndEachKnewItsSide()
    {
        ScriptedAuthentication there = new();
        Task<OpenLink> accepting = AcceptAsync(there);

        OpenLink link = await ConnectAsync().Guarded();
        OpenLink accepted = await accepting.Guarded();

        Assert.True(_authentication.Context!.IsInitiator);
        Assert.False(there.Context!.IsInitiator);
        Assert.Equal(_key, _authentication.Context.LocalKey);
        Assert.Equal(_listener!.LocalEndpoint, _authentication.Context.RemoteEndpoint);
        await link.DiscardAsync();
        await accepted.DiscardAsync();
    }

    [Fact]
    public async Task OtherSideProvesSomethingElse_TheFailureIsToldAndTheLinkEndsInOrder()
    {
        Task<PeerConnectionException> connecting = Assert.ThrowsAsync<PeerConnectionException>(() => ConnectAsync());
        ITransportConnection other = await _listener!.AcceptAsync(Token);
        await other.Stream.WriteAsync(new byte[] { 7 }, Token);

        PeerConnectionException failure = await connecting.Guarded();

        Assert.Equal((ConnectionStage.Authentication, PeerErrorCode.PeerNotTrusted), (failure.Stage, failure.Code));
        byte[] rest = new byte[16];
        Assert.Equal(1, await other.Stream.ReadAsync(rest, Token).AsTask().Guarded()); // what this side had said reaches the other
        Assert.Equal(0, await other.Stream.ReadAsync(rest, Token).AsTask().Guarded()); // and then it reads the end
        await other.DisposeAsync();
    }

    [Fact]
    public async Task OtherSideProvesNothing_HitsTheDeadline()
    {
        Task<PeerConnectionException> connecting = Assert.ThrowsAsync<PeerConnectionException>(() => ConnectAsync());
        ITransportConnection other = await _listener!.AcceptAsync(Token);
        await other.Stream.ReadExactlyAsync(new byte[1], Token); // it has begun to wait
        await _world.PassTimeUntilAsync(connecting);

        PeerDiagnosis diagnosis = (await connecting).Diagnosis;

        Assert.Equal((ConnectionStage.Authentication, PeerDiagnosisCode.AuthenticationTimedOut), (diagnosis.Stage, diagnosis.Code));
        Assert.True(diagnosis.MayPass);
        await AssertEndedAsync(other);
    }

    [Fact]
    public async Task OtherSideEndsTheLinkWhileProving_IsToldSo()
    {
        Task<PeerConnectionException> connecting = Assert.ThrowsAsync<PeerConnectionException>(() => ConnectAsync());
        ITransportConnection other = await _listener!.AcceptAsync(Token);
        await other.DisposeAsync();

        PeerDiagnosis diagnosis = (await connecting.Guarded()).Diagnosis;

        Assert.Equal((ConnectionStage.Authentication, PeerDiagnosisCode.EndedDuringAuthentication), (diagnosis.Stage, diagnosis.Code));
    }

    [Fact]
    public async Task CallerGivesUpWhileProving_IsACancellation()
    {
        using CancellationTokenSource giveUp = new();
        Task connecting = ConnectAsync(giveUp.Token);
        ITransportConnection other = await _listener!.AcceptAsync(Token);
        await other.Stream.ReadExactlyAsync(new byte[1], Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Guarded());
        await AssertEndedAsync(other);
    }

    private static async Task AssertEndedAsync(ITransportConnection other)
    {
        byte[] rest = new byte[16];
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (await other.Stream.ReadAsync(rest, Token).AsTask().Guarded() > 0)
            {
            }
        });
        await other.DisposeAsync();
    }

    private Task<OpenLink> ConnectAsync(CancellationToken cancellationToken = default) =>
        Opener(_authentication).ConnectAsync(new LinkCandidate(_transport, _listener!.LocalEndpoint), static () => { }, cancellationToken);

    private async Task<OpenLink> AcceptAsync(ILinkAuthentication authentication) =>
        await Opener(authentication).SecureAsync(await _listener!.AcceptAsync(Token), isInitiator: false, Token);

    private LinkOpener Opener(ILinkAuthentication authentication) =>
        new(new ScriptedSecurity(), new LinkAuthenticator(authentication, _key, Deadline, _world.Time), TimeSpan.FromSeconds(5), _world.Time);
}
