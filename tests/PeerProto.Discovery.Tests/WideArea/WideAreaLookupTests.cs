using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Tests.WideArea;

public sealed class WideAreaLookupTests : IAsyncDisposable
{
    private const string Pointers = "_whiteboard._tcp.example.com";

    private static readonly ServiceType Type = ServiceType.Parse("_whiteboard._tcp");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly NameServer _server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BrowseForNames_AsksForPointersOnly()
    {
        _server.Set([NameServer.Pointer(Pointers, Instance("Ana"), 0), .. Records("Ana")]);
        await using WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<InstanceChange> changes = discovery.BrowseInstancesAsync(Type, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.Equal(new InstanceChange(ServiceChangeKind.Added, "Ana"), await NextAsync(changes));

        _server.Set([NameServer.Pointer(Pointers, Instance("Ben"), 0), .. Records("Ben")]);

        Assert.Equal(new InstanceChange(ServiceChangeKind.Removed, "Ana"), await NextAsync(changes));
        Assert.Equal(new InstanceChange(ServiceChangeKind.Added, "Ben"), await NextAsync(changes));
        Assert.All(_server.Asked, question => Assert.Equal(new DnsQuestion(DnsName.Parse(Pointers), DnsRecordType.Ptr), question));
    }

    [Fact]
    public async Task ServiceTypesOfADomain_AreYieldedOnce()
    {
        const string List = "_services._dns-sd._udp.example.com";
        _server.Set(
            NameServer.Pointer(List, DnsName.Parse(Pointers), 0), NameServer.Pointer(List, DnsName.Parse("_ipp._tcp.example.com"), 0),
            NameServer.Pointer(List, DnsName.Parse("_http._tcp.example.org"), 0), NameServer.Pointer(List, DnsName.Parse("nonsense.example.com"), 0));
        await using WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<ServiceType> types = discovery.BrowseTypesAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        HashSet<ServiceType> seen = [];
        while (seen.Count < 2)
        {
            Assert.True(await types.MoveNextAsync().AsTask().WaitAsync(Patience, Cancellation));
            Assert.True(seen.Add(types.Current));
        }

        Assert.Equal([Type, ServiceType.Parse("_ipp._tcp")], seen);
    }

    [Fact]
    public async Task Resolving_AsksAboutOneInstanceAndItsHostOnly()
    {
        _server.Set([NameServer.Pointer(Pointers, Instance("Ana")), NameServer.Pointer(Pointers, Instance("Ben")), .. Records("Ana"), NameServer.Location(Instance("Ben"), "board.example.com", 1), NameServer.Text(Instance("Ben"), TxtRecord.Empty)]);
        await using WideAreaDiscovery discovery = Discovery();

        DiscoveredService service = await discovery.ResolveAsync(Type.WithSubtype("_any"), "Ana", Cancellation).AsTask().WaitAsync(Patience, Cancellation);

        Assert.Equal(("Ana", Type, "board.example.com"), (service.InstanceName, service.Type, service.HostName));
        Assert.Equal(["192.0.2.7:4711", "[2001:db8::7]:4711"], service.Places.Select(place => place.ToString()));
        DnsName host = DnsName.Parse("board.example.com");
        Assert.Equal(
            new HashSet<DnsQuestion> { new(Instance("Ana"), DnsRecordType.Srv), new(Instance("Ana"), DnsRecordType.Txt), new(host, DnsRecordType.A), new(host, DnsRecordType.Aaaa) },
            [.. _server.Asked]);
    }

    [Fact]
    public async Task InstanceThatIsNotThereYet_IsWaitedFor()
    {
        await using WideAreaDiscovery discovery = Discovery();
        Task<DiscoveredService> resolving = discovery.ResolveAsync(Type, "Ana", Cancellation).AsTask();
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        guard.CancelAfter(Patience);
        await foreach (DiscoveryState state in discovery.StatesAsync(guard.Token))
        {
            if (state == DiscoveryState.Ready)
                break; // a round has passed
        }

        Assert.False(resolving.IsCompleted);
        _server.Set(Records("Ana"));

        Assert.Equal("Ana", (await resolving.WaitAsync(Patience, Cancellation)).InstanceName);
    }

    [Fact]
    public async Task ResolvingGivenUp_EndsWithCancellation()
    {
        await using WideAreaDiscovery discovery = Discovery();
        using CancellationTokenSource giveUp = new();
        Task<DiscoveredService> resolving = discovery.ResolveAsync(Type, "Ana", giveUp.Token).AsTask();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolving.WaitAsync(Patience, Cancellation));
    }

