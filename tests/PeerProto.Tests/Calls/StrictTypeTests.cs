using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

/// <summary>Types whose own code does not take what the peer sends: that one message or call fails, and nothing else.</summary>
public sealed class StrictTypeTests : IAsyncLifetime
{
    private const int TooMuch = 101;

    private readonly TestWorld _world = new();
    private readonly StrictService _service = new();
    private PeerSession<IStrictContract>? _far;
    private PeerSession<IStrictContract>? _near;
    private Peer<IStrictContract>? _peer;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IStrictContract Contract => _peer!.Contract;

    public async ValueTask InitializeAsync()
    {
        _far = await PeerSession.StartAsync<IStrictContract>(_service, _world.Configure).Guarded();
        _near = await PeerSession.StartAsync<IStrictContract>(new StrictService(), _world.Configure).Guarded();
        _peer = await _near.ConnectAsync(_far.LocalEndpoints[0], Token).Guarded();
    }

    public async ValueTask DisposeAsync()
    {
        await _near!.DisposeAsync();
        await _far!.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task ResultIsNotTaken_ThatCallFails()
    {
        PeerDecodeException failed = await Assert.ThrowsAsync<PeerDecodeException>(() => Contract.AskAsync(TooMuch, Token).Guarded());

        Assert.IsType<ArgumentOutOfRangeException>(failed.InnerException);
        await AssertGoesOnAsync();
    }

    [Fact]
    public async Task ReportIsNotTaken_ThatCallFails()
    {
        PeerDecodeException failed = await Assert.ThrowsAsync<PeerDecodeException>(() => Contract.WorkAsync(TooMuch, new Progress<Percent>(), Token).Guarded());

        Assert.IsType<ArgumentOutOfRangeException>(failed.InnerException);
        await AssertGoesOnAsync();
    }

    [Fact]
    public async Task DeclaredErrorIsNotTaken_ThatCallFails()
    {
        PeerDecodeException failed = await Assert.ThrowsAsync<PeerDecodeException>(() => Contract.RiskAsync(TooMuch, Token).Guarded());

        Assert.IsType<ArgumentOutOfRangeException>(failed.InnerException);
        await AssertGoesOnAsync();
    }

    [Fact]
    public async Task ItemIsNotTaken_TheReadingFails()
    {
        await using IAsyncEnumerator<Percent> items = Contract.CountAsync(TooMuch, Token).GetAsyncEnumerator(Token);
        Assert.Equal(1, (await items.NextAsync()).Value);
        PeerDecodeException failed = await Assert.ThrowsAsync<PeerDecodeException>(() => items.MoveNextAsync().Guarded());

        Assert.IsType<ArgumentOutOfRangeException>(failed.InnerException);
        await AssertGoesOnAsync();
    }

    [Fact]
    public async Task ArgumentsAreNotTaken_ThePeerTellsOfAFailureAndNoDetail()
    {
        PeerRemoteException failed = await Assert.ThrowsAsync<PeerRemoteException>(() => Contract.TellAsync(Percent.Unchecked(TooMuch), Token).Guarded());

        Assert.Equal(RemoteErrorCode.Failed, failed.Code);
        await AssertGoesOnAsync();
    }

    [Fact]
    public async Task ItemOfAnUploadIsNotTaken_ThePeerTellsOfAFailureAndNoDetail()
    {
        PeerRemoteException failed = await Assert.ThrowsAsync<PeerRemoteException>(() => Contract.SumAsync(Upload(), Token).Guarded());

        Assert.Equal(RemoteErrorCode.Failed, failed.Code);
        await AssertGoesOnAsync();

        static async IAsyncEnumerable<Percent> Upload()
        {
            yield return Percent.Unchecked(TooMuch);
            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task MessageIsNotTaken_CountsAsHandledAndTheNextComes()
    {
        await Contract.Percents.SendAsync(Percent.Unchecked(TooMuch), Token).Guarded();
        await Contract.Percents.SendAsync(Percent.Unchecked(3), Token).Guarded();

        Assert.Equal(3, await _service.Handled.NextAsync());
        await AssertGoesOnAsync();
    }

    private async Task AssertGoesOnAsync() => Assert.Equal(5, (await Contract.AskAsync(5, Token).Guarded()).Value);
}
