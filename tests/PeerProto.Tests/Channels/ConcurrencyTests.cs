using PeerProto.Tests.Support;

namespace PeerProto.Tests.Channels;

/// <summary>A channel of which three messages of one peer may be handled at once.</summary>
public sealed class ConcurrencyTests
{
    private const int Places = 3;

    private readonly Collector<int> _started = new();

    [Fact]
    public async Task HandlersWait_AsManyStartAsThereArePlacesAndTheNextOneWhenOneIsDone()
    {
        await using TestWorld world = new();
        TaskCompletionSource[] ends = CreateEnds(6);
        Peer<ITestContract> peer = await world.ConnectAsync(WaitingFor(ends));
        await SendAsync(peer, 6);
        await peer.Contract.PokeAsync("everything before this has come", default).Guarded();

        Assert.Equal([0, 1, 2], await _started.TakeAsync(Places));
        Assert.Equal(0, _started.Count);
        ends[1].SetResult();
        Assert.Equal(3, await _started.NextAsync());
        ends[3].SetResult();
        Assert.Equal(4, await _started.NextAsync());
        Assert.Equal(0, _started.Count);

        foreach (TaskCompletionSource end in ends)
            end.TrySetResult();
        Assert.Equal(5, await _started.NextAsync());
        await peer.FlushAsync().Guarded();
    }

    [Fact]
    public async Task HandlersEndInAnyOrder_AllStartInOrderAndNeverMoreThanThereArePlaces()
    {
        const int messages = 3000;
        await using TestWorld world = new();
        int running = 0;
        int most = 0;
        Peer<ITestContract> peer = await world.ConnectAsync(new HandlingService
        {
            HandleBeside = async point =>
            {
                _started.Add(point.X);
                int now = Interlocked.Increment(ref running);
                for (int seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most))
                    Interlocked.CompareExchange(ref most, now, seen);
                for (int i = point.X * 7 % 5; i > 0; i--)
                    await Task.Yield();
                Interlocked.Decrement(ref running);
            },
        });

        await SendAsync(peer, messages);

        Assert.Equal(Enumerable.Range(0, messages), await _started.TakeAsync(messages));
        await peer.FlushAsync().Guarded();
        Assert.True(most <= Places, $"{most} ran at once.");
    }

    [Fact]
    public async Task HandlerFails_ItsPlaceIsFree()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new HandlingService
        {
            HandleBeside = async point =>
            {
                _started.Add(point.X);
                await Task.Yield();
                throw new InvalidOperationException("The handler fails.");
            },
        });

        await SendAsync(peer, 20);

        Assert.Equal(Enumerable.Range(0, 20), await _started.TakeAsync(20));
    }

    [Fact]
    public async Task ChannelIsRead_MessagesComeInOrder()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync();
        PeerSession<ITestContract> near = await world.StartAsync();
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        Task sending = SendAsync(peer, 500);
        await using IAsyncEnumerator<ReceivedMessage<Point>> messages = far.Everyone.Beside.ReadAllAsync().GetAsyncEnumerator();

        for (int i = 0; i < 500; i++)
            Assert.Equal(i, (await messages.NextAsync()).Message.X);
        await sending;
    }

    [Fact]
    public async Task SendersGoOnWhileHandlersWait_CreditHoldsThemBack()
    {
        await using TestWorld world = new();
        TaskCompletionSource[] ends = CreateEnds(9);
        Peer<ITestContract> peer = await world.ConnectAsync(WaitingFor(ends), options => options.Limits = new ProtocolLimits { ChannelWindowMessages = 4 });
        Task sending = SendAsync(peer, 9);

        Assert.Equal([0, 1, 2], await _started.TakeAsync(Places));
        await peer.Contract.PokeAsync("everything before this has come", default).Guarded();
        Assert.False(sending.IsCompleted);
        foreach (TaskCompletionSource end in ends)
            end.SetResult();

        Assert.Equal([3, 4, 5, 6, 7, 8], await _started.TakeAsync(6));
        await sending.Guarded();
    }

    private static TaskCompletionSource[] CreateEnds(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];

    private HandlingService WaitingFor(TaskCompletionSource[] ends) => new()
    {
        HandleBeside = async point =>
        {
            _started.Add(point.X);
            await ends[point.X].Task;
        },
    };

    private static async Task SendAsync(Peer<ITestContract> peer, int count)
    {
        for (int i = 0; i < count; i++)
            await peer.Contract.Beside.SendAsync(new Point(i, 0), default).Guarded();
    }
}
