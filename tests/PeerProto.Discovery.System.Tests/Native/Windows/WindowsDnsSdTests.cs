using System.Net;
using PeerProto.Discovery.Native.Windows;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests.Native.Windows;

/// <summary>Discovery by Windows' own calls, against a Windows that the test plays.</summary>
public sealed class WindowsDnsSdTests : IAsyncDisposable
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    private readonly FakeDnsApi _windows = new();
    private readonly SystemDiscovery _discovery;

    public WindowsDnsSdTests() => _discovery = new SystemDiscovery(new SystemDiscoveryOptions(), new WindowsDnsSd(_windows, "PC"), static () => new EventWaiter());

    [Fact]
    public async Task Service_IsFoundWithItsPlaceAndRemovedByItsGoodbye()
    {
        await using Changes<ServiceChange> changes = new(token => _discovery.BrowseAsync(Board.WithSubtype("_big"), token));
        FakeDnsApi.Begun browse = await _windows.NextAsync();
        Assert.Equal("_big._sub._whiteboard._tcp.local", browse.Subject);
        _windows.Tell(browse, ("nonsense.local", 10), ("Ana's b. board._whiteboard._tcp.local", 4500));
        FakeDnsApi.Begun resolve = await _windows.NextAsync();
        Assert.Equal("Ana's b. board._whiteboard._tcp.local", resolve.Subject);

        _windows.Tell(
            resolve, resolve.Subject, "PC2.local", 4711, 7, IPAddress.Parse("192.0.2.1").GetAddressBytes(), IPAddress.Parse("fe80::1").GetAddressBytes(), ("v", "1"), ("flag", ""));
        DiscoveredService found = (await changes.NextAsync()).Service;
        while (found.Endpoints.Count < 2)
            found = (await changes.NextAsync()).Service;

        Assert.Equal(("Ana's b. board", Board, "PC2.local", 4711), (found.InstanceName, found.Type, found.HostName, found.Port));
        Assert.Equal(["192.0.2.1:4711 on 7", "[fe80::1%7]:4711 on 7"], found.Places.Select(place => place.ToString()));
        Assert.Equal(["v=1", "flag"], found.Txt.Select(entry => entry.ToString()));
        _windows.Tell(browse, ("Ana's b. board._whiteboard._tcp.local.", 0));
        Assert.Equal(ServiceChangeKind.Removed, (await changes.NextAsync()).Kind);
        await _discovery.DisposeAsync();
        Assert.Equal([browse.Context, resolve.Context], _windows.Ended.Order());
        Assert.Equal(0, _windows.Unfreed);
    }

    [Fact]
    public async Task ServiceTypes_AreYielded()
    {
        await using Changes<ServiceType> types = new(_discovery.BrowseTypesAsync);
        FakeDnsApi.Begun query = await _windows.NextAsync();
        Assert.Equal("_services._dns-sd._udp.local", query.Subject);

        _windows.Tell(query, ("_ipp._tcp.local", 10));

        Assert.Equal(ServiceType.Parse("_ipp._tcp"), await types.NextAsync());
    }

    [Fact]
    public async Task OfferedService_IsRegisteredChangedAndWithdrawn()
    {
        Task<IServiceAdvertisement> advertising = _discovery.AdvertiseAsync(
            new ServiceAdvertisement("Ana", Board, 4711, TxtRecord.Empty.With("v", "1").WithFlag("flag")), SystemScene.Cancellation).AsTask();
        FakeDnsApi.Begun first = await _windows.NextAsync();
        Assert.Equal("Ana._whiteboard._tcp.local at PC.local:4711", first.Subject);
        Assert.Equal(["v=1", "flag="], first.Txt);
        _windows.Tell(first, "Ana (2)._whiteboard._tcp.local", "PC.local", 4711, 0, null, null);
        IServiceAdvertisement offered = await advertising;
        Assert.Equal("Ana (2)", offered.InstanceName);

        await offered.UpdateAsync(TxtRecord.Empty.With("v", "2"), SystemScene.Cancellation);
        Assert.Equal([first.Context], _windows.Ended);
        FakeDnsApi.End(first, 0);
        FakeDnsApi.Begun second = await _windows.NextAsync();
        Assert.Equal(["v=2"], second.Txt);
        _windows.Tell(second, "Ana._whiteboard._tcp.local", "PC.local", 4711, 0, null, null);

        await offered.DisposeAsync();
        Assert.Equal([first.Context, second.Context], _windows.Ended);
        Assert.Equal(1, _windows.Unfreed); // Windows' until it has withdrawn the service
        FakeDnsApi.End(second, 0);
        Assert.Equal(0, _windows.Unfreed);
    }

    [Fact]
    public async Task OfferedSubtypes_AreRefused()
    {
        ServiceAdvertisement drawing = new("Ana", Board, 1) { Subtypes = ["_drawing"] };

        DiscoveryException failure = await Assert.ThrowsAsync<DiscoveryException>(async () => await _discovery.AdvertiseAsync(drawing, SystemScene.Cancellation));

        Assert.Equal(DiscoveryProblem.NotSupported, failure.Diagnosis.Problem);
    }

    [Theory]
    [InlineData(5, DiscoveryProblem.PermissionDenied)]
    [InlineData(1062, DiscoveryProblem.SystemServiceAbsent)]
    public async Task RefusalOfTheSystem_IsTheState(int code, DiscoveryProblem problem)
    {
        _windows.Code = code;
        await using Changes<ServiceChange> changes = new(token => _discovery.BrowseAsync(Board, token));

        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(SystemScene.Cancellation);
        guard.CancelAfter(TimeSpan.FromSeconds(30));
        await foreach (DiscoveryState state in _discovery.StatesAsync(guard.Token))
        {
            if (state.Kind == DiscoveryStateKind.Waiting)
            {
                Assert.Equal(problem, state.Diagnosis!.Problem);
                return;
            }
        }

        Assert.Fail("The discovery ended.");
    }

    [Fact]
    public async Task RequestThatTheSystemEnds_MakesTheDiscoveryWait()
    {
        await using Changes<ServiceChange> changes = new(token => _discovery.BrowseAsync(Board, token));
        FakeDnsApi.Begun browse = await _windows.NextAsync();

        FakeDnsApi.End(browse, 1062);

        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(SystemScene.Cancellation);
        guard.CancelAfter(TimeSpan.FromSeconds(30));
        Assert.True(await _discovery.StatesAsync(guard.Token).AnyAsync(state => state.Kind == DiscoveryStateKind.Waiting, guard.Token));
    }

    public ValueTask DisposeAsync() => _discovery.DisposeAsync();
}
