namespace PeerProto.Cli.Discovery;

/// <summary>Offers a service until it is cancelled.</summary>
internal sealed class AdvertiseVerb(IPeerDiscovery discovery, IDiscoveryOutput output)
{
    /// <summary>Offers it; returns whether it had a name before it was cancelled.</summary>
    public async Task<bool> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken)
    {
        bool isAdvertised = false;
        await output.ShowAsync(async () =>
        {
            try
            {
                await using IServiceAdvertisement running = await discovery.AdvertiseAsync(advertisement, cancellationToken);
                isAdvertised = true;
                output.WriteAdvertised(running.InstanceName, advertisement);
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The time is up, or the user withdraws it.
            }
        });
        return isAdvertised;
    }
}
