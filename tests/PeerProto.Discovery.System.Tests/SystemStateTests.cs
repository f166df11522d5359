using PeerProto.Discovery.Native;
using PeerProto.Discovery.Requests;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests;

public sealed class SystemStateTests
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    [Fact]
    public async Task PermissionIsRefused_DiscoveryWaitsAndGoesOnWhenItIsGiven()
    {
        await using SystemScene scene = new();
        Assert.Equal(DiscoveryState.Setup, scene.Discovery.State);
        await using Changes<ServiceChange> changes = Browse(scene);
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        await scene.WhenAsync(DiscoveryStateKind.Ready);

        scene.Service.Reply(browse, new BrowseReply(DnsSdFlags.None, 0, DnsSdError.PolicyDenied, "", "", ""));

        DiscoveryState denied = await scene.WhenAsync(DiscoveryStateKind.Waiting);
        Assert.Equal(DiscoveryProblem.PermissionDenied, denied.Diagnosis!.Problem);
        Assert.Contains("Local Network", denied.Diagnosis.Remedy, StringComparison.Ordinal);
        await browse.Disposed;

        scene.Time.Advance(TimeSpan.FromSeconds(1));
        scene.Service.Tell(await scene.Service.NextAsync(RequestKind.Browse), "Ana");
        await scene.WhenAsync(DiscoveryStateKind.Ready);
    }

    [Fact]
    public async Task RequestThatIsMadeAgain_CountsWhenItHasLastedASecond()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = Browse(scene);
        (await scene.Service.NextAsync(RequestKind.Browse)).Break(DnsSdError.PolicyDenied);
        await scene.WhenAsync(DiscoveryStateKind.Waiting);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        await scene.Service.NextAsync(RequestKind.Browse);
        await scene.TurnAsync();

        scene.Time.Advance(TimeSpan.FromMilliseconds(999)); // a refusal may still come
        await scene.TurnAsync();
        Assert.Equal(DiscoveryStateKind.Waiting, scene.Discovery.State.Kind);

        scene.Time.Advance(TimeSpan.FromMilliseconds(1));
        await scene.WhenAsync(DiscoveryStateKind.Ready);
    }

    [Fact]
    public async Task TypeIsNotDeclared_TheBrowseEndsWithWhatToDeclare()
    {
        await using SystemScene scene = new();
        Changes<ServiceChange> changes = Browse(scene);
        (await scene.Service.NextAsync(RequestKind.Browse)).Break(DnsSdError.NoAuth);

        DiscoveryException failure = await Assert.ThrowsAsync<DiscoveryException>(changes.ToEndAsync);

        Assert.Equal(DiscoveryProblem.ServiceTypeNotDeclared, failure.Diagnosis.Problem);
        Assert.Contains("Add _whiteboard._tcp to NSBonjourServices", failure.Remedy, StringComparison.Ordinal);
        await scene.WhenAsync(state => state == DiscoveryState.Failed(failure.Diagnosis));

        await using Changes<ServiceChange> other = Browse(scene);
        await scene.WhenAsync(DiscoveryStateKind.Ready);
    }

    [Fact]
    public async Task ServiceDoesNotRun_IsAskedAgainAfterGrowingPauses()
    {
        await using SystemScene scene = new();
        scene.Service.Refuse(RequestKind.Browse, DnsSdError.ServiceNotRunning, times: 3);
        await using Changes<ServiceChange> changes = Browse(scene);
        DiscoveryState waiting = await scene.WhenAsync(DiscoveryStateKind.Waiting);
        Assert.Equal(DiscoveryProblem.SystemServiceAbsent, waiting.Diagnosis!.Problem);

        TimeSpan passed = TimeSpan.Zero;
        for (; scene.Service.Open == 0; passed += TimeSpan.FromMilliseconds(250))
        {
            scene.Time.Advance(TimeSpan.FromMilliseconds(250));
            await scene.TurnAsync();
        }

        // After 1, 2 and 4 seconds.
        Assert.InRange(passed, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8));
        scene.Service.Tell(await scene.Service.NextAsync(RequestKind.Browse), "Ana");
        await scene.WhenAsync(DiscoveryStateKind.Ready);
    }

    [Fact]
    public async Task ServiceGoesAndComesBack_ServicesAreGoneAndThereAgain()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = Browse(scene);
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        await AnswerAsync(scene, browse);
        Assert.Equal(ServiceChangeKind.Added, (await changes.NextAsync()).Kind);

        browse.Disconnect();
        Assert.Equal(ServiceChangeKind.Removed, (await changes.NextAsync()).Kind);
        await scene.WhenAsync(DiscoveryStateKind.Waiting);

        scene.Time.Advance(TimeSpan.FromSeconds(1));
        await AnswerAsync(scene, await scene.Service.NextAsync(RequestKind.Browse));
        Assert.Equal(ServiceChangeKind.Added, (await changes.NextAsync()).Kind);
        await scene.WhenAsync(DiscoveryStateKind.Ready);
    }

    [Fact]
    public async Task LookupLosesThePermission_TheBrowseWaits()
    {
        await using SystemScene scene = new();
        await using Changes<ServiceChange> changes = Browse(scene);
        FakeOperation browse = await scene.Service.NextAsync(RequestKind.Browse);
        scene.Service.Tell(browse, "Ana");

        (await scene.Service.NextAsync(RequestKind.Resolve)).Break(DnsSdError.PolicyDenied);

        await scene.WhenAsync(DiscoveryStateKind.Waiting);
        await browse.Disposed;
    }

    [Fact]
    public async Task LibraryIsNotThere_IsToldWithWhatBringsIt()
    {
        await using SystemDiscovery discovery = new(new SystemDiscoveryOptions(), library: null, () => new FakeDnsSd());

        DiscoveryException failure = Assert.Throws<DiscoveryException>(() => discovery.BrowseAsync(Board, SystemScene.Cancellation));

        Assert.Equal(DiscoveryProblem.SystemServiceAbsent, failure.Diagnosis.Problem);
        Assert.Contains("MdnsDiscovery", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(DiscoveryState.Failed(failure.Diagnosis), discovery.State);
    }

    [Fact]
    public async Task UnexpectedError_EndsDiscoveryWithAReport()
    {
        FakeDnsSd service = new();
        await using SystemDiscovery discovery = new(new SystemDiscoveryOptions(), service, () => service);
        Changes<ServiceChange> changes = new(token => discovery.BrowseAsync(Board, token));
        FakeOperation browse = await service.NextAsync(RequestKind.Browse);

        browse.Reply(() => throw new InvalidOperationException("boom"));

        DiscoveryException failure = await Assert.ThrowsAsync<DiscoveryException>(changes.ToEndAsync);
        Assert.Contains("boom", failure.Message, StringComparison.Ordinal);
        Assert.Equal(DiscoveryStateKind.Failed, discovery.State.Kind);
        Assert.Throws<DiscoveryException>(() => discovery.BrowseAsync(Board, SystemScene.Cancellation));
    }

    [Theory]
    [InlineData(-65570, false, DiscoveryProblem.PermissionDenied, true)]
    [InlineData(-65571, false, DiscoveryProblem.PermissionDenied, true)]
    [InlineData(-65550, false, DiscoveryProblem.PermissionDenied, true)]
    [InlineData(-65555, false, DiscoveryProblem.ServiceTypeNotDeclared, false)]
    [InlineData(-65563, false, DiscoveryProblem.SystemServiceAbsent, true)]
    [InlineData(-65537, true, DiscoveryProblem.SystemServiceAbsent, true)]
    [InlineData(-65537, false, DiscoveryProblem.Unknown, true)]
    [InlineData(-65553, true, DiscoveryProblem.LimitReached, true)]
    [InlineData(-65539, false, DiscoveryProblem.LimitReached, true)]
    [InlineData(-65552, false, DiscoveryProblem.NoNetwork, true)]
    [InlineData(-65548, false, DiscoveryProblem.NameConflict, false)]
    [InlineData(-65547, false, DiscoveryProblem.NameConflict, false)]
    [InlineData(-65544, true, DiscoveryProblem.NotSupported, false)]
    [InlineData(-65551, true, DiscoveryProblem.NotSupported, false)]
    [InlineData(-65540, false, DiscoveryProblem.Unknown, false)]
    [InlineData(-65569, false, DiscoveryProblem.Unknown, true)]
    [InlineData(-1, false, DiscoveryProblem.Unknown, true)]
    public void Code_HasItsProblem(int code, bool isAvahi, DiscoveryProblem problem, bool mayPass)
    {
        RequestFailure failure = RequestFailure.Of((DnsSdError)code, "_whiteboard._tcp", isAvahi);

        Assert.Equal((problem, mayPass), (failure.Diagnosis.Problem, failure.MayPass));
        Assert.DoesNotContain(".", failure.Diagnosis.Cause[^1..], StringComparison.Ordinal);
    }

    private static Changes<ServiceChange> Browse(SystemScene scene) => new(token => scene.Discovery.BrowseAsync(Board, token));

    private static async Task AnswerAsync(SystemScene scene, FakeOperation browse)
    {
        scene.Service.Tell(browse, "Ana");
        scene.Service.TellPlace(await scene.Service.NextAsync(RequestKind.Resolve), "ana.local.", 1);
        scene.Service.TellAddress(await scene.Service.NextAsync(RequestKind.Addresses), "192.0.2.1");
    }

    [Fact]
    public async Task LastRequestInTroubleThatEnds_TakesTheTroubleWithIt()
    {
        await using SystemScene scene = new();
        scene.Service.Refuse(RequestKind.Browse, DnsSdError.ServiceNotRunning);
        Changes<ServiceChange> changes = new(token => scene.Discovery.BrowseAsync(ServiceType.Parse("_whiteboard._tcp"), token));
        await scene.WhenAsync(DiscoveryStateKind.Waiting);

        await changes.DisposeAsync();

        await scene.WhenAsync(DiscoveryStateKind.Setup);
    }

    [Fact]
    public async Task RequestsBegunWhileTheDiscoveryIsDisposed_AllEnd()
    {
        SystemScene scene = new();
        ServiceAdvertisement board = new("Ana", ServiceType.Parse("_whiteboard._tcp"), 1);
        Task[] advertising = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (true)
                await scene.Discovery.AdvertiseAsync(board, SystemScene.Cancellation); // is never claimed
        }))];
        await scene.Service.NextAsync(RequestKind.Register);

        await scene.DisposeAsync();

        foreach (Task ended in advertising)
            await Assert.ThrowsAsync<ObjectDisposedException>(() => ended.WaitAsync(TimeSpan.FromSeconds(30), SystemScene.Cancellation));
    }
}
