using System.Buffers;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Tests.Conformance;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Lanes;

/// <summary>What a session promises over any link with streams of its own.</summary>
public abstract class LaneTests : IAsyncDisposable
{
    private readonly TestWorld _world = new();

    private protected TestWorld World => _world;

    /// <summary>Lets a session use the link of the test.</summary>
    protected abstract void Configure(PeerSessionOptions options);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task BlockedChannel_HoldsUpNoOtherAndNoCall()
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<Note> noted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> far = await ConnectAsync(new HandlingService
        {
            HandlePoint = async (_, _) => await release.Task,
            HandleNote = (_, note) =>
            {
                noted.TrySetResult(note);
                return ValueTask.CompletedTask;
            },
        });
        for (int i = 0; i < 5_000; i++)
            await far.Contract.Points.SendAsync(new Point(i, 0), TestContext.Current.CancellationToken).Guarded();

        await far.Contract.Notes.SendAsync(new Note("past it", 1), TestContext.Current.CancellationToken).Guarded();

        Assert.Equal("past it", (await noted.Task.Guarded()).Text);
        Assert.Equal(5, await far.Contract.AddAsync(2, 3, TestContext.Current.CancellationToken).Guarded());
        release.SetResult();
    }

    [Fact]
    public async Task MessagesOfAChannel_ArriveInOrderAndWholeThoughTheSessionEnds()
    {
        const int Count = 5_000;
        List<int> received = [];
        TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PeerSession<ITestContract> farSession = await World.StartAsync(
            new HandlingService
            {
                HandlePoint = (_, point) =>
                {
                    received.Add(point.X);
                    if (received.Count == Count)
                        complete.SetResult();
                    return ValueTask.CompletedTask;
                },
            },
            Configure);
        PeerSession<ITestContract> nearSession = await World.StartAsync(configure: Configure);
        Peer<ITestContract> far = await nearSession.ConnectAsync(farSession.LocalEndpoints[0]).Guarded();
        for (int i = 0; i < Count; i++)
            await far.Contract.Points.SendAsync(new Point(i, 0), TestContext.Current.CancellationToken).Guarded();

        await nearSession.DisposeAsync().Guarded();

        await complete.Task.Guarded();
        Assert.Equal(Enumerable.Range(0, Count), received);
    }

    [Fact]
    public async Task LargeMessages_TravelWholeBesideSmallOnes()
    {
        List<int> lengths = [];
        TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> far = await ConnectAsync(new HandlingService
        {
            HandleNote = (_, note) =>
            {
                lengths.Add(note.Text.Length);
                if (lengths.Count == 3)
                    complete.SetResult();
                return ValueTask.CompletedTask;
            },
        });

        foreach (int length in new[] { 1_000_000, 10, 100_000 })
            await far.Contract.Notes.SendAsync(new Note(new string('x', length), 0), TestContext.Current.CancellationToken).Guarded();

        await complete.Task.Guarded();
        Assert.Equal([1_000_000, 10, 100_000], lengths);
    }

    [Fact]
    public async Task ManyStreamingCalls_EachHaveAStreamAndLeaveItsPlace()
    {
        const int Calls = ProtocolLimits.MaximumInboundLanes + 44;
        Peer<ITestContract> far = await ConnectAsync(new TestService());
        for (int i = 0; i < Calls; i++)
        {
            List<int> numbers = [];
            await foreach (int number in far.Contract.CountAsync(i, 3, TestContext.Current.CancellationToken))
                numbers.Add(number);
            Assert.Equal([i, i + 1, i + 2], numbers);
        }
    }

    [Fact]
    public async Task StreamsOfItemsBesideEachOther_AllArrive()
    {
        Peer<ITestContract> far = await ConnectAsync(new TestService());

        long[] sums = await Task.WhenAll(Enumerable.Range(1, 200).Select(count =>
            far.Contract.SumAsync(CountTo(count), TestContext.Current.CancellationToken).AsTask())).Guarded();

        Assert.Equal(Enumerable.Range(1, 200).Select(count => (long)count * (count + 1) / 2), sums);
    }

    [Fact]
    public async Task StreamBeginsLongAfterItsCall_ItsItemsArrive()
    {
        Gate gate = new();
        PeerSession<ITestContract> far = await World.StartAsync(configure: Quiet);
        PeerSession<ITestContract> near = await World.StartAsync(configure: Quiet);
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).Guarded()); // both sides have taken the connection

        Task<long> sum = peer.Contract.SumAsync(LateAsync(), TestContext.Current.CancellationToken).AsTask();
        await gate.Reached.Guarded();
        World.Time.Advance(TimeSpan.FromHours(10));
        gate.Open();

        Assert.Equal(42, await sum.Guarded());

        async IAsyncEnumerable<int> LateAsync()
        {
            await gate.PassAsync();
            yield return 42;
        }
    }

    [Fact]
    public async Task StreamComesBeforeItsCall_ItsItemsWait()
    {
        PeerSession<ITestContract> far = await World.StartAsync(configure: Configure);
        await using RawPeer raw = await ConnectRawAsync(far);
        CallState call = CallSum(raw, 1, 2, 3);

        await using ITransportSubstream stream = await raw.Streams.OpenStreamAsync(TestContext.Current.CancellationToken);
        await stream.Stream.WriteAsync(raw.TakeLane(), TestContext.Current.CancellationToken);
        await raw.WriteAsync();

        Assert.Equal(6, await ReadResultAsync(raw, call));
        stream.CompleteWrites();
    }

    [Fact]
    public async Task StreamComesForACallThatIsOver_ItIsReadToItsEndAndTheConnectionGoesOn()
    {
        PeerSession<ITestContract> far = await World.StartAsync(new TestService { Sum = (_, _, _) => new ValueTask<long>(7) }, Configure);
        await using RawPeer raw = await ConnectRawAsync(far);
        CallState call = CallSum(raw, [.. Enumerable.Range(0, 1000)]);
        byte[] late = raw.TakeLane();
        await raw.WriteAsync();
        Assert.Equal(7, await ReadResultAsync(raw, call));

        await using ITransportSubstream stream = await raw.Streams.OpenStreamAsync(TestContext.Current.CancellationToken);
        await stream.Stream.WriteAsync(late, TestContext.Current.CancellationToken);
        stream.CompleteWrites();
        await stream.WritesClosed.Guarded();

        CallState another = raw.Machine.OpenCall<TestContractDescriptor.AddArguments, TestContractDescriptor.AddArguments.PeerCodec>(CallOf("AddAsync"), new(2, 3));
        Assert.Equal(5, await ReadResultAsync(raw, another));
    }

    [Fact]
    public async Task StreamIsResetWithinAFrame_TheConnectionEndsAndSaysWhy()
    {
        PeerSession<ITestContract> far = await World.StartAsync(configure: Quiet);
        await using RawPeer raw = await ConnectRawAsync(far);
        await TestWorld.YieldUntilAsync(() => far.Peers.Count == 1);
        Peer<ITestContract> peer = far.Peers[0];
        Task<int> call = peer.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).AsTask();

        ITransportSubstream stream = await raw.Streams.OpenStreamAsync(TestContext.Current.CancellationToken);
        await stream.Stream.WriteAsync(new byte[] { 9, (byte)FrameKind.Message, 1 }, TestContext.Current.CancellationToken); // the beginning of a message on Points
        stream.Abort(5);
        await World.PassTimeUntilAsync(call);

        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => call.Guarded());
        Assert.Equal((ConnectionStage.Established, PeerErrorCode.ConnectionLost), (failure.Stage, failure.Code));
        Assert.Equal(PeerConnectionStateKind.Failed, peer.State.Kind);
    }

    [Fact]
    public async Task LinkBreaksWhileManyStreamsAreBusy_AllTheirCallsFailAndTheLoopsEnd()
    {
        BreakableTransports? cut = null;
        PeerSession<ITestContract> far = await World.StartAsync(configure: Configure);
        PeerSession<ITestContract> near = await World.StartAsync(configure: options =>
        {
            Configure(options);
            options.Transports = [cut = new BreakableTransports(options.Transports[0])];
        });
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        IAsyncEnumerator<int>[] talks = [.. Enumerable.Range(1, 40).Select(factor => peer.Contract.TalkAsync(factor, EndlessAsync(), TestContext.Current.CancellationToken).GetAsyncEnumerator())];
        foreach (IAsyncEnumerator<int> talk in talks)
            Assert.Equal(0, await talk.NextAsync());

        cut!.Break();

        foreach (IAsyncEnumerator<int> talk in talks)
        {
            await Assert.ThrowsAsync<PeerConnectionException>(async () =>
            {
                while (true)
                    await talk.NextAsync();
            });
            await talk.DisposeAsync();
        }

        Task gone = TestWorld.YieldUntilAsync(() => TestWorld.CountConnections(near) == 0 && TestWorld.CountConnections(far) == 0);
        await World.PassTimeUntilAsync(gone);
        await gone;
    }

    /// <summary>As <see cref="Configure"/>, and hours of virtual time may pass without a sign of life.</summary>
    private void Quiet(PeerSessionOptions options)
    {
        Configure(options);
        options.Timings = options.Timings with { KeepAliveIdle = TimeSpan.FromDays(1) };
    }

    private static CallDescriptor CallOf(string name) => TestContractDescriptor.Instance.Calls.Single(call => call.Name == name);

    private static CallState CallSum(RawPeer raw, params int[] items)
    {
        CallState call = raw.Machine.OpenCall<Unit, UnitCodec>(CallOf("SumAsync"), default);
        foreach (int item in items)
            Assert.True(raw.Machine.TryWriteMessage<int, Int32Codec>(call.Outbound!, item));
        raw.Machine.WriteEnd(call);
        return call;
    }

    private static async Task<long> ReadResultAsync(RawPeer raw, CallState call)
    {
        while (await raw.NextAsync() is { } change)
        {
            if (change.Kind == ConnectionEventKind.ResultReceived && change.Call == call)
                return ReadNumber(change.Payload);
        }

        throw new InvalidOperationException($"The connection ended: {raw.Machine.CloseInfo}");
    }

    private static long ReadNumber(in ReadOnlySequence<byte> payload)
    {
        PeerReader reader = new(payload, PeerCodecLimits.Default);
        return reader.ReadInt64();
    }

    private static async IAsyncEnumerable<int> EndlessAsync()
    {
        for (int i = 0; ; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    private async Task<RawPeer> ConnectRawAsync(PeerSession<ITestContract> far)
    {
        PeerSessionOptions options = new() { Security = PeerSecurity.None };
        Configure(options);
        RawPeer raw = await RawPeer.ConnectAsync(options, far.LocalEndpoints[0]);
        await raw.JoinAsync();
        return raw;
    }

    private static async IAsyncEnumerable<int> CountTo(int last)
    {
        for (int i = 1; i <= last; i++)
        {
            if (i % 16 == 0)
                await Task.Yield();
            yield return i;
        }
    }

    private async Task<Peer<ITestContract>> ConnectAsync(TestService farService)
    {
        PeerSession<ITestContract> far = await World.StartAsync(farService, Configure);
        PeerSession<ITestContract> near = await World.StartAsync(configure: Configure);
        return await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
    }
}
