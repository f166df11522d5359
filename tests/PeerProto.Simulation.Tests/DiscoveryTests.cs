namespace PeerProto.Testing.Tests;

/// <summary>What peers of a simulation learn of each other's services.</summary>
public sealed class DiscoveryTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    private readonly Simulation _simulation = new(seed: 1);
    private readonly List<ServiceChange> _seen = [];
    private readonly SimulatedPeer _ana;
    private readonly SimulatedPeer _ben;

    public DiscoveryTests()
    {
        _ana = _simulation.AddPeer("ana");
        _ben = _simulation.AddPeer("ben");
    }

    [Fact]
    public void UpdatedTxtRecord_IsAChangeAndNothingElse()
    {
        IServiceAdvertisement offer = Advertise(new ServiceAdvertisement("Board", Board, 1));
        Browse(Board);
        _simulation.RunUntil(() => _seen.Count == 1, Minute);

        _simulation.Run(async () => await offer.UpdateAsync(TxtRecord.Empty.With("v", "2"), default));
        _simulation.RunUntil(() => _seen.Count == 2, Minute);
        _simulation.Run(async () => await offer.DisposeAsync());
        _simulation.RunUntil(() => _seen.Count == 3, Minute);

        Assert.Equal([ServiceChangeKind.Added, ServiceChangeKind.Changed, ServiceChangeKind.Removed], _seen.Select(change => change.Kind));
        Assert.Equal([null, "2", "2"], _seen.Select(change => change.Service.Txt.GetText("v")));
    }

    [Fact]
    public void TxtRecordUpdatedBehindACut_IsSeenWhenTheLinkIsBack()
    {
        IServiceAdvertisement offer = Advertise(new ServiceAdvertisement("Board", Board, 1));
        Browse(Board);
        _simulation.RunUntil(() => _seen.Count == 1, Minute);
        _simulation.Partition(_ana);

        _simulation.Run(async () => await offer.UpdateAsync(TxtRecord.Empty.With("v", "2"), default));
        _simulation.RunFor(TimeSpan.FromSeconds(5));
        Assert.Single(_seen);
        _simulation.Heal();

        _simulation.RunUntil(() => _seen.Count == 2, Minute);
        Assert.Equal("2", _seen[1].Service.Txt.GetText("v"));
    }

    [Fact]
    public void UpdateOfWhatWasWithdrawn_IsRefused()
    {
        IServiceAdvertisement offer = Advertise(new ServiceAdvertisement("Board", Board, 1));
        _simulation.Run(async () =>
        {
            await offer.DisposeAsync();
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await offer.UpdateAsync(TxtRecord.Empty, TestContext.Current.CancellationToken));
        });
    }

    [Fact]
    public void Subtype_NarrowsABrowse()
    {
        Advertise(new ServiceAdvertisement("Small", Board, 1));
        Advertise(new ServiceAdvertisement("Big", Board, 2) { Subtypes = ["_big"] });
        Browse(Board.WithSubtype("_BIG"));
        _simulation.RunFor(Minute);

        Assert.Equal(["Big"], _seen.Select(change => change.Service.InstanceName));
    }

    private static IPeerDiscovery DiscoveryOf(SimulatedPeer peer)
    {
        PeerSessionOptions options = new();
        peer.Configure(options);
        return options.Discovery!;
    }

    private IServiceAdvertisement Advertise(ServiceAdvertisement service) =>
        _simulation.Run(() => DiscoveryOf(_ana).AdvertiseAsync(service, default).AsTask());

    private void Browse(ServiceType type) => _ = _ben.Run(async () =>
    {
        await foreach (ServiceChange change in DiscoveryOf(_ben).BrowseAsync(type, default))
            _seen.Add(change);
    });
}
