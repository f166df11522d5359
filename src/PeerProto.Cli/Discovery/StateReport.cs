namespace PeerProto.Cli.Discovery;

/// <summary>Tells what keeps discovery waiting, and when it waits no more, while something else is done with it. What it fails of, its calls throw.</summary>
internal sealed class StateReport : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;

    public StateReport(IPeerDiscovery discovery, IDiscoveryOutput output) => _reading = ReadAsync(discovery, output, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static async Task ReadAsync(IPeerDiscovery discovery, IDiscoveryOutput output, CancellationToken cancellationToken)
    {
        bool isTroubled = false;
        await foreach (DiscoveryState state in discovery.StatesAsync(cancellationToken))
        {
            if (state.Kind == DiscoveryStateKind.Waiting)
            {
                isTroubled = true;
                output.Write(state);
            }
            else if (isTroubled && state.Kind == DiscoveryStateKind.Ready)
            {
                isTroubled = false;
                output.Write(state);
            }
        }
    }
}
