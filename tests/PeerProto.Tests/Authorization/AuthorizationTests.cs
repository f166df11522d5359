using System.IO.Pipelines;
using PeerProto.CompilerServices;
using PeerProto.Protocol;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Authorization;

/// <summary>Calls and channels that require a permission, and peers that have it or not.</summary>
public sealed class AuthorizationTests : IAsyncDisposable
{
    private const int AskClosely = 4;
    private const int Held = 2;

    private static readonly PeerContractDescriptor Contract = GuardedContractDescriptor.Instance;

    private readonly TestWorld _world = new();
    private readonly List<PeerSession<IGuardedContract>> _sessions = [];
    private readonly GuardedService _service = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CallOfEachKindWithoutPermission_IsRefusedAndTheMethodDoesNotRun()
    {
        IGuardedContract far = (await ConnectAsync(authorize: static (_, _) => false)).Contract;

        PeerRemoteException told = await AssertRefusedAsync(() => far.AskCloselyAsync(new Note("a", 1), Cancellation).AsTask());
        await AssertRefusedAsync(() => far.WatchAsync(3, Cancellation).FirstAsync(Cancellation).AsTask());
        await AssertRefusedAsync(() => far.SumAsync(TestService.CountUp(0, 1000), Cancellation).AsTask());
        await AssertRefusedAsync(() => far.TalkAsync(TestService.CountUp(0, 1000), Cancellation).FirstAsync(Cancellation).AsTask());
        await AssertRefusedAsync(() => CarryAsync(far));

        Assert.Contains("needs the permission 'ask'", told.Message, StringComparison.Ordinal);
        Assert.Equal(0, _service.Calls);
        Assert.Equal(5, await far.AskAsync(5, Cancellation).Guarded());
    }

    [Fact]
    public async Task CallOfEachKindWithPermission_IsAnswered()
    {
        IGuardedContract far = (await ConnectAsync(authorize: static (_, permission) => permission == "ask")).Contract;
        Assert.Equal(1, await far.AskCloselyAsync(new Note("a", 1), Cancellation).Guarded());
        Assert.Equal(3, await far.WatchAsync(3, Cancellation).CountAsync(Cancellation).AsTask().Guarded());
        Assert.Equal(3, await far.SumAsync(TestService.CountUp(0, 3), Cancellation).Guarded());
        Assert.Equal(3, await far.TalkAsync(TestService.CountUp(0, 3), Cancellation).CountAsync(Cancellation).AsTask().Guarded());
        Assert.Equal(2, await CarryAsync(far).Guarded());
        Assert.Equal(5, _service.Calls);
    }

    [Fact]
    public async Task NothingIsSaid_NobodyHasAnyPermission()
    {
        IGuardedContract far = (await ConnectAsync(authorize: null)).Contract;
        await AssertRefusedAsync(() => far.AskCloselyAsync(new Note("a", 1), Cancellation).AsTask());
        await AssertRefusedAsync(() => far.Held.SendAsync(new Note("a", 1), Cancellation).AsTask());
        await far.Free.SendAsync(new Note("free", 1), Cancellation).Guarded();
        await far.Free.FlushAsync(Cancellation).Guarded();
        Assert.Equal(["free"], await _service.Notes.TakeAsync(1));
    }

    [Fact]
    public async Task PermissionThatComesAndGoes_HoldsForTheNextCallAndNotForChannels()
    {
        bool isAllowed = false;
        Peer<IGuardedContract> far = await ConnectAsync(authorize: (_, _) => Volatile.Read(ref isAllowed));
        await AssertRefusedAsync(() => far.Contract.AskCloselyAsync(new Note("a", 1), Cancellation).AsTask());
        Volatile.Write(ref isAllowed, true);
        Assert.Equal(2, await far.Contract.AskCloselyAsync(new Note("a", 2), Cancellation).Guarded());
        await AssertRefusedAsync(() => far.Contract.Held.SendAsync(new Note("a", 1), Cancellation).AsTask());
        Volatile.Write(ref isAllowed, false);
        await AssertRefusedAsync(() => far.Contract.AskCloselyAsync(new Note("a", 3), Cancellation).AsTask());
    }

    [Fact]
    public async Task ChannelWithoutPermission_ThrowsAtOnceAndNothingIsUnconfirmed()
    {
        Peer<IGuardedContract> far = await ConnectAsync(authorize: static (_, permission) => permission != "write");
        ValueTask sending = far.Contract.Held.SendAsync(new Note("a", 1), Cancellation);
        Assert.True(sending.IsFaulted);
        PeerRemoteException told = await AssertRefusedAsync(() => sending.AsTask());
        Assert.Contains("permission 'write'", told.Message, StringComparison.Ordinal);
        Assert.True(far.Supports(Held));
        Assert.Equal(0, far.UnconfirmedMessages + far.Contract.Held.UnconfirmedMessages + far.Contract.Held.DroppedMessages);
        Assert.Equal(0, far.GetChannelStatistics(Held).WaitingMessages);
        await far.Contract.Held.FlushAsync(Cancellation).Guarded();
        await far.FlushAsync(Cancellation).Guarded();
    }

