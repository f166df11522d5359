using System.Collections.Concurrent;
using System.Threading.Channels;

namespace PeerProto.Matrix.Tests.Generated;

/// <summary>Gives back what it was sent, row by row.</summary>
internal sealed partial class MatrixService : MatrixBase
{
    private readonly ConcurrentDictionary<string, object> _kept = new();
    private readonly ConcurrentDictionary<string, Channel<object?>> _received = new();

    /// <summary>The next message of the row's channel.</summary>
    public Task<object?> ReceivedAsync(string row) => MessagesOf(row).Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    private async ValueTask<int> KeepAsync<T>(string row, IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        List<T> kept = await items.ToListAsync(cancellationToken);
        _kept[row] = kept;
        return kept.Count;
    }

    private async IAsyncEnumerable<T> ReplayAsync<T>(string row)
    {
        await Task.Yield();
        foreach (T item in (List<T>)_kept[row])
            yield return item;
    }

    private async ValueTask Receive(string row, object? message) => await MessagesOf(row).Writer.WriteAsync(message);

    private Channel<object?> MessagesOf(string row) => _received.GetOrAdd(row, _ => Channel.CreateUnbounded<object?>());
}
