using PeerProto.CompilerServices;
using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

public sealed class DeclaredErrorTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MethodThrowsADeclaredError_TheCallerCatchesItWithItsValue(bool afterAwait)
    {
        await using TestWorld world = new();
        TestLog log = new();
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService
            {
                Risk = (_, what, _) => afterAwait ? ThrowLater() : what == 1 ? throw new PeerFault<Note>(new Note("no", 7)) : throw new PeerFault<Point>(new Point(1, 2)),
            },
            options => options.LoggerFactory = log);

        PeerFault<Note> note = await Assert.ThrowsAsync<PeerFault<Note>>(() => peer.Contract.RiskAsync(1, default).Guarded());
        Assert.Equal(new Note("no", 7), note.Value);
        Assert.Contains("RiskAsync", (await log.WhenAsync(1107)).Message, StringComparison.Ordinal);
        if (!afterAwait)
            Assert.Equal(new Point(1, 2), (await Assert.ThrowsAsync<PeerFault<Point>>(() => peer.Contract.RiskAsync(2, default).Guarded())).Value);
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());

        static async ValueTask<int> ThrowLater()
        {
            await Task.Yield();
            throw new PeerFault<Note>(new Note("no", 7));
        }
    }

    [Fact]
    public async Task StreamThrowsADeclaredError_TheItemsBeforeItCome()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { RiskMany = (_, count, _) => CountThenThrow(count) });
        List<int> items = [];

        PeerFault<Note> fault = await Assert.ThrowsAsync<PeerFault<Note>>(async () =>
        {
            await foreach (int item in peer.Contract.RiskManyAsync(3, default))
                items.Add(item);
        });

        Assert.Equal([0, 1, 2], items);
        Assert.Equal(3, fault.Value.Number);

        static async IAsyncEnumerable<int> CountThenThrow(int count)
        {
            await foreach (int item in TestService.CountUp(0, count))
                yield return item;
            throw new PeerFault<Note>(new Note("over", count));
        }
    }

    [Fact]
    public async Task MethodThrowsAnErrorThatItsCallDoesNotDeclare_ItIsOpaque()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Risk = (_, _, _) => throw new PeerFault<string>("a secret"),
            RiskMany = (_, _, _) => throw new PeerFault<Point>(default),
        });

        PeerRemoteException failure = await Assert.ThrowsAsync<PeerRemoteException>(() => peer.Contract.RiskAsync(1, default).Guarded());

        Assert.Equal(RemoteErrorCode.Failed, failure.Code);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Equal(RemoteErrorCode.Failed, (await Assert.ThrowsAsync<PeerRemoteException>(async () =>
        {
            await foreach (int _ in peer.Contract.RiskManyAsync(1, default))
                Assert.Fail("There is no item.");
        })).Code);
    }

    [Fact]
    public async Task DeclaredErrorIsTooLargeForTheCaller_ItGetsAnOpaqueOneInstead()
    {
        await using TestWorld world = new();
        TestLog log = new();
        TestService far = new() { Risk = (_, _, _) => throw new PeerFault<Note>(new Note(new string('x', 10_000), 0)) };
        PeerSession<ITestContract> farSession = await world.StartAsync(far, options => options.LoggerFactory = log);
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => options.Limits = new ProtocolLimits { MaximumMessageBytes = 1000 });
        Peer<ITestContract> peer = await near.ConnectAsync(farSession.LocalEndpoints[0]).Guarded();

        PeerRemoteException failure = await Assert.ThrowsAsync<PeerRemoteException>(() => peer.Contract.RiskAsync(1, default).Guarded());

        Assert.Equal(RemoteErrorCode.Failed, failure.Code);
        Assert.IsType<PeerEncodeException>((await log.WhenAsync(1104)).Exception);
    }

    [Fact]
    public async Task PeerDeclaresAnErrorThatThisSideDoesNotKnow_ItIsOpaqueWithAnIdToLookUp()
    {
        (PeerRemoteException failure, _) = await CallAsync(raw => raw.Machine.WriteFault(raw.Machine.Calls.Single(), 0x77, new CallFault<int, Int32Codec>(99), new PeerFault<int>(1)));

        Assert.Equal((RemoteErrorCode.Fault, 0x77UL), (failure.Code, failure.ErrorId));
        Assert.Contains("99", failure.Message, StringComparison.Ordinal);
        Assert.Contains("0000000000000077", failure.Message, StringComparison.Ordinal);

        static async Task<(PeerRemoteException Failure, bool IsConnected)> CallAsync(Action<RawPeer> answer)
        {
            (Exception failure, bool isConnected) = await AnswerAsync(answer);
            return (Assert.IsType<PeerRemoteException>(failure), isConnected);
        }
    }

    [Fact]
    public async Task DeclaredErrorDoesNotDecode_TheCallFailsAndTheConnectionStays()
    {
        (Exception failure, bool isConnected) = await AnswerAsync(raw => raw.Machine.WriteFault(raw.Machine.Calls.Single(), 0x77, new CallFault<int, Int32Codec>(1), new PeerFault<int>(1)));

        Assert.IsType<PeerDecodeException>(failure);
        Assert.True(isConnected);
    }

    private static async Task<(Exception Failure, bool IsConnected)> AnswerAsync(Action<RawPeer> answer)
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        await using RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;

        Task call = peer.Contract.RiskAsync(1, default).AsTask();
        Assert.Equal(ConnectionEventKind.CallReceived, (await raw.NextAsync())!.Value.Kind);
        answer(raw);
        await raw.WriteAsync();

        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => call.Guarded());
        return (failure, peer.IsConnected);
    }
}
