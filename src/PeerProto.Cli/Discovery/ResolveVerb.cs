namespace PeerProto.Cli.Discovery;

/// <summary>Finds out where one service is.</summary>
internal sealed class ResolveVerb(IDiscoveryOutput output, TimeProvider timeProvider)
{
    /// <summary>How long more addresses are waited for once there is one: they come in packets of their own.</summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(300);

    /// <summary>Writes where the service is; returns whether it was found before the browse was cancelled.</summary>
    /// <param name="browse">Begins a browse for the services of its type.</param>
    /// <param name="instanceName">The instance name; ASCII case does not count, as in DNS.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<bool> ResolveAsync(Func<CancellationToken, IAsyncEnumerable<ServiceChange>> browse, string instanceName, CancellationToken cancellationToken)
    {
        DiscoveredService? found = null;
        await output.ShowAsync(async () =>
        {
            using CancellationTokenSource settled = new();
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, settled.Token);
            using ITimer timer = timeProvider.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), settled, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            try
            {
                await foreach (ServiceChange change in browse(stop.Token))
                {
                    if (!string.Equals(change.Service.InstanceName, instanceName, StringComparison.OrdinalIgnoreCase))
                        continue;
                    if (found is null)
                        timer.Change(SettleTime, Timeout.InfiniteTimeSpan);
                    found = change.Service;
                }
            }
            catch (OperationCanceledException)
            {
                // It is found, the time is up, or the user has waited enough.
            }

            if (found is not null)
                output.WriteResolved(found);
        });
        return found is not null;
    }
}
