using System.Collections.Immutable;

namespace PeerProto;

/// <summary>A peer that this app trusts, as a <see cref="PeerTrustStore"/> remembers it. Immutable.</summary>
public sealed record TrustedPeer
{
    /// <summary>What the peer is known by.</summary>
    public required PeerKey Key { get; init; }

    /// <summary>The name that people gave the peer here, or that it gave itself when they met. Empty if there is none. It proves nothing.</summary>
    public string Name { get; init; } = "";

    /// <summary>When the peer was taken into the store.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>When the peer was last connected. Behind by up to <see cref="PeerTrustStoreOptions.LastSeenInterval"/> after a crash.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>What the peer may do beyond being connected, by the names that the contract requires. Empty unless told otherwise.</summary>
    public ImmutableSortedSet<string> Permissions { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>
    /// The key by which the peer is recognised before a connection, <see cref="PeerTrustStore.DiscoveryKeyLength"/> bytes; empty where it has told none. A secret between this side and the peer.
    /// </summary>
    public ReadOnlyMemory<byte> DiscoveryKey { get; init; }

    /// <summary>Whether both say the same.</summary>
    /// <param name="other">The entry to compare with.</param>
    public bool Equals(TrustedPeer? other) => HasSameTerms(other) && LastSeen == other.LastSeen;

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode();

    /// <summary>Name and fingerprint.</summary>
    public override string ToString() => Name.Length > 0 ? $"{Name} ({Key})" : Key.ToString();

    /// <summary>Whether both say the same but for when the peer was last seen.</summary>
    internal bool HasSameTerms([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] TrustedPeer? other) =>
        other is not null
        && Key == other.Key
        && Name == other.Name
        && FirstSeen == other.FirstSeen
        && Permissions.SetEquals(other.Permissions)
        && DiscoveryKey.Span.SequenceEqual(other.DiscoveryKey.Span);
}
