using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>A discovery over a fake service on virtual time. Ending it checks that the service was used as its header demands.</summary>
internal sealed class SystemScene : IAsyncDisposable
{
    public SystemScene(FakeDnsSd? service = null, Action<SystemDiscoveryOptions>? configure = null)
    {
        Service = service ?? new FakeDnsSd();
        SystemDiscoveryOptions options = new() { TimeProvider = Time };
        configure?.Invoke(options);
        Discovery = new SystemDiscovery(options, Service, () => Service);
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new();

    public FakeDnsSd Service { get; }

    public SystemDiscovery Discovery { get; }

    /// <summary>Waits for a state.</summary>
    public async Task<DiscoveryState> WhenAsync(Func<DiscoveryState, bool> condition)
    {
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        guard.CancelAfter(TimeSpan.FromSeconds(30));
        await foreach (DiscoveryState state in Discovery.StatesAsync(guard.Token))
        {
            if (condition(state))
                return state;
        }

        throw new InvalidOperationException("The discovery ended.");
    }

    public Task<DiscoveryState> WhenAsync(DiscoveryStateKind kind) => WhenAsync(state => state.Kind == kind);

    /// <summary>Waits until the discovery's thread has done what it was given before.</summary>
    public async Task TurnAsync()
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.WhenWaiting(done.SetResult);
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await Discovery.DisposeAsync();
        Assert.Empty(Service.Faults);
    }
}
