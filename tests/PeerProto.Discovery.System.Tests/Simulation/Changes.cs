namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>Reads a browse item by item.</summary>
internal sealed class Changes<T> : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IAsyncEnumerator<T> _items;
    private Task<bool> _next;

    /// <summary>Begins to read: a browse asks for nothing before.</summary>
    public Changes(Func<CancellationToken, IAsyncEnumerable<T>> browse)
    {
        _items = browse(_stop.Token).GetAsyncEnumerator(_stop.Token);
        _next = _items.MoveNextAsync().AsTask();
    }

    public async Task<T> NextAsync()
    {
        Assert.True(await _next.WaitAsync(Guard), "The browse ended.");
        T item = _items.Current;
        _next = _items.MoveNextAsync().AsTask();
        return item;
    }

    /// <summary>Reads on to the end; throws what the browse throws.</summary>
    public async Task ToEndAsync()
    {
        while (await _next.WaitAsync(Guard))
            _next = _items.MoveNextAsync().AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _items.DisposeAsync();
        _stop.Dispose();
    }
}
