using Microsoft.Extensions.Time.Testing;
using PeerProto.Discovery.Sockets;
using PeerProto.Discovery.Tests.Simulation;

namespace PeerProto.Discovery.Tests;

public sealed class DiscoveryStateTests
{
    private const string Address = "192.0.2.1";

    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly DatagramBus _bus = new();
    private readonly SteppingScheduler _scheduler;

    public DiscoveryStateTests() => _scheduler = new SteppingScheduler(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void UnusedDiscovery_IsInSetup() => Assert.Equal(DiscoveryState.Setup, Open().State);

    [Fact]
    public void DiscoveryInUse_IsReadyUntilItIsDisposed()
    {
        MdnsDiscovery discovery = Open();
        IAsyncEnumerator<DiscoveryState> states = discovery.StatesAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.Equal(DiscoveryState.Setup, Next(states));

        Run(async () => await discovery.AdvertiseAsync(new ServiceAdvertisement("Ana", Board, 1), Cancellation));
        Assert.Equal(DiscoveryState.Ready, Next(states));

        Run(async () => await discovery.DisposeAsync());
        Assert.Equal(DiscoveryState.Cancelled, Next(states));
        Assert.False(Get(async () => await states.MoveNextAsync()));
    }

    [Fact]
    public void MachineIsOffline_DiscoveryWaitsForANetwork()
    {
        ScriptedNetworkMonitor network = new(Networking.NetworkSnapshot.Empty);
        MdnsDiscovery discovery = Open(network);
        Run(async () => await discovery.AdvertiseAsync(new ServiceAdvertisement("Ana", Board, 1), Cancellation));

        Assert.Equal((DiscoveryStateKind.Waiting, DiscoveryProblem.NoNetwork), (discovery.State.Kind, discovery.State.Diagnosis!.Problem));

        network.Change(DatagramBus.Snapshot(Address));
        WaitFor(discovery, DiscoveryState.Ready);

        network.Change(Networking.NetworkSnapshot.Empty);
        IAsyncEnumerator<DiscoveryState> states = discovery.StatesAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        while (Next(states).Kind != DiscoveryStateKind.Waiting)
        {
        }

        Run(async () => await discovery.DisposeAsync());
    }

    [Fact]
    public void NoInterfaceCanBeJoined_DiscoveryWaitsAndIsReadyAsSoonAsOneCan()
    {
        MdnsDiscovery discovery = Open(failingJoins: 3);
        Run(async () => await discovery.AdvertiseAsync(new ServiceAdvertisement("Ana", Board, 1), Cancellation));

        Assert.Equal((DiscoveryStateKind.Waiting, DiscoveryProblem.MulticastRefused), (discovery.State.Kind, discovery.State.Diagnosis!.Problem));
        WaitFor(discovery, DiscoveryState.Ready);

        Run(async () => await discovery.DisposeAsync());
    }

    [Fact]
    public async Task PortIsTaken_DiscoveryHasFailedUntilItIsFree()
    {
        bool isTaken = true;
        DiscoveryDiagnosis taken = new(DiscoveryProblem.PortInUse, "Another program holds the port", "End it");
        await using MdnsDiscovery discovery = Open(openEdge: () => isTaken ? throw new DiscoveryException("opening the multicast sockets", taken) : _bus.OpenEdge(Address));

        DiscoveryException failure = Assert.Throws<DiscoveryException>(() => discovery.BrowseAsync(Board, Cancellation));
        Assert.Equal(taken, failure.Diagnosis);
        Assert.Equal(DiscoveryState.Failed(taken), discovery.State);

        isTaken = false;
        Run(async () => await discovery.AdvertiseAsync(new ServiceAdvertisement("Ana", Board, 1), Cancellation));
        Assert.Equal(DiscoveryState.Ready, discovery.State);
        Run(async () => await discovery.DisposeAsync());
    }

    private MdnsDiscovery Open(ScriptedNetworkMonitor? network = null, int failingJoins = 0, Func<IDatagramEdge>? openEdge = null) => new(
        new MdnsDiscoveryOptions
        {
            TimeProvider = _time,
            TaskScheduler = _scheduler,
            NetworkMonitor = network ?? new ScriptedNetworkMonitor(DatagramBus.Snapshot(Address)),
            RandomSeed = 1,
        },
        openEdge ?? (() => _bus.OpenEdge(Address, failingJoins)));

    private void WaitFor(MdnsDiscovery discovery, DiscoveryState state)
    {
        IAsyncEnumerator<DiscoveryState> states = discovery.StatesAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        while (Next(states) != state)
        {
        }
    }

    private DiscoveryState Next(IAsyncEnumerator<DiscoveryState> states)
    {
        Assert.True(Get(async () => await states.MoveNextAsync()));
        return states.Current;
    }

    private void Run(Func<Task> function) => Get(async () =>
    {
        await function();
        return true;
    });

    private T Get<T>(Func<Task<T>> function)
    {
        Task<T> task = Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.None, _scheduler).Unwrap();
        _scheduler.RunUntil(task, Guard);
        return task.GetAwaiter().GetResult();
    }
}
