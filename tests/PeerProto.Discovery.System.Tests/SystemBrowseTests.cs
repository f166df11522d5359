using System.Net;
using PeerProto.Discovery.Native;
using PeerProto.Discovery.Requests;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests;

public sealed class SystemBrowseTests
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    [Fact]
    public async Task InstanceThatAvahiTellsTwice_IsOneServiceUntilBothHaveGone()
    {
        await using SystemScene scene = new(new FakeDnsSd { IsAvahi = true });
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        scene.Service.Tell(browse, "Ana's böard");
        scene.Service.Tell(browse, "Ana's böard");
        await PlaceAsync(scene, "host\\032a.local.", 4711, ["v=1", "flag"], "192.0.2.1", "fe80::1%2");

        DiscoveredService ana = await NextCompleteAsync(changes, endpoints: 2);
        Assert.Equal("Ana's böard", ana.InstanceName);
        Assert.Equal("host a.local", ana.HostName);
        Assert.Equal(["v=1", "flag"], ana.Txt.Select(entry => entry.ToString()));
        Assert.Equal([IPEndPoint.Parse("192.0.2.1:4711"), IPEndPoint.Parse("[fe80::1%2]:4711")], ana.Endpoints);

        scene.Service.Tell(browse, "Ana's böard", isThere: false);
        scene.Service.Tell(browse, "Ben");
        await PlaceAsync(scene, "ben.local.", 1, [], "192.0.2.2");
        Assert.Equal((ServiceChangeKind.Added, "Ben"), Read(await changes.NextAsync()));

        scene.Service.Tell(browse, "Ana's böard", isThere: false);
        Assert.Equal(new ServiceChange(ServiceChangeKind.Removed, ana), await changes.NextAsync());
    }

    [Fact]
    public async Task InstanceThatAnotherServiceTellsTwice_HasGoneWhenItSaysSo()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        scene.Service.Tell(browse, "Ana");
        scene.Service.Tell(browse, "Ana");
        await PlaceAsync(scene, "ana.local.", 1, [], "192.0.2.1", "192.0.2.1");
        await changes.NextAsync();

        scene.Service.Tell(browse, "Ana", isThere: false);

        Assert.Equal((ServiceChangeKind.Removed, "Ana"), Read(await changes.NextAsync()));
    }

    [Fact]
    public async Task TxtRecordAndPort_AreFollowed()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        scene.Service.Tell(await scene.Service.NextAsync(RequestKind.Browse), "Ana");
        FakeOperation resolve = await scene.Service.NextAsync(RequestKind.Resolve);
        scene.Service.TellPlace(resolve, "ana.local.", 1, "v=1");
        scene.Service.TellAddress(await scene.Service.NextAsync(RequestKind.Addresses), "192.0.2.1");
        Assert.Equal(ServiceChangeKind.Added, (await changes.NextAsync()).Kind);

        scene.Service.TellPlace(resolve, "ana.local.", 2, "v=2");

        ServiceChange changed = await changes.NextAsync();
        Assert.Equal((ServiceChangeKind.Changed, "2", 2), (changed.Kind, changed.Service.Txt.GetText("v"), changed.Service.Port));
        Assert.Equal([IPEndPoint.Parse("192.0.2.1:2")], changed.Service.Endpoints);
    }

    [Fact]
    public async Task AddressesThatComeAndGo_AreFollowed()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        scene.Service.Tell(await scene.Service.NextAsync(RequestKind.Browse), "Ana");
        FakeOperation addresses = await PlaceAsync(scene, "ana.local.", 1, [], "192.0.2.1");
        await changes.NextAsync();

        scene.Service.TellAddress(addresses, "192.0.2.9");
        Assert.Equal(2, (await changes.NextAsync()).Service.Endpoints.Count);
        scene.Service.TellAddress(addresses, "192.0.2.1", isThere: false);
        Assert.Equal([IPEndPoint.Parse("192.0.2.9:1")], (await changes.NextAsync()).Service.Endpoints);
        scene.Service.TellAddress(addresses, "192.0.2.9", isThere: false);
        Assert.Equal(ServiceChangeKind.Removed, (await changes.NextAsync()).Kind);
    }

    [Fact]
    public async Task HostThatMoves_LosesTheAddressesOfTheOldOne()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        scene.Service.Tell(await scene.Service.NextAsync(RequestKind.Browse), "Ana");
        FakeOperation resolve = await scene.Service.NextAsync(RequestKind.Resolve);
        scene.Service.TellPlace(resolve, "old.local.", 1);
        FakeOperation old = await scene.Service.NextAsync(RequestKind.Addresses);
        scene.Service.TellAddress(old, "192.0.2.1");
        await changes.NextAsync();

        scene.Service.TellPlace(resolve, "new.local.", 1);
        FakeOperation addresses = await scene.Service.NextAsync(RequestKind.Addresses);
        await old.Disposed;
        Assert.Equal(ServiceChangeKind.Removed, (await changes.NextAsync()).Kind);
        Assert.Equal("new.local.", addresses.Subject);
        scene.Service.TellAddress(addresses, "192.0.2.2");
        Assert.Equal([IPEndPoint.Parse("192.0.2.2:1")], (await changes.NextAsync()).Service.Endpoints);
    }

    [Fact]
    public async Task InstanceOnTwoInterfaces_IsOneServiceWithTheEndpointsOfBoth()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        scene.Service.Tell(browse, "Ana", interfaceIndex: 2);
        await PlaceAsync(scene, "ana.local.", 1, [], "192.0.2.1");
        await changes.NextAsync();

        scene.Service.Tell(browse, "Ana", interfaceIndex: 3);
        FakeOperation second = await PlaceAsync(scene, "ana.local.", 1, [], "198.51.100.1");
        Assert.Equal(3u, second.InterfaceIndex);
        ServiceChange changed = await changes.NextAsync();
        Assert.Equal((ServiceChangeKind.Changed, 2), (changed.Kind, changed.Service.Endpoints.Count));
        Assert.Equal(["192.0.2.1:1 on 2", "198.51.100.1:1 on 3"], changed.Service.Places.Select(place => place.ToString()));

        scene.Service.Tell(browse, "Ana", isThere: false, interfaceIndex: 2);
        Assert.Equal([IPEndPoint.Parse("198.51.100.1:1")], (await changes.NextAsync()).Service.Endpoints);
        Assert.False(second.Disposed.IsCompleted);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.251")]
    [InlineData("ff02::fb")]
    [InlineData("::ffff:192.0.2.1")]
    public async Task AddressThatLeadsNowhere_IsLeftOut(string address)
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        scene.Service.Tell(await scene.Service.NextAsync(RequestKind.Browse), "Ana");

        await PlaceAsync(scene, "ana.local.", 1, [], address, "192.0.2.1");

        Assert.Equal([IPEndPoint.Parse("192.0.2.1:1")], (await changes.NextAsync()).Service.Endpoints);
    }

    [Fact]
    public async Task LookupThatIsRefused_IsTriedAgainWhenItsTurnComes()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        scene.Service.Refuse(RequestKind.Resolve, DnsSdError.Refused);
        scene.Service.Tell(browse, "Ana");
        scene.Service.Tell(browse, "Ben");
        await PlaceAsync(scene, "ben.local.", 1, [], "192.0.2.2");
        Assert.Equal((ServiceChangeKind.Added, "Ben"), Read(await changes.NextAsync()));

        scene.Time.Advance(LookupSeats.TurnTime);
        await PlaceAsync(scene, "ana.local.", 1, [], "192.0.2.1");

        Assert.Equal((ServiceChangeKind.Added, "Ana"), Read(await changes.NextAsync()));
        Assert.Equal(DiscoveryState.Ready, scene.Discovery.State);
    }

    [Fact]
    public async Task LookupThatTheServiceEnds_KeepsWhatItKnewAndIsMadeAgain()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        scene.Service.Tell(await scene.Service.NextAsync(RequestKind.Browse), "Ana");
        FakeOperation resolve = await scene.Service.NextAsync(RequestKind.Resolve);
        scene.Service.TellPlace(resolve, "ana.local.", 1, "v=1");
        FakeOperation addresses = await scene.Service.NextAsync(RequestKind.Addresses);
        scene.Service.TellAddress(addresses, "192.0.2.1");
        await changes.NextAsync();

        resolve.Break(DnsSdError.Timeout);
        await resolve.Disposed;
        await addresses.Disposed;
        await scene.TurnAsync(); // its next turn is planned behind that
        scene.Time.Advance(LookupSeats.TurnTime);
        FakeOperation again = await scene.Service.NextAsync(RequestKind.Resolve);
        scene.Service.TellPlace(again, "ana.local.", 1, "v=2");

        ServiceChange changed = await changes.NextAsync();
        Assert.Equal((ServiceChangeKind.Changed, "2"), (changed.Kind, changed.Service.Txt.GetText("v")));
    }

    [Fact]
    public async Task MoreInstancesThanSeats_AreAllListedWithFewRequestsAtATime()
    {
        const int Instances = 200;
        FakeDnsSd service = new();
        service.Answer = operation =>
        {
            switch (operation.Kind)
            {
                case RequestKind.Browse:
                    for (int i = 0; i < Instances; i++)
                        service.Tell(operation, $"board {i}");
                    break;
                case RequestKind.Resolve:
                    service.TellPlace(operation, "host.local.", 1);
                    break;
                case RequestKind.Addresses:
                    service.TellAddress(operation, "192.0.2.1");
                    break;
            }
        };
        await using SystemScene scene = new(service);
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));

        HashSet<string> seen = [];
        while (seen.Count < Instances)
            seen.Add((await changes.NextAsync()).Service.InstanceName);

        Assert.InRange(service.MostOpen, 1, 1 + (LookupSeats.Capacity * 2));
    }

    [Fact]
    public async Task MoreInstancesThanAreKept_AreLeftOut()
    {
        FakeDnsSd service = new();
        await using SystemScene scene = new(service, options => options.MaximumServicesPerBrowse = 2);
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        FakeOperation browse = await service.NextAsync(RequestKind.Browse);
        foreach (string name in (string[])["one", "two", "three"])
            service.Tell(browse, name);
        Assert.Equal("one", (await service.NextAsync(RequestKind.Resolve)).Subject);
        Assert.Equal("two", (await service.NextAsync(RequestKind.Resolve)).Subject);

        service.Tell(browse, "one", isThere: false);
        service.Tell(browse, "four");

        Assert.Equal("three", (await service.NextAsync(RequestKind.Resolve)).Subject);
        service.Tell(browse, "four", isThere: false);
        service.Tell(browse, "five");
        service.Tell(browse, "two", isThere: false);
        Assert.Equal("five", (await service.NextAsync(RequestKind.Resolve)).Subject);
    }

    [Fact]
    public async Task InstanceThatAvahiTellsTwiceWhileThereIsNoRoom_StaysUntilBothHaveGone()
    {
        FakeDnsSd service = new() { IsAvahi = true };
        await using SystemScene scene = new(service, options => options.MaximumServicesPerBrowse = 1);
        await using Changes<InstanceChange> changes = new(token => scene.Discovery.BrowseInstancesAsync(Board, token));
        FakeOperation browse = await service.NextAsync(RequestKind.Browse);
        foreach (string name in (string[])["one", "two", "two"])
            service.Tell(browse, name);
        service.Tell(browse, "one", isThere: false);
        HashSet<InstanceChange> seen = [];
        while (!seen.Contains(new InstanceChange(ServiceChangeKind.Added, "two")))
            seen.Add(await changes.NextAsync());

        service.Tell(browse, "two", isThere: false);
        service.Tell(browse, "three");
        await scene.TurnAsync();
        service.Tell(browse, "two", isThere: false);

        HashSet<InstanceChange> after = [await changes.NextAsync(), await changes.NextAsync()];
        Assert.Equal([new InstanceChange(ServiceChangeKind.Removed, "two"), new InstanceChange(ServiceChangeKind.Added, "three")], after);
    }

    [Fact]
    public async Task MoreInstancesThanAreRemembered_AreForgotten()
    {
        FakeDnsSd service = new();
        await using SystemScene scene = new(service, options => options.MaximumServicesPerBrowse = 1);
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        FakeOperation browse = await service.NextAsync(RequestKind.Browse);
        for (int i = 0; i <= BrowseRequest.Remembered; i++)
            service.Tell(browse, $"{i}");

        for (int i = 0; i < BrowseRequest.Remembered; i++)
        {
            Assert.Equal($"{i}", (await service.NextAsync(RequestKind.Resolve)).Subject);
            service.Tell(browse, $"{i}", isThere: false);
        }

        service.Tell(browse, "last");
        Assert.Equal("last", (await service.NextAsync(RequestKind.Resolve)).Subject);
    }

    [Fact]
    public async Task Subtype_NarrowsTheBrowseAndNotTheTypeOfWhatIsFound()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board.WithSubtype("_drawing"), token));
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        Assert.Equal("_whiteboard._tcp,_drawing", browse.Subject);
        scene.Service.Tell(browse, "Ana");
        await PlaceAsync(scene, "ana.local.", 1, [], "192.0.2.1");

        Assert.Equal(Board, (await changes.NextAsync()).Service.Type);
    }

    [Fact]
    public async Task ServiceTypes_AreYieldedOnce()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceType> types = new(scene.Discovery.BrowseTypesAsync);
        FakeOperation query = await scene.Service.NextAsync(RequestKind.Record);
        Assert.Equal("_services._dns-sd._udp.local.", query.Subject);
        byte[][] pointers = ["\x04_ipp\x04_tcp\x05local\0"u8.ToArray(), "\x04_ipp\x04_tcp\x05local\0"u8.ToArray(), [], "\x3f_cut"u8.ToArray(), "\x05_http\x04_tcp\x05local\0"u8.ToArray()];

        foreach (byte[] pointer in pointers)
            scene.Service.Reply(query, new RecordReply(DnsSdFlags.Add, 2, DnsSdError.NoError, pointer));

        HashSet<ServiceType> seen = [await types.NextAsync(), await types.NextAsync()];
        Assert.Equal([ServiceType.Parse("_ipp._tcp"), ServiceType.Parse("_http._tcp")], seen);
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public async Task SilenceOfAServiceThatMayMeanARefusal_IsRemarked(bool mayStaySilent, bool isAnswered, bool expected)
    {
        using EventLog log = new();
        await using SystemScene scene = new(new FakeDnsSd { MayStaySilent = mayStaySilent }, options => options.LoggerFactory = log);
        await using Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        if (isAnswered)
            scene.Service.Tell(browse, "Ana");
        await scene.TurnAsync();

        scene.Time.Advance(TimeSpan.FromSeconds(ServiceBrowse.SilenceSeconds));
        await scene.TurnAsync();

        Assert.Equal(expected, log.Events.Contains(2358));
    }

    [Fact]
    public async Task CancelledBrowse_EndsItsRequests()
    {
        await using SystemScene scene = new();
        using CancellationTokenSource stop = new();
        IAsyncEnumerator<ServiceChange> changes = scene.Discovery.BrowseAsync(Board, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        Task<bool> next = changes.MoveNextAsync().AsTask();
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        scene.Service.Tell(browse, "Ana");
        FakeOperation resolve = await scene.Service.NextAsync(RequestKind.Resolve);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        await Task.WhenAll(browse.Disposed, resolve.Disposed);
        Assert.Equal(0, scene.Service.Open);
    }

    [Fact]
    public async Task DisposedDiscovery_EndsItsBrowsesAndRefusesMore()
    {
        await using SystemScene scene = new();
        Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(Board, token));
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);

        await scene.Discovery.DisposeAsync();

        await changes.ToEndAsync();
        Assert.True(browse.Disposed.IsCompleted);
        Assert.Equal(DiscoveryState.Cancelled, scene.Discovery.State);
        Assert.Throws<ObjectDisposedException>(() => scene.Discovery.BrowseAsync(Board, SystemScene.Cancellation));
    }

    /// <summary>Answers the next lookup.</summary>
    private static async Task<FakeOperation> PlaceAsync(SystemScene scene, string host, int port, string[] txt, params string[] addresses)
    {
        scene.Service.TellPlace(await scene.Service.NextAsync(RequestKind.Resolve), host, port, txt);
        FakeOperation query = await scene.Service.NextAsync(RequestKind.Addresses);
        foreach (string address in addresses)
            scene.Service.TellAddress(query, address);
        return query;
    }

    /// <summary>Addresses come one by one, so a reader may see a service before it has all.</summary>
    private static async Task<DiscoveredService> NextCompleteAsync(Changes<ServiceChange> changes, int endpoints)
    {
        while (true)
        {
            ServiceChange change = await changes.NextAsync();
            if (change.Service.Endpoints.Count == endpoints)
                return change.Service;
        }
    }

    private static (ServiceChangeKind Kind, string Name) Read(ServiceChange change) => (change.Kind, change.Service.InstanceName);
}
