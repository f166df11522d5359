using System.Threading.Channels;

namespace PeerProto.Tests.Support;

/// <summary>Gathers what handlers get, to be awaited.</summary>
internal sealed class Collector<T>
{
    private readonly Channel<T> _items = Channel.CreateUnbounded<T>();

    public int Count => _items.Reader.Count;

    public void Add(T item) => _items.Writer.TryWrite(item);

    public Task<T> NextAsync() => _items.Reader.ReadAsync().AsTask().Guarded();

    public async Task<List<T>> TakeAsync(int count)
    {
        List<T> taken = [];
        while (taken.Count < count)
            taken.Add(await NextAsync());
        return taken;
    }
}
