using System.Collections.Concurrent;
using System.Diagnostics;
using PeerProto.Protocol;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Observability;

/// <summary>Spans of calls, messages and attempts to connect, and how a trace goes on at the peer.</summary>
public sealed class SpanTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_HasASpanOnEachSideInTheAppsTrace()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        Activity? atWork = null;
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Add = async (_, left, right, _) =>
            {
                atWork = Activity.Current;
                await Task.Yield();
                Assert.Same(atWork, Activity.Current);
                return left + right;
            },
        });
        using Activity app = SpanRecorder.Begin("app");
        ValueTask<int> adding = peer.Contract.AddAsync(1, 2, Cancellation);
        Assert.Same(app, Activity.Current);
        Assert.Equal(3, await adding.Guarded());

        Activity client = await spans.WhenAsync(app, ActivityKind.Client);
        Activity server = await spans.WhenAsync(app, ActivityKind.Server);
        Assert.Equal(app.SpanId, client.ParentSpanId);
        Assert.Equal(client.SpanId, server.ParentSpanId);
        Assert.True(server.HasRemoteParent);
        Assert.Same(server, atWork);
        foreach (Activity span in (Activity[])[client, server])
        {
            Assert.Equal("session-test/AddAsync", span.DisplayName);
            Assert.Equal("peerproto", span.GetTagItem("rpc.system.name"));
            Assert.Equal("session-test/AddAsync", span.GetTagItem("rpc.method"));
            Assert.Equal("Ok", span.GetTagItem("rpc.response.status_code"));
            Assert.Equal("memory", span.GetTagItem("network.transport"));
            Assert.Equal(ActivityStatusCode.Unset, span.Status);
            Assert.Null(span.GetTagItem("peerproto.peer.id"));
        }

        Assert.Equal(peer.RemoteEndpoint.Host, client.GetTagItem("server.address"));
    }

    [Fact]
    public async Task CallWithinACall_IsOneTrace()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(
            new TestService { Risk = static (_, what, _) => new ValueTask<int>(what + 1) },
            new TestService { Add = static (context, left, right, cancellation) => ((Peer<ITestContract>)context.Caller).Contract.RiskAsync(left + right, cancellation) });
        using Activity app = SpanRecorder.Begin("app");
        Assert.Equal(4, await peer.Contract.AddAsync(1, 2, Cancellation).Guarded());

        Activity last = await spans.WhenAsync(span => span.TraceId == app.TraceId && span is { Kind: ActivityKind.Server, DisplayName: "session-test/RiskAsync" });
        Activity first = await spans.WhenAsync(span => span.TraceId == app.TraceId && span is { Kind: ActivityKind.Client, DisplayName: "session-test/AddAsync" });
        List<(ActivityKind, string)> way = [];
        Dictionary<ActivitySpanId, Activity> all = spans.EndedOf(app).ToDictionary(span => span.SpanId);
        for (Activity? span = last; span is not null; span = all.GetValueOrDefault(span.ParentSpanId))
            way.Add((span.Kind, span.DisplayName));
        Assert.Equal(
            [
                (ActivityKind.Server, "session-test/RiskAsync"), (ActivityKind.Client, "session-test/RiskAsync"),
                (ActivityKind.Server, "session-test/AddAsync"), (ActivityKind.Client, "session-test/AddAsync"),
            ],
            way);
        Assert.Equal(app.SpanId, first.ParentSpanId);
    }

    [Theory]
    [InlineData(ProtocolLimits.DefaultChannelWindowMessages)]
    [InlineData(1)]
    public async Task MessagesThatWait_KeepEachItsTrace(int window)
    {
        const int Count = 6;
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        Gate gate = new();
        ConcurrentQueue<(int Number, Activity? At)> handled = new();
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(
            new HandlingService
            {
                HandlePoint = async (_, point) =>
                {
                    await gate.PassAsync(Cancellation);
                    handled.Enqueue((point.X, Activity.Current));
                    if (handled.Count == Count)
                        all.TrySetResult();
                },
            },
            options => options.Limits = ProtocolLimits.Default with { ChannelWindowMessages = window });
        List<Activity> causes = [];
        List<Task> sends = [];
        for (int i = 0; i < Count; i++)
        {
            using Activity cause = SpanRecorder.Begin($"cause {i}");
            causes.Add(cause);
            sends.Add(peer.Contract.Points.SendAsync(new Point(i, 0), Cancellation).AsTask());
        }

        await gate.Reached.Guarded();
        gate.Open();
        await Task.WhenAll(sends).Guarded();
        await all.Task.Guarded();
        for (int i = 0; i < Count; i++)
        {
            Activity producer = await spans.WhenAsync(causes[i], ActivityKind.Producer);
            Activity consumer = await spans.WhenAsync(causes[i], ActivityKind.Consumer);
            Assert.Equal(causes[i].SpanId, producer.ParentSpanId);
            Assert.Equal(producer.SpanId, consumer.ParentSpanId);
            Assert.Equal((i, consumer), handled.ElementAt(i));
            Assert.Equal("send session-test/Points", producer.DisplayName);
            Assert.Equal("process session-test/Points", consumer.DisplayName);
            Assert.Equal("session-test/Points", consumer.GetTagItem("messaging.destination.name"));
            Assert.Equal("process", consumer.GetTagItem("messaging.operation.name"));
            Assert.Equal("peerproto", consumer.GetTagItem("messaging.system"));
        }
    }

    [Fact]
    public async Task MessageToEveryone_HasASpanForEachPeer()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        HandlingService far = new();
        PeerSession<ITestContract> session = await world.StartAsync(far);
        PeerSession<ITestContract> near = await world.StartAsync();
        await near.ConnectAsync(session.LocalEndpoints[0], Cancellation).Guarded();
        using Activity app = SpanRecorder.Begin("app");
        await near.Everyone.Points.SendAsync(new Point(1, 2), Cancellation).Guarded();

        Activity producer = await spans.WhenAsync(app, ActivityKind.Producer);
        Activity consumer = await spans.WhenAsync(app, ActivityKind.Consumer);
        Assert.Equal((app.SpanId, producer.SpanId), (producer.ParentSpanId, consumer.ParentSpanId));
    }

    [Fact]
    public async Task ItemsOfAStream_LinkTheCallerToTheWorkTheyComeFrom()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());
        using Activity app = SpanRecorder.Begin("app");
        Assert.Equal(100, await peer.Contract.CountAsync(0, 100, Cancellation).CountAsync(Cancellation).Guarded());
        Assert.Same(app, Activity.Current);

        Activity client = await spans.WhenAsync(app, ActivityKind.Client);
        Activity server = await spans.WhenAsync(app, ActivityKind.Server);
        Assert.Equal((app.SpanId, client.SpanId), (client.ParentSpanId, server.ParentSpanId));
        ActivityLink link = Assert.Single(client.Links);
        Assert.Equal((server.TraceId, server.SpanId, true), (link.Context.TraceId, link.Context.SpanId, link.Context.IsRemote));
        Assert.Equal("Ok", client.GetTagItem("rpc.response.status_code"));
    }

    [Fact]
    public async Task MethodThatThrows_MarksBothSpans()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Add = static (_, _, _, _) => throw new InvalidOperationException("no") });
        using Activity app = SpanRecorder.Begin("app");
        await Assert.ThrowsAsync<PeerRemoteException>(() => peer.Contract.AddAsync(1, 2, Cancellation).Guarded());

        Activity client = await spans.WhenAsync(app, ActivityKind.Client);
        Activity server = await spans.WhenAsync(app, ActivityKind.Server);
        Assert.Equal((ActivityStatusCode.Error, "Failed", "Failed"), (client.Status, client.GetTagItem("error.type"), client.GetTagItem("rpc.response.status_code")));
        Assert.Equal(
            (ActivityStatusCode.Error, "System.InvalidOperationException", "Failed"), (server.Status, server.GetTagItem("error.type"), server.GetTagItem("rpc.response.status_code")));
    }

    [Fact]
    public async Task DeclaredError_IsTheSameOnBothSpans()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Risk = static (_, _, _) => throw new PeerFault<Note>(new Note("no", 1)) });
        using Activity app = SpanRecorder.Begin("app");
        await Assert.ThrowsAsync<PeerFault<Note>>(() => peer.Contract.RiskAsync(1, Cancellation).Guarded());

        Assert.Equal("Fault", (await spans.WhenAsync(app, ActivityKind.Client)).GetTagItem("error.type"));
        Assert.Equal("Fault", (await spans.WhenAsync(app, ActivityKind.Server)).GetTagItem("error.type"));
    }

    [Fact]
    public async Task HandlerThatFails_MarksItsSpan()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new HandlingService { HandlePoint = static (_, _) => throw new InvalidOperationException("no") });
        using Activity app = SpanRecorder.Begin("app");
        await peer.Contract.Points.SendAsync(default, Cancellation).Guarded();

        Activity consumer = await spans.WhenAsync(app, ActivityKind.Consumer);
        Assert.Equal((ActivityStatusCode.Error, "System.InvalidOperationException"), (consumer.Status, consumer.GetTagItem("error.type")));
    }

    [Fact]
    public async Task CancelledCall_EndsItsSpans()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        Gate gate = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Add = async (_, _, _, cancellation) =>
            {
                await gate.PassAsync(cancellation);
                return 0;
            },
        });
        using CancellationTokenSource giveUp = new();
        using Activity app = SpanRecorder.Begin("app");
        Task<int> adding = peer.Contract.AddAsync(1, 2, giveUp.Token).Guarded();
        await gate.Reached.Guarded();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adding);

        Assert.Equal("Cancelled", (await spans.WhenAsync(app, ActivityKind.Client)).GetTagItem("error.type"));
        Assert.Equal("Cancelled", (await spans.WhenAsync(app, ActivityKind.Server)).GetTagItem("rpc.response.status_code"));
    }

    [Fact]
    public async Task TraceContextSwitchedOff_ThePeersWorkBeginsATraceOfItsOwn()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        Activity? atWork = null;
        TestService far = new()
        {
            Add = (_, left, right, _) =>
            {
                atWork = Activity.Current;
                return new ValueTask<int>(left + right);
            },
        };
        PeerSession<ITestContract> farSession = await world.StartAsync(far);
        PeerSession<ITestContract> near = await world.StartAsync(configure: static options => options.PropagateTraceContext = false);
        using Activity app = SpanRecorder.Begin("app");
        Peer<ITestContract> peer = await near.ConnectAsync(farSession.LocalEndpoints[0], Cancellation).Guarded();
        await peer.Contract.AddAsync(1, 2, Cancellation).Guarded();

        Assert.NotNull(atWork);
        Assert.Equal(default, atWork.ParentSpanId);
        Assert.NotEqual(app.TraceId, atWork.TraceId);
    }

    [Fact]
    public async Task PeerIdentifier_IsToldWhereItIsAskedFor()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync();
        PeerSession<ITestContract> near = await world.StartAsync(configure: static options => options.TellPeersInTraces = true);
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], Cancellation).Guarded();
        using Activity app = SpanRecorder.Begin("app");
        await peer.Contract.AddAsync(1, 2, Cancellation).Guarded();

        Assert.Equal(peer.Id.ToString(), (await spans.WhenAsync(app, ActivityKind.Client)).GetTagItem("peerproto.peer.id"));
        Assert.Null((await spans.WhenAsync(app, ActivityKind.Server)).GetTagItem("peerproto.peer.id"));
    }

    [Fact]
    public async Task Connecting_IsASpanWithItsStages()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync();
        PeerSession<ITestContract> near = await world.StartAsync();
        using Activity app = SpanRecorder.Begin("app");
        await near.ConnectAsync(far.LocalEndpoints[0], Cancellation).Guarded();

        Activity dial = await spans.WhenAsync(app, ActivityKind.Client);
        Assert.Equal(("connect", app.SpanId), (dial.DisplayName, dial.ParentSpanId));
        Assert.Equal(["connect", "security", "ready"], dial.Events.Select(stage => stage.Name));
        Assert.Equal("memory", dial.GetTagItem("network.transport"));
    }

    [Fact]
    public async Task ConnectingToNobody_IsASpanWithItsFailure()
    {
        using SpanRecorder spans = new();
        await using TestWorld world = new();
        PeerSession<ITestContract> near = await world.StartAsync();
        using Activity app = SpanRecorder.Begin("app");
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(
            () => near.ConnectAsync(PeerEndpoint.FromName("memory", "nobody"), Cancellation).Guarded());

        Activity dial = await spans.WhenAsync(app, ActivityKind.Client);
        Assert.Equal((ActivityStatusCode.Error, failure.Code.ToString()), (dial.Status, dial.GetTagItem("error.type")));
        Assert.Equal(["failed"], dial.Events.Select(stage => stage.Name));
    }
}
