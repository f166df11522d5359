using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class TypedTxtTests : IAsyncDisposable
{
    private readonly TestWorld _world = new();
    private readonly FakeDiscovery _discovery = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RecordOfTheContract_IsAnnouncedAndChanged()
    {
        await using PeerSession<IRoomContract> session = await PeerSession.StartAsync<IRoomContract>(new RoomService(), options =>
        {
            _world.Configure(options);
            options.Transports = [new Given(new AddressedTransport(_world))];
            options.UseDiscovery = true;
            options.Discovery = _discovery;
            options.Txt = new RoomTxt("Plan", Open: true).ToTxtRecord();
        }).Guarded();
        ServiceChange added = await _discovery.Changes.NextAsync();
        Assert.Equal(new RoomTxt("Plan", Open: true), added.Service.Txt.Read<RoomTxt>());

        await session.UpdateTxtAsync(new RoomTxt("Plan B", Open: false), Token).Guarded();

        ServiceChange changed = await _discovery.Changes.NextAsync();
        Assert.Equal(ServiceChangeKind.Changed, changed.Kind);
        Assert.Equal(new RoomTxt("Plan B", Open: false), changed.Service.Txt.Read<RoomTxt>(out IReadOnlyList<string> unreadable));
        Assert.Empty(unreadable);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
