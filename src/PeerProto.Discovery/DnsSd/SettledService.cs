namespace PeerProto.Discovery.DnsSd;

/// <summary>Waits for one service to be known, and a moment for what comes behind.</summary>
internal static class SettledService
{
    /// <summary>
    /// How long more addresses are waited for once there is one: those of other families and interfaces come in packets of their own. A connection attempt waits as long for
    /// its second family (RFC 8305 section 3 has a delay of the kind).
    /// </summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Follows what is known of a service until it has settled.</summary>
    /// <param name="follow">Yields what is known now, then each change; null for nothing.</param>
    /// <param name="timeProvider">Times the moment.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The service as it was known last, or null where the following ended without one.</returns>
    public static async Task<DiscoveredService?> FirstAsync(
        Func<CancellationToken, IAsyncEnumerable<DiscoveredService?>> follow, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using CancellationTokenSource settled = new();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, settled.Token);
        await using ITimer timer = timeProvider.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), settled, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        DiscoveredService? found = null;
        try
        {
            await foreach (DiscoveredService? known in follow(stop.Token))
            {
                if (known is null)
                    continue;
                if (found is null)
                    timer.Change(SettleTime, Timeout.InfiniteTimeSpan);
                found = known;
            }
        }
        catch (OperationCanceledException) when (found is not null && settled.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // It has settled.
        }

        cancellationToken.ThrowIfCancellationRequested();
        return found;
    }
}
