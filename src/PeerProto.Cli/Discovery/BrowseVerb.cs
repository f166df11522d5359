namespace PeerProto.Cli.Discovery;

/// <summary>Writes what a browse yields until it is cancelled or enough was found, and counts it.</summary>
internal sealed class BrowseVerb(IDiscoveryOutput output)
{
    /// <summary>Writes every change; returns how many services appeared.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="enough">How many to find before it ends.</param>
    public Task<int> ListServicesAsync(IAsyncEnumerable<ServiceChange> changes, int enough = int.MaxValue) =>
        ListAsync(changes, output.Write, static change => change.Kind == ServiceChangeKind.Added, enough);

    /// <summary>Writes the names that come and go; returns how many appeared.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="enough">How many to find before it ends.</param>
    public Task<int> ListNamesAsync(IAsyncEnumerable<InstanceChange> changes, int enough = int.MaxValue) =>
        ListAsync(changes, output.Write, static change => change.Kind == ServiceChangeKind.Added, enough);

    /// <summary>Writes every type; returns how many there were.</summary>
    /// <param name="types">The types.</param>
    /// <param name="enough">How many to find before it ends.</param>
    public Task<int> ListTypesAsync(IAsyncEnumerable<ServiceType> types, int enough = int.MaxValue) => ListAsync(types, output.Write, static _ => true, enough);

    private async Task<int> ListAsync<T>(IAsyncEnumerable<T> items, Action<T> write, Func<T, bool> counts, int enough)
    {
        int found = 0;
        await output.ShowAsync(async () =>
        {
            try
            {
                await foreach (T item in items)
                {
                    write(item);
                    if (counts(item) && ++found >= enough)
                        return;
                }
            }
            catch (OperationCanceledException)
            {
                // The time is up, or the user has seen enough.
            }
        });
        return found;
    }
}
