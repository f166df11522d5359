using System.Diagnostics;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>Discovery beside responders of other families than Avahi's. The figures are recorded.</summary>
public sealed class ForeignPeerTests : IAsyncLifetime
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync() => await Peers.RequireLabAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Theory]
    [InlineData(ForeignPeer.Zeroconf)]
    [InlineData(ForeignPeer.Bonjour)]
    public async Task ServiceOfTheirs_ComesChangesAndGoes(string library)
    {
        ForeignPeer.Require(library);
        await using NetworkLab lab = await CreateLabAsync();
        await using ForeignPeer theirs = await ForeignPeer.StartAsync(lab["theirs"], library, Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        await using IAsyncEnumerator<ServiceChange> changes = discovery.BrowseAsync(Board, Guard).GetAsyncEnumerator(Guard);

        Assert.Equal("Ben's board", await theirs.PublishAsync("Ben's board", 4711, "v=1", Guard));
        DiscoveredService service = await NextAsync(changes, change => change.Kind == ServiceChangeKind.Added);
        Assert.Equal(("Ben's board", 4711, "1"), (service.InstanceName, service.Port, service.Txt.GetText("v")));
        Assert.Contains(lab["theirs"].IPv4Address, service.Endpoints.Select(endpoint => endpoint.Address));

        var watch = Stopwatch.StartNew();
        await theirs.UpdateAsync("v=2");
        await NextAsync(changes, change => change.Service.Txt.GetText("v") == "2");
        Figures.Record($"{library} changes its TXT record → seen here", watch.Elapsed);

        watch.Restart();
        await theirs.WithdrawAsync();
        await NextAsync(changes, change => change.Kind == ServiceChangeKind.Removed);
        Figures.Record($"{library} says goodbye → gone here", watch.Elapsed);
    }

    [Theory]
    [InlineData(ForeignPeer.Zeroconf)]
    [InlineData(ForeignPeer.Bonjour)]
    public async Task ServiceOfOurs_ComesChangesAndGoes(string library)
    {
        ForeignPeer.Require(library);
        await using NetworkLab lab = await CreateLabAsync();
        await using ForeignPeer theirs = await ForeignPeer.StartAsync(lab["theirs"], library, Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        await theirs.BrowseAsync(Guard);

        IServiceAdvertisement advertisement = await discovery.AdvertiseAsync(new ServiceAdvertisement("Ana's board", Board, 4712, TxtRecord.Empty.With("v", "1")), Guard);
        await theirs.ToldAsync("+\tAna's board\t4712\tv=1", Guard);

        var watch = Stopwatch.StartNew();
        await advertisement.UpdateAsync(TxtRecord.Empty.With("v", "2"), Guard);
        await theirs.ToldAsync("~\tAna's board\t4712\tv=2", Guard);
        Figures.Record($"the TXT record changes here → seen by {library}", watch.Elapsed);

        watch.Restart();
        await advertisement.DisposeAsync();
        await theirs.ToldAsync("-\tAna's board", Guard);
        Figures.Record($"goodbye from here → gone at {library}", watch.Elapsed);
    }

    [Theory]
    [InlineData(ForeignPeer.Zeroconf)]
    [InlineData(ForeignPeer.Bonjour)]
    [Conforms("6762-3-a", "6762-9-b")]
    public async Task NameThatTheyHave_IsNumberedHere(string library)
    {
        ForeignPeer.Require(library);
        await using NetworkLab lab = await CreateLabAsync();
        await using ForeignPeer theirs = await ForeignPeer.StartAsync(lab["theirs"], library, Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        Assert.Equal("Board", await theirs.PublishAsync("Board", 1, "v=1", Guard));

        await discovery.AdvertiseAsync(new ServiceAdvertisement("Board", Board, 2), Guard);
        await OursIsNumberedAsync(discovery);
    }

    [Theory]
    [InlineData(ForeignPeer.Zeroconf)]
    [InlineData(ForeignPeer.Bonjour)]
    public async Task NameThatIsOurs_EndsWithOneOfUs(string library)
    {
        ForeignPeer.Require(library);
        await using NetworkLab lab = await CreateLabAsync();
        await using ForeignPeer theirs = await ForeignPeer.StartAsync(lab["theirs"], library, Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        IServiceAdvertisement advertisement = await discovery.AdvertiseAsync(new ServiceAdvertisement("Board", Board, 2), Guard);

        // Their question holds no proposed record, or their patience is too short for a busy machine: then they take the name, and the conflict that follows ends it.
        if (await theirs.PublishAsync("Board", 1, "v=1", Guard) == "Board")
            await OursIsNumberedAsync(discovery);
        else
            Assert.Equal("Board", advertisement.InstanceName);
    }

    /// <summary>Waits until the service of this side, which has port 2, has the second name.</summary>
    private async Task OursIsNumberedAsync(LabDiscovery discovery)
    {
        await using IAsyncEnumerator<ServiceChange> changes = discovery.BrowseAsync(Board, Guard).GetAsyncEnumerator(Guard);
        await NextAsync(changes, change => change.Service is { InstanceName: "Board (2)", Port: 2 });
    }

    private static async Task<DiscoveredService> NextAsync(IAsyncEnumerator<ServiceChange> changes, Func<ServiceChange, bool> isAwaited)
    {
        do
            Assert.True(await changes.MoveNextAsync());
        while (!isAwaited(changes.Current));
        return changes.Current.Service;
    }

    private Task<NetworkLab> CreateLabAsync() => NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["ours", "theirs"] }, Guard);
}