    [Fact]
    public async Task ChannelRefusedOneWay_CarriesTheOtherWay()
    {
        GuardedService near = new();
        Peer<IGuardedContract> far = await ConnectAsync(authorize: static (_, _) => false, near, nearAuthorize: static (_, _) => true);
        await AssertRefusedAsync(() => far.Contract.Held.SendAsync(new Note("a", 1), Cancellation).AsTask());
        await _sessions[0].Peers[0].Contract.Held.SendAsync(new Note("back", 1), Cancellation).Guarded();
        Assert.Equal(["back"], await near.Notes.TakeAsync(1));
    }

    [Fact]
    public async Task Everyone_PassesOverPeersThatTakeNothing()
    {
        GuardedService takes = new();
        PeerSession<IGuardedContract> refusing = await StartAsync(_service, static (_, _) => false);
        PeerSession<IGuardedContract> taking = await StartAsync(takes, static (_, _) => true);
        PeerSession<IGuardedContract> hub = await StartAsync(new GuardedService(), null);
        await hub.ConnectAsync(refusing.LocalEndpoints[0], Cancellation).Guarded();
        await hub.ConnectAsync(taking.LocalEndpoints[0], Cancellation).Guarded();

        await hub.Everyone.Held.SendAsync(new Note("held", 1), Cancellation).Guarded();
        await hub.Everyone.Held.FlushAsync(Cancellation).Guarded();
        await hub.Everyone.Free.SendAsync(new Note("free", 1), Cancellation).Guarded();
        await hub.Everyone.Free.FlushAsync(Cancellation).Guarded();

        Assert.Equal(["held", "free"], (await takes.Notes.TakeAsync(2)).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["free"], await _service.Notes.TakeAsync(1));
    }

    [Fact]
    public async Task PeerThatSendsOnARefusedChannel_IsDisconnectedAndTheHandlerDoesNotRun()
    {
        PeerSession<IGuardedContract> session = await StartAsync(_service, static (_, _) => false);
        await using RawPeer hostile = await ConnectHostileAsync(session);
        Peer<IGuardedContract> peer = session.Peers[0];
        Assert.True(hostile.Machine.IsRefused(Held));

        Assert.True(hostile.Machine.TryWriteMessage<int, Int32Codec>(hostile.Machine.GetOutboundChannel(Held), 7));
        CloseInfo told = await hostile.WhenClosedAsync().Guarded();

        Assert.Equal((CloseCode.NotAuthorized, true), (told.Code, told.ByPeer));
        await peer.Disconnected.WhenCancelledAsync();
        Assert.Equal((ConnectionStage.Established, PeerDiagnosisCode.NotAuthorized), (peer.State.Diagnosis!.Stage, peer.State.Diagnosis.Code));
        Assert.Equal(0, _service.Notes.Count);
    }

    [Fact]
    public async Task ArgumentsThatDoNotDecode_AreNotLookedAtWithoutPermission()
    {
        PeerSession<IGuardedContract> session = await StartAsync(_service, static (_, _) => false);
        await using RawPeer hostile = await ConnectHostileAsync(session);
        CallDescriptor call = Contract.Calls.Single(static call => call.Id == AskClosely);
        hostile.Machine.OpenCall<int, Int32Codec>(call, 7); // where the contract has a note

        ConnectionEvent? answer = await hostile.NextAsync().Guarded();

        Assert.Equal(ConnectionEventKind.FailureReceived, answer!.Value.Kind);
        CallFailure failure = answer.Value.Failure!;
        Assert.Equal((RemoteErrorCode.NotAuthorized, 0UL), (failure.Code, failure.ErrorId));
        Assert.Equal(0, _service.Calls);
    }

    [Fact]
    public async Task CallbackThrows_CountsAsNoAndIsLogged()
    {
        TestLog log = new();
        Peer<IGuardedContract> far = await ConnectAsync(authorize: static (_, _) => throw new InvalidOperationException("broken"), log: log);
        await AssertRefusedAsync(() => far.Contract.AskCloselyAsync(new Note("a", 1), Cancellation).AsTask());
        LogEntry told = await log.WhenAsync(1020);
        Assert.Equal("broken", told.Exception!.Message);
        Assert.Contains("near", told.Message, StringComparison.Ordinal);
        Assert.True(far.IsConnected);
    }

    [Fact]
    public async Task Callback_IsToldThePeerBeforeItCanBeTalkedTo()
    {
        Collector<(string Name, string Permission, Exception? Thrown)> asked = new();
        await ConnectAsync(authorize: (peer, permission) =>
        {
            asked.Add((peer.DisplayName, permission, Record.Exception(() => ((Peer<IGuardedContract>)peer).Contract)));
            return true;
        });
        (string name, string permission, Exception? thrown) = Assert.Single(await asked.TakeAsync(1));
        Assert.Equal(("near", "write"), (name, permission));
        Assert.IsType<InvalidOperationException>(thrown);
    }

