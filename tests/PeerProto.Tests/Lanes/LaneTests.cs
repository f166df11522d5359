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
        const int Calls = 1_000;
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
