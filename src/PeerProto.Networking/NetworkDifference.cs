using System.Collections.Immutable;

namespace PeerProto.Networking;

/// <summary>What became different between two snapshots.</summary>
/// <param name="Added">Interfaces that appeared.</param>
/// <param name="Changed">Interfaces whose state or addresses changed, as they are now.</param>
/// <param name="Removed">Interfaces that are gone, as they were.</param>
public sealed record NetworkDifference(
    ImmutableArray<NetworkInterfaceSnapshot> Added,
    ImmutableArray<NetworkInterfaceSnapshot> Changed,
    ImmutableArray<NetworkInterfaceSnapshot> Removed)
{
    /// <summary>Whether nothing changed.</summary>
    public bool IsEmpty => Added.IsEmpty && Changed.IsEmpty && Removed.IsEmpty;
}