    [Fact]
    public async Task PairedPeer_HasThePermissionsOfItsEntry()
    {
        using PeerIdentity ana = PeerIdentity.Create();
        using PeerIdentity ben = PeerIdentity.Create();
        await using PeerTrustStore anas = new();
        await using PeerTrustStore bens = new();
        await anas.AddAsync(ben.Key, "Ben", cancellationToken: Cancellation);
        await bens.AddAsync(ana.Key, "Ana", permissions: ["ask"], cancellationToken: Cancellation);
        PeerSession<IGuardedContract> far = await StartPairedAsync(_service, ben, bens);
        PeerSession<IGuardedContract> near = await StartPairedAsync(new GuardedService(), ana, anas);
        IGuardedContract bensSide = (await near.ConnectAsync(far.LocalEndpoints[0], Cancellation).Guarded()).Contract;
        await JoinedAsync(far);

        Assert.Equal(1, await bensSide.AskCloselyAsync(new Note("a", 1), Cancellation).Guarded());
        await AssertRefusedAsync(() => bensSide.Held.SendAsync(new Note("a", 1), Cancellation).AsTask());
        await AssertRefusedAsync(() => far.Peers[0].Contract.AskCloselyAsync(new Note("a", 1), Cancellation).AsTask());
        await bens.SetPermissionsAsync(ana.Key, [], Cancellation);
        await AssertRefusedAsync(() => bensSide.AskCloselyAsync(new Note("a", 1), Cancellation).AsTask());
        await near.DisposeAsync().Guarded();
        await far.DisposeAsync().Guarded();
    }

    [Fact]
    public void LongestPermission_IsTheSameEverywhere() => Assert.Equal(RequiresAttribute.MaximumLength, PeerTrustStore.MaximumPermissionLength);

    public async ValueTask DisposeAsync()
    {
        foreach (PeerSession<IGuardedContract> session in _sessions)
            await session.DisposeAsync().Guarded();
        await _world.DisposeAsync();
    }

    private static async Task<PeerRemoteException> AssertRefusedAsync(Func<Task> use)
    {
        PeerRemoteException refused = await Assert.ThrowsAsync<PeerRemoteException>(() => use().Guarded());
        Assert.Equal((RemoteErrorCode.NotAuthorized, 0UL), (refused.Code, refused.ErrorId));
        return refused;
    }

    private static async Task<long> CarryAsync(IGuardedContract far)
    {
        Pipe there = new();
        Pipe back = new();
        Task<long> carrying = far.CarryAsync(new Ends(there.Reader, back.Writer), Cancellation).AsTask();
        await there.Writer.WriteAsync(new byte[2], Cancellation);
        await there.Writer.CompleteAsync();
        return await carrying;
    }

    private async Task<PeerSession<IGuardedContract>> StartAsync(GuardedService service, Func<Peer, string, bool>? authorize, string name = "", TestLog? log = null)
    {
        PeerSession<IGuardedContract> session = await PeerSession.StartAsync<IGuardedContract>(service, options =>
        {
            _world.Configure(options);
            options.TimeProvider = TimeProvider.System;
            options.DisplayName = name;
            options.Authorize = authorize;
            if (log is not null)
                options.LoggerFactory = log;
        }, Cancellation).Guarded();
        _sessions.Add(session);
        return session;
    }

    private async Task<PeerSession<IGuardedContract>> StartPairedAsync(GuardedService service, PeerIdentity identity, PeerTrustStore store)
    {
        PeerSession<IGuardedContract> session = await PeerSession.StartAsync<IGuardedContract>(service, options =>
        {
            _world.Configure(options);
            options.TimeProvider = TimeProvider.System;
            options.Identity = identity;
            options.Security = PeerSecurity.Paired(store);
        }, Cancellation).Guarded();
        _sessions.Add(session);
        return session;
    }

    /// <summary>Connects a near session to a far one.</summary>
    /// <returns>The near session's view of the far one.</returns>
    private async Task<Peer<IGuardedContract>> ConnectAsync(
        Func<Peer, string, bool>? authorize, GuardedService? near = null, Func<Peer, string, bool>? nearAuthorize = null, TestLog? log = null)
    {
        PeerSession<IGuardedContract> far = await StartAsync(_service, authorize, log: log);
        PeerSession<IGuardedContract> from = await StartAsync(near ?? new GuardedService(), nearAuthorize, "near");
        Peer<IGuardedContract> peer = await from.ConnectAsync(far.LocalEndpoints[0], Cancellation).Guarded();
        await JoinedAsync(far);
        return peer;
    }

    private async Task<RawPeer> ConnectHostileAsync(PeerSession<IGuardedContract> session)
    {
        RawPeer hostile = await RawPeer.ConnectAsync(
            new MemoryTransport(_world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1), contract: Contract), contract: Contract);
        await hostile.JoinAsync();
        await JoinedAsync(session);
        return hostile;
    }

    private static async Task JoinedAsync(PeerSession<IGuardedContract> session)
    {
        await foreach (PeerEvent<IGuardedContract> change in session.PeersAsync(Cancellation))
        {
            if (change.Kind == PeerEventKind.Joined)
                return;
        }
    }

    private sealed class Ends(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
