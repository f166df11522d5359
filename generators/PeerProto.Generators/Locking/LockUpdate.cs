using System.Collections.Generic;
using System.Linq;

namespace PeerProto.Generators.Locking;

/// <summary>Edits of a lock file. Released sections stay as they are.</summary>
internal static class LockUpdate
{
    /// <summary>Records the source: what is not released yet becomes what the source adds to the latest released version.</summary>
    /// <param name="file">The lock.</param>
    /// <param name="types">All types of the source.</param>
    public static LockFile Record(LockFile file, IReadOnlyList<LockedType> types)
    {
        LockState latest = LockHistory.Of(new LockFile([.. file.Released])).Recorded;
        IEnumerable<LockEntry> changed = types.SelectMany(type => type.Lines.Where(line => IsChanged(line, latest.Find(type.Name))));
        IEnumerable<LockEntry> removed = latest.Types
            .Where(known => types.All(type => type.Name != known.Name))
            .Select(known => new LockEntry(LockWord.Removed, known.Name, 0, "", ""));
        return new LockFile([.. file.Released, new LockSection(null, [.. changed, .. removed])]);
    }

    /// <summary>Makes what is not released yet a released version.</summary>
    public static LockFile Release(LockFile file, string version) => new(
    [
        .. file.Sections.Select(section => section.Version is null ? section with { Version = version } : section),
        new LockSection(null, []),
    ]);

    /// <summary>Drops a released version and those before it. What they brought comes into the section that follows.</summary>
    public static LockFile Retire(LockFile file, string version)
    {
        int last = file.Sections.TakeWhile(section => section.Version != version).Count();
        LockHistory kept = LockHistory.Of(new LockFile([.. file.Sections.Take(last + 2)]));
        LockSection next = file.Sections[last + 1] with { Entries = [.. kept.Recorded.Types.SelectMany(type => type.Lines)] };
        return new LockFile([next, .. file.Sections.Skip(last + 2)]);
    }

    private static bool IsChanged(LockEntry line, LockedType? known) =>
        known is null || (line.IsHeader ? line != known.Header : line != known.Find(line.Id));
}
