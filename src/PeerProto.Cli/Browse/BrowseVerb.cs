namespace PeerProto.Cli.Browse;

/// <summary>Writes what a browse yields until it is cancelled, and counts it.</summary>
internal sealed class BrowseVerb(IBrowseOutput output)
{
    /// <summary>Writes every change; returns how many services appeared.</summary>
    public async Task<int> ListServicesAsync(IAsyncEnumerable<ServiceChange> changes)
    {
        int found = 0;
        try
        {
            await foreach (ServiceChange change in changes)
            {
                if (change.Kind == ServiceChangeKind.Added)
                    found++;
                output.Write(change);
            }
        }
        catch (OperationCanceledException)
        {
            // The time is up, or the user has seen enough.
        }

        output.Complete();
        return found;
    }

    /// <summary>Writes every type; returns how many there were.</summary>
    public async Task<int> ListTypesAsync(IAsyncEnumerable<ServiceType> types)
    {
        int found = 0;
        try
        {
            await foreach (ServiceType type in types)
            {
                found++;
                output.Write(type);
            }
        }
        catch (OperationCanceledException)
        {
            // The time is up, or the user has seen enough.
        }

        output.Complete();
        return found;
    }
}
