using CsCheck;
using PeerProto.Matrix.Tests.Generated;
using PeerProto.Matrix.Tests.Support;

namespace PeerProto.Matrix.Tests.Cells;

internal sealed class LinkCell<T>(
    string name,
    Gen<T> values,
    Func<IMatrix, T, ValueTask<T>> echo,
    Func<IMatrix, IAsyncEnumerable<T>, ValueTask<int>> put,
    Func<IMatrix, IAsyncEnumerable<T>> take,
    Func<IMatrix, IMessageChannel<T>> channel) : ILinkCell
{
    public string Name => name;

    public async Task CallAsync(IMatrix far, int count)
    {
        foreach (T value in Make(count))
            SameValue.Exact.Assert(value, await echo(far, value).AsTask().Guarded());
    }

    public async Task StreamAsync(IMatrix far, int count)
    {
        T[] sent = Make(count);
        Assert.Equal(count, await put(far, sent.ToAsyncEnumerable()).AsTask().Guarded());
        SameValue.Exact.Assert(sent, await take(far).ToArrayAsync().AsTask().Guarded());
    }

    public async Task SendAsync(IMatrix far, MatrixService farService, int count)
    {
        T[] sent = Make(count);
        foreach (T value in sent)
            await channel(far).SendAsync(value, TestContext.Current.CancellationToken).AsTask().Guarded();
        foreach (T value in sent)
            SameValue.Exact.Assert(value, await farService.ReceivedAsync(name).Guarded());
    }

    private T[] Make(int count) => values.Array[count].Single();
}
