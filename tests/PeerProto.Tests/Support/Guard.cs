namespace PeerProto.Tests.Support;

/// <summary>Guards against hanging; nothing is expected to take nearly as long.</summary>
internal static class Guard
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task Guarded(this Task task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public static Task<T> Guarded<T>(this Task<T> task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public static Task Guarded(this ValueTask task) => task.AsTask().Guarded();

    public static Task<T> Guarded<T>(this ValueTask<T> task) => task.AsTask().Guarded();

    /// <summary>Completes when a token is cancelled.</summary>
    public static async Task WhenCancelledAsync(this CancellationToken token)
    {
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = token.Register(() => cancelled.TrySetResult());
        await cancelled.Task.Guarded();
    }

    public static async Task<T> NextAsync<T>(this IAsyncEnumerator<T> items)
    {
        Assert.True(await items.MoveNextAsync().Guarded(), "There are no more items.");
        return items.Current;
    }
}
