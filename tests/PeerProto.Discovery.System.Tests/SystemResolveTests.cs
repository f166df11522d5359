using System.Net;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Native;
using PeerProto.Discovery.Requests;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests;

public sealed class SystemResolveTests
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task BrowseForNames_ResolvesNothing()
    {
        await using SystemScene scene = new();
        await using Changes<InstanceChange> changes = new(token => scene.Discovery.BrowseInstancesAsync(Board.WithSubtype("_drawing"), token));
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        Assert.Equal("_whiteboard._tcp,_drawing", browse.Subject);

        scene.Service.Tell(browse, "Ana", interfaceIndex: 2);
        scene.Service.Tell(browse, "Ana", interfaceIndex: 3);
        Assert.Equal(new InstanceChange(ServiceChangeKind.Added, "Ana"), await changes.NextAsync());
        scene.Service.Tell(browse, "Ana", isThere: false, interfaceIndex: 2);
        await scene.TurnAsync();
        scene.Service.Tell(browse, "Ana", isThere: false, interfaceIndex: 3);

        Assert.Equal(new InstanceChange(ServiceChangeKind.Removed, "Ana"), await changes.NextAsync());
        Assert.Equal(1, scene.Service.MostOpen);
    }

    [Fact]
    public async Task BrowseForNamesThatTheServiceInterrupts_BeginsAnew()
    {
        await using SystemScene scene = new();
        await using Changes<InstanceChange> changes = new(token => scene.Discovery.BrowseInstancesAsync(Board, token));
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        scene.Service.Tell(browse, "Ana");
        await changes.NextAsync();

        browse.Disconnect();

        Assert.Equal(new InstanceChange(ServiceChangeKind.Removed, "Ana"), await changes.NextAsync());
        await scene.WhenAsync(DiscoveryStateKind.Waiting);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        scene.Service.Tell(await scene.Service.NextAsync(RequestKind.Browse), "Ana");
        Assert.Equal(new InstanceChange(ServiceChangeKind.Added, "Ana"), await changes.NextAsync());
    }

    [Fact]
    public async Task Resolving_AsksForOneInstanceAndEndsItsRequests()
    {
        await using SystemScene scene = new();
        Task<DiscoveredService> resolving = scene.Discovery.ResolveAsync(Board.WithSubtype("_any"), "Ana", SystemScene.Cancellation).AsTask();
        FakeOperation resolve = await scene.Service.NextAsync(RequestKind.Resolve);
        Assert.Equal(("Ana", 0u), (resolve.Subject, resolve.InterfaceIndex));
        scene.Service.TellPlace(resolve, "ana.local.", 4711, "v=1");
        FakeOperation addresses = await scene.Service.NextAsync(RequestKind.Addresses);
        scene.Service.TellAddress(addresses, "192.0.2.1", interfaceIndex: 2);
        await scene.TurnAsync();
        scene.Service.TellAddress(addresses, "192.0.2.1", interfaceIndex: 3);
        await scene.TurnAsync();
        Assert.False(resolving.IsCompleted);

        DiscoveredService service = await SettleAsync(scene, resolving);

        Assert.Equal(("Ana", Board, "ana.local", 4711, "1"), (service.InstanceName, service.Type, service.HostName, service.Port, service.Txt.GetText("v")));
        Assert.Equal(["192.0.2.1:4711 on 2", "192.0.2.1:4711 on 3"], service.Places.Select(place => place.ToString()));
        await Task.WhenAll(resolve.Disposed, addresses.Disposed).WaitAsync(Guard, SystemScene.Cancellation);
        Assert.Equal(0, scene.Service.Open);
    }

    [Fact]
    public async Task InstanceThatNobodyAnswersFor_IsAskedForAgain()
    {
        await using SystemScene scene = new(new FakeDnsSd { IsAvahi = true });
        Task<DiscoveredService> resolving = scene.Discovery.ResolveAsync(Board, "Ana", SystemScene.Cancellation).AsTask();
        (await scene.Service.NextAsync(RequestKind.Resolve)).Break(DnsSdError.Unknown); // what Avahi says behind five seconds of silence
        await scene.TurnAsync();
        Assert.Equal(DiscoveryState.Ready, scene.Discovery.State);

        scene.Time.Advance(LookupSeats.TurnTime);
        scene.Service.TellPlace(await scene.Service.NextAsync(RequestKind.Resolve), "ana.local.", 1);
        scene.Service.TellAddress(await scene.Service.NextAsync(RequestKind.Addresses), "192.0.2.1");

        Assert.Equal([IPEndPoint.Parse("192.0.2.1:1")], (await SettleAsync(scene, resolving)).Endpoints);
    }

    [Fact]
    public async Task ServiceThatGoes_IsWaitedFor()
    {
        await using SystemScene scene = new();
        Task<DiscoveredService> resolving = scene.Discovery.ResolveAsync(Board, "Ana", SystemScene.Cancellation).AsTask();
        (await scene.Service.NextAsync(RequestKind.Resolve)).Disconnect();
        await scene.WhenAsync(DiscoveryStateKind.Waiting);

        scene.Time.Advance(TimeSpan.FromSeconds(1));
        scene.Service.TellPlace(await scene.Service.NextAsync(RequestKind.Resolve), "ana.local.", 1);
        scene.Service.TellAddress(await scene.Service.NextAsync(RequestKind.Addresses), "192.0.2.1");

        await SettleAsync(scene, resolving);
    }

    [Fact]
    public async Task RefusalForGood_IsTheResult()
    {
        await using SystemScene scene = new();
        scene.Service.Refuse(RequestKind.Resolve, DnsSdError.NoAuth);

        DiscoveryException failure = await Assert.ThrowsAsync<DiscoveryException>(async () => await scene.Discovery.ResolveAsync(Board, "Ana", SystemScene.Cancellation));

        Assert.Equal(DiscoveryProblem.ServiceTypeNotDeclared, failure.Diagnosis.Problem);
        Assert.Contains("Add _whiteboard._tcp to NSBonjourServices", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolvingGivenUp_EndsItsRequests()
    {
        await using SystemScene scene = new();
        using CancellationTokenSource giveUp = new();
        Task<DiscoveredService> resolving = scene.Discovery.ResolveAsync(Board, "Ana", giveUp.Token).AsTask();
        FakeOperation resolve = await scene.Service.NextAsync(RequestKind.Resolve);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolving);
        Assert.True(resolve.Disposed.IsCompleted);
    }

    [Fact]
    public async Task DisposedDiscovery_EndsItsResolving()
    {
        await using SystemScene scene = new();
        Task<DiscoveredService> resolving = scene.Discovery.ResolveAsync(Board, "Ana", SystemScene.Cancellation).AsTask();
        await scene.Service.NextAsync(RequestKind.Resolve);

        await scene.Discovery.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => resolving);
    }

    [Fact]
    public async Task NameThatCannotBeOne_IsRefused()
    {
        await using SystemScene scene = new();

        await Assert.ThrowsAsync<ArgumentException>(async () => await scene.Discovery.ResolveAsync(Board, new string('a', 64), SystemScene.Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await scene.Discovery.ResolveAsync(Board, "", SystemScene.Cancellation));
    }

    /// <summary>Lets the moment pass in which more addresses are waited for; it begins when the reader has seen the first.</summary>
    private static async Task<DiscoveredService> SettleAsync(SystemScene scene, Task<DiscoveredService> resolving)
    {
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(SystemScene.Cancellation);
        guard.CancelAfter(Guard);
        while (!resolving.IsCompleted)
        {
            guard.Token.ThrowIfCancellationRequested();
            scene.Time.Advance(SettledService.SettleTime);
            await Task.Yield();
        }

        return await resolving;
    }
}
