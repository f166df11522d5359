namespace PeerProto.Cli.Discovery;

/// <summary>Finds out where one service is.</summary>
internal sealed class ResolveVerb(IPeerDiscovery discovery, IDiscoveryOutput output)
{
    /// <summary>Writes where the service is; returns whether it was found before the search was cancelled.</summary>
    /// <param name="type">The type of the service.</param>
    /// <param name="instanceName">The instance name; ASCII case does not count, as in DNS.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<bool> ResolveAsync(ServiceType type, string instanceName, CancellationToken cancellationToken)
    {
        bool isFound = false;
        await output.ShowAsync(async () =>
        {
            try
            {
                output.WriteResolved(await discovery.ResolveAsync(type, instanceName, cancellationToken));
                isFound = true;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The time is up, or the user has waited enough.
            }
        });
        return isFound;
    }
}
