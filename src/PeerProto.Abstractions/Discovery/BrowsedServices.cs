using System.Runtime.CompilerServices;

namespace PeerProto;

/// <summary>Names and single services out of a browse that resolves everything, for discoveries that have nothing leaner.</summary>
internal static class BrowsedServices
{
    /// <summary>The names of the services that come and go.</summary>
    public static async IAsyncEnumerable<InstanceChange> InstancesAsync(IAsyncEnumerable<ServiceChange> changes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ServiceChange change in changes.WithCancellation(cancellationToken))
        {
            if (change.Kind != ServiceChangeKind.Changed)
                yield return new InstanceChange(change.Kind, change.Service.InstanceName);
        }
    }

    /// <summary>The first service of a name.</summary>
    public static async ValueTask<DiscoveredService> FirstAsync(IAsyncEnumerable<ServiceChange> changes, string instanceName, IPeerDiscovery discovery)
    {
        await foreach (ServiceChange change in changes)
        {
            if (change.Kind != ServiceChangeKind.Removed && string.Equals(change.Service.InstanceName, instanceName, StringComparison.OrdinalIgnoreCase))
                return change.Service;
        }

        throw new ObjectDisposedException(discovery.GetType().Name);
    }
}
