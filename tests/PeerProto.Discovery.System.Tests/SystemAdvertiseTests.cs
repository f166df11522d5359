using PeerProto.Discovery.Native;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests;

public sealed class SystemAdvertiseTests
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task NameThatTheSystemChooses_IsThatOfTheAdvertisement()
    {
        await using SystemScene scene = new();
        Task<IServiceAdvertisement> advertising = AdvertiseAsync(scene);
        FakeOperation registration = await scene.Service.NextAsync(RequestKind.Register);

        scene.Service.Reply(registration, new RegisterReply(DnsSdError.NoError, "Ana (2)"));

        IServiceAdvertisement advertisement = await advertising.WaitAsync(Guard, SystemScene.Cancellation);
        Assert.Equal("Ana (2)", advertisement.InstanceName);
        await advertisement.DisposeAsync();
        Assert.True(registration.Disposed.IsCompleted);
    }

    [Fact]
    public async Task AdvertisingGivenUp_LeavesNothingBehind()
    {
        await using SystemScene scene = new();
        using CancellationTokenSource giveUp = new();
        Task<IServiceAdvertisement> advertising = AdvertiseAsync(scene, giveUp.Token);
        FakeOperation registration = await scene.Service.NextAsync(RequestKind.Register);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => advertising);
        Assert.True(registration.Disposed.IsCompleted);
    }

    [Fact]
    public async Task NameThatIsTakenForGood_IsToldWithWhatHelps()
    {
        await using SystemScene scene = new();
        Task<IServiceAdvertisement> advertising = AdvertiseAsync(scene);
        FakeOperation registration = await scene.Service.NextAsync(RequestKind.Register);

        scene.Service.Reply(registration, new RegisterReply(DnsSdError.NameConflict, ""));

        DiscoveryException failure = await Assert.ThrowsAsync<DiscoveryException>(() => advertising.WaitAsync(Guard, SystemScene.Cancellation));
        Assert.Equal(DiscoveryProblem.NameConflict, failure.Diagnosis.Problem);
        Assert.Contains("'Ana'", failure.Message, StringComparison.Ordinal);
        await registration.Disposed;
    }

    [Fact]
    public async Task PermissionIsGivenLater_TheServiceIsOfferedThen()
    {
        await using SystemScene scene = new();
        Task<IServiceAdvertisement> advertising = AdvertiseAsync(scene);
        scene.Service.Reply(await scene.Service.NextAsync(RequestKind.Register), new RegisterReply(DnsSdError.PolicyDenied, ""));
        DiscoveryState denied = await scene.WhenAsync(DiscoveryStateKind.Waiting);
        Assert.Equal(DiscoveryProblem.PermissionDenied, denied.Diagnosis!.Problem);

        scene.Time.Advance(TimeSpan.FromSeconds(1));
        scene.Service.Reply(await scene.Service.NextAsync(RequestKind.Register), new RegisterReply(DnsSdError.NoError, "Ana"));

        Assert.Equal("Ana", (await advertising.WaitAsync(Guard, SystemScene.Cancellation)).InstanceName);
        await scene.WhenAsync(DiscoveryStateKind.Ready);
    }

    [Fact]
    public async Task ServiceThatRestarts_GetsTheRegistrationAgain()
    {
        await using SystemScene scene = new();
        Task<IServiceAdvertisement> advertising = AdvertiseAsync(scene);
        FakeOperation first = await scene.Service.NextAsync(RequestKind.Register);
        scene.Service.Reply(first, new RegisterReply(DnsSdError.NoError, "Ana"));
        IServiceAdvertisement advertisement = await advertising.WaitAsync(Guard, SystemScene.Cancellation);

        first.Disconnect();
        await scene.WhenAsync(DiscoveryStateKind.Waiting);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        scene.Service.Reply(await scene.Service.NextAsync(RequestKind.Register), new RegisterReply(DnsSdError.NoError, "Ana (2)"));
        await scene.WhenAsync(DiscoveryStateKind.Ready);

        Assert.Equal("Ana (2)", advertisement.InstanceName);
        Assert.True(first.Disposed.IsCompleted);
    }

    [Fact]
    public async Task DisposedDiscovery_WithdrawsWhatItOffers()
    {
        await using SystemScene scene = new();
        Task<IServiceAdvertisement> claimed = AdvertiseAsync(scene);
        FakeOperation registration = await scene.Service.NextAsync(RequestKind.Register);
        scene.Service.Reply(registration, new RegisterReply(DnsSdError.NoError, "Ana"));
        IServiceAdvertisement advertisement = await claimed.WaitAsync(Guard, SystemScene.Cancellation);
        Task<IServiceAdvertisement> waiting = AdvertiseAsync(scene);
        await scene.Service.NextAsync(RequestKind.Register);

        await scene.Discovery.DisposeAsync();

        Assert.True(registration.Disposed.IsCompleted);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(Guard, SystemScene.Cancellation));
        await advertisement.DisposeAsync();
    }

    [Fact]
    public async Task TxtRecord_IsReplacedTenTimesAMinuteAtMost()
    {
        await using SystemScene scene = new();
        IServiceAdvertisement advertisement = await RegisterAsync(scene);
        Assert.Equal("\0", await scene.Service.Txts.Reader.ReadAsync(SystemScene.Cancellation));

        for (int i = 1; i <= 12; i++)
            await advertisement.UpdateAsync(TxtRecord.Empty.With("v", $"{i}"), SystemScene.Cancellation);

        for (int i = 1; i <= 10; i++)
            Assert.EndsWith($"v={i}", await scene.Service.Txts.Reader.ReadAsync(SystemScene.Cancellation), StringComparison.Ordinal);
        await scene.TurnAsync();
        Assert.Equal(0, scene.Service.Txts.Reader.Count);

        scene.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.EndsWith("v=12", await scene.Service.Txts.Reader.ReadAsync(SystemScene.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TxtRecordThatIsReplacedWhileTheServiceIsAway_IsToldWhenItIsBack()
    {
        await using SystemScene scene = new();
        Task<IServiceAdvertisement> advertising = AdvertiseAsync(scene);
        FakeOperation first = await scene.Service.NextAsync(RequestKind.Register);
        scene.Service.Reply(first, new RegisterReply(DnsSdError.NoError, "Ana"));
        IServiceAdvertisement advertisement = await advertising.WaitAsync(Guard, SystemScene.Cancellation);
        await scene.Service.Txts.Reader.ReadAsync(SystemScene.Cancellation);
        first.Disconnect();
        await scene.WhenAsync(DiscoveryStateKind.Waiting);

        await advertisement.UpdateAsync(TxtRecord.Empty.With("v", "2"), SystemScene.Cancellation);
        scene.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("\u0003v=2", await scene.Service.Txts.Reader.ReadAsync(SystemScene.Cancellation));
    }

    [Fact]
    public async Task UpdateThatTheServiceRefuses_IsMadeAgainWithTheWholeRegistration()
    {
        await using SystemScene scene = new();
        IServiceAdvertisement advertisement = await RegisterAsync(scene);
        scene.Service.UpdateResult = DnsSdError.ServiceNotRunning;
        await advertisement.UpdateAsync(TxtRecord.Empty.With("v", "2"), SystemScene.Cancellation);
        await scene.WhenAsync(DiscoveryStateKind.Waiting);

        scene.Time.Advance(TimeSpan.FromSeconds(1));

        await scene.Service.NextAsync(RequestKind.Register);
    }

    [Fact]
    public async Task AdvertisementThatIsOver_TakesNoTxtRecord()
    {
        await using SystemScene scene = new();
        IServiceAdvertisement withdrawn = await RegisterAsync(scene);
        IServiceAdvertisement other = await RegisterAsync(scene);

        await withdrawn.DisposeAsync();
        await scene.Discovery.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await withdrawn.UpdateAsync(TxtRecord.Empty, SystemScene.Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await other.UpdateAsync(TxtRecord.Empty, SystemScene.Cancellation));
    }

    [Fact]
    public async Task Subtypes_StandBehindTheType()
    {
        await using SystemScene scene = new();
        _ = scene.Discovery.AdvertiseAsync(
            new ServiceAdvertisement("Ana", Board, 1) { Subtypes = ["_drawing", "a.b,c"] }, SystemScene.Cancellation).AsTask();
        await scene.Service.NextAsync(RequestKind.Register);

        Assert.Equal(["_whiteboard._tcp,_drawing,a\\.b\\,c"], scene.Service.Types);
    }

    [Theory]
    [InlineData(true, true, 0, 0x120000)]
    [InlineData(true, true, 4, 0)]
    [InlineData(true, false, 0, 0)]
    [InlineData(false, true, 0, 0)]
    public async Task PeerToPeer_IsAskedForWhereTheServiceKnowsIt(bool isWanted, bool isKnown, int interfaceIndex, uint expected)
    {
        await using SystemScene scene = new(new FakeDnsSd { KnowsPeerToPeer = isKnown }, options =>
        {
            options.IncludePeerToPeer = isWanted;
            options.InterfaceIndex = interfaceIndex;
        });
        Task<IServiceAdvertisement> advertising = AdvertiseAsync(scene);
        FakeOperation registration = await scene.Service.NextAsync(RequestKind.Register);
        scene.Service.Reply(registration, new RegisterReply(DnsSdError.NoError, "Ana"));
        await advertising.WaitAsync(Guard, SystemScene.Cancellation);

        Assert.Equal((expected, (uint)interfaceIndex), ((uint)registration.Flags, registration.InterfaceIndex));
    }

    private static async Task<IServiceAdvertisement> RegisterAsync(SystemScene scene)
    {
        Task<IServiceAdvertisement> advertising = AdvertiseAsync(scene);
        scene.Service.Reply(await scene.Service.NextAsync(RequestKind.Register), new RegisterReply(DnsSdError.NoError, "Ana"));
        return await advertising.WaitAsync(Guard, SystemScene.Cancellation);
    }

    private static Task<IServiceAdvertisement> AdvertiseAsync(SystemScene scene, CancellationToken? cancellationToken = null) =>
        scene.Discovery.AdvertiseAsync(new ServiceAdvertisement("Ana", Board, 1), cancellationToken ?? SystemScene.Cancellation).AsTask();
}
