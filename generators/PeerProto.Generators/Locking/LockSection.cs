using System.Collections.Generic;

namespace PeerProto.Generators.Locking;

/// <summary>What changed on the wire from the section above to this one.</summary>
/// <param name="Version">The released version, or null for what is not released yet.</param>
/// <param name="Entries">The lines.</param>
internal sealed record LockSection(string? Version, IReadOnlyList<LockEntry> Entries)
{
    /// <summary>The head of the section.</summary>
    public string Head => Version is null ? "[unreleased]" : $"[released {Version}]";
}
