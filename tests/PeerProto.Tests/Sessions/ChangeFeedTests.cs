using PeerProto.Sessions;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class ChangeFeedTests
{
    [Fact]
    public async Task ReaderComesLate_BeginsWithTheValueOfTheMoment()
    {
        ChangeFeed<int> feed = new(1);
        feed.Set(2);
        await using IAsyncEnumerator<int> reader = feed.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.Equal(2, await reader.NextAsync());
        feed.Set(3);
        Assert.Equal(3, await reader.NextAsync());
    }

    [Fact]
    public async Task ReaderIsTooFarBehind_MissesTheOldestAndNeverTheLast()
    {
        ChangeFeed<int> feed = new(0);
        await using IAsyncEnumerator<int> reader = feed.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Equal(0, await reader.NextAsync());

        for (int change = 1; change <= ChangeFeed<int>.MaximumWaiting + 3; change++)
            feed.Set(change, isLast: change == ChangeFeed<int>.MaximumWaiting + 3);
        List<int> seen = [];
        while (await reader.MoveNextAsync().Guarded())
            seen.Add(reader.Current);

        Assert.Equal(Enumerable.Range(4, ChangeFeed<int>.MaximumWaiting), seen);
    }

    [Fact]
    public async Task ReaderGivesUp_EndsWithItsToken()
    {
        ChangeFeed<int> feed = new(0);
        using CancellationTokenSource given = new();
        await using IAsyncEnumerator<int> reader = feed.ReadAsync(given.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await reader.NextAsync();

        Task<int> next = reader.NextAsync();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }
}
