using System.Collections.Immutable;

namespace PeerProto.Discovery.DnsSd;

/// <summary>Turns two states of a browse into the changes between them.</summary>
internal static class ServiceDifference
{
    /// <summary>The changes that lead from what a reader saw to what is known now, those gone first.</summary>
    public static IEnumerable<ServiceChange> Between<TName>(
        ImmutableDictionary<TName, DiscoveredService> seen, ImmutableDictionary<TName, DiscoveredService> now)
        where TName : notnull
    {
        foreach ((TName name, DiscoveredService service) in seen)
        {
            if (!now.ContainsKey(name))
                yield return new ServiceChange(ServiceChangeKind.Removed, service);
        }

        foreach ((TName name, DiscoveredService service) in now)
        {
            if (!seen.TryGetValue(name, out DiscoveredService? known))
                yield return new ServiceChange(ServiceChangeKind.Added, service);
            else if (!known.Equals(service))
                yield return new ServiceChange(ServiceChangeKind.Changed, service);
        }
    }

    /// <summary>The changes between the names that a reader saw and those that are known now, those gone first.</summary>
    public static IEnumerable<InstanceChange> Between<TName>(ImmutableHashSet<TName> seen, ImmutableHashSet<TName> now, Func<TName, string> textOf)
    {
        foreach (TName gone in seen.Except(now))
            yield return new InstanceChange(ServiceChangeKind.Removed, textOf(gone));
        foreach (TName added in now.Except(seen))
            yield return new InstanceChange(ServiceChangeKind.Added, textOf(added));
    }
}
