using System.Diagnostics;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>Services whose programs are killed, and how long they stay listed. The figures are recorded.</summary>
public sealed class SilentDeathTests : IAsyncLifetime
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync() => await Peers.RequireAvahiAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    [Conforms("6762-10.4-a", "6762-10.4-b")]
    public async Task ServicesThatDieInSilence_AreGoneSoonAfterAFailedAttempt()
    {
        ForeignPeer.Require(ForeignPeer.Zeroconf);
        ForeignPeer.Require(ForeignPeer.Bonjour);
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["ours", "avahi", "zeroconf", "bonjour"] }, Guard);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using ForeignPeer zeroconf = await ForeignPeer.StartAsync(lab["zeroconf"], ForeignPeer.Zeroconf, Guard);
        await using ForeignPeer bonjour = await ForeignPeer.StartAsync(lab["bonjour"], ForeignPeer.Bonjour, Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        await using IAsyncEnumerator<ServiceChange> changes = discovery.BrowseAsync(Board, Guard).GetAsyncEnumerator(Guard);
        await zeroconf.PublishAsync("One", 1, "v=1", Guard);
        await bonjour.PublishAsync("Two", 2, "v=1", Guard);
        await avahi.PublishAsync("Three", "_whiteboard._tcp", 3, cancellationToken: Guard);
        Dictionary<string, DiscoveredService> found = [];
        while (found.Count < 3)
        {
            Assert.True(await changes.MoveNextAsync());
            found[changes.Current.Service.InstanceName] = changes.Current.Service;
        }

        zeroconf.Kill();
        bonjour.Kill();
        avahi.Process.Kill();
        var watch = Stopwatch.StartNew();
        foreach (DiscoveredService service in found.Values)
            await discovery.ReconfirmAsync(service, Guard);
        while (found.Count > 0)
        {
            Assert.True(await changes.MoveNextAsync());
            if (changes.Current.Kind == ServiceChangeKind.Removed)
                found.Remove(changes.Current.Service.InstanceName);
        }

        Figures.Record("avahi, python-zeroconf and bonjour-service die in silence → gone here after a failed attempt", watch.Elapsed);
    }
}
