using System.Collections.Immutable;

namespace PeerProto.Security.Stores;

/// <summary>The bounds of one entry, the same for what apps add and for what a file holds.</summary>
internal static class TrustRules
{
    public static ImmutableSortedSet<string> Collect(IEnumerable<string?> permissions) => permissions.Select(static permission => permission ?? "").ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>What is wrong with an entry, or null.</summary>
    public static string? Find(TrustedPeer peer)
    {
        if (peer.Name.Length > PeerTrustStore.MaximumNameLength)
            return $"a name of more than {PeerTrustStore.MaximumNameLength} characters";
        if (peer.Name.Any(char.IsControl))
            return "a name with control characters";
        if (peer.Permissions.Count > PeerTrustStore.MaximumPermissions)
            return $"more than {PeerTrustStore.MaximumPermissions} permissions";
        if (peer.Permissions.Any(static permission => permission.Length is 0 or > PeerTrustStore.MaximumPermissionLength))
            return $"a permission that has no or more than {PeerTrustStore.MaximumPermissionLength} characters";
        return peer.DiscoveryKey.Length is not (0 or PeerTrustStore.DiscoveryKeyLength) ? "a discovery key of another length" : null;
    }
}