    [Fact]
    public async Task DisposedDiscovery_EndsItsResolvingAndRefusesMore()
    {
        WideAreaDiscovery discovery = Discovery();
        Task<DiscoveredService> resolving = discovery.ResolveAsync(Type, "Ana", Cancellation).AsTask();

        await discovery.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => resolving.WaitAsync(Patience, Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await discovery.ResolveAsync(Type, "Ana", Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await discovery.AdvertiseAsync(new ServiceAdvertisement("Ana", Type, 1), Cancellation));
    }

    [Fact]
    public async Task NameThatCannotBeOne_IsRefused()
    {
        await using WideAreaDiscovery discovery = Discovery();

        await Assert.ThrowsAsync<ArgumentException>(async () => await discovery.ResolveAsync(Type, new string('a', 64), Cancellation));
        Assert.Empty(_server.Asked);
    }

    [Fact]
    public async Task DomainThatIsRecommendedNoMore_IsLeft()
    {
        DnsName other = DnsName.Parse("_whiteboard._tcp.example.org").Child("Ana");
        DnsRecord recommendation = NameServer.Pointer("b._dns-sd._udp.example.com", DnsName.Parse("example.org"), 0);
        DnsRecord[] rest = [NameServer.Pointer("_whiteboard._tcp.example.org", other, 0), .. RecordsOf(other)];
        await using WideAreaDiscovery discovery = Discovery(recommended: true);
        await using IAsyncEnumerator<InstanceChange> changes = discovery.BrowseInstancesAsync(Type, Cancellation).GetAsyncEnumerator(Cancellation);

        _server.Set([recommendation, .. rest]);
        Assert.Equal(new InstanceChange(ServiceChangeKind.Added, "Ana"), await NextAsync(changes));
        _server.Set(rest);

        Assert.Equal(new InstanceChange(ServiceChangeKind.Removed, "Ana"), await NextAsync(changes));
    }

    [Fact]
    public void NoNameServerAtAll_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new WideAreaDiscovery(new WideAreaDiscoveryOptions { Domains = ["example.com"], Servers = [] }));

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static DnsName Instance(string name) => DnsName.Parse(Pointers).Child(name);

    private static DnsRecord[] Records(string name) => RecordsOf(Instance(name));

    private static DnsRecord[] RecordsOf(DnsName instance) =>
    [
        NameServer.Location(instance, "board.example.com", 4711, 0), NameServer.Text(instance, TxtRecord.Empty, 0),
        NameServer.Host("board.example.com", "192.0.2.7", 0), NameServer.Host("board.example.com", "2001:db8::7", 0),
    ];

    private static async Task<InstanceChange> NextAsync(IAsyncEnumerator<InstanceChange> changes)
    {
        Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(Patience, Cancellation));
        return changes.Current;
    }

    private WideAreaDiscovery Discovery(bool recommended = false) => new(new WideAreaDiscoveryOptions
    {
        Domains = ["example.com"],
        Servers = [_server.Address],
        BrowseRecommendedDomains = recommended,
        AnswerTimeout = TimeSpan.FromSeconds(30),
        MinimumInterval = TimeSpan.FromMilliseconds(20),
        MaximumInterval = TimeSpan.FromMilliseconds(20),
    });
}
