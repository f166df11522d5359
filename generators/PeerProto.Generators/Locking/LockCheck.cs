using System.Collections.Generic;
using System.Linq;

namespace PeerProto.Generators.Locking;

/// <summary>
/// Holds what the source is on the wire against a lock. What is forbidden follows from the comparison by which peers agree on what they have in
/// common, and from the rule that an id once released means one thing for ever.
/// </summary>
/// <param name="history">The lock.</param>
/// <param name="source">The types of the source.</param>
internal sealed class LockCheck(LockHistory history, ILockTypes source)
{
    /// <summary>What the lock says about a type of the source.</summary>
    public IReadOnlyList<LockFinding> Of(LockedType type)
    {
        List<LockFinding> findings = type.Header.Word == LockWord.Enum ? [.. ChangedValues(type)] : [.. Forbidden(type)];
        LockFinding[] forbidden = [.. findings.Where(finding => finding.IsForbidden)];
        if (forbidden.Length == 0 && LateVersion(type) is { } late)
            findings.Add(late);
        findings.AddRange(NotRecorded(type, forbidden));
        return findings;
    }

    /// <summary>What the lock says about a whole project.</summary>
    /// <param name="types">All types of the source.</param>
    public IReadOnlyList<LockFinding> OfAll(IReadOnlyList<LockedType> types) =>
    [
        .. types.SelectMany(Of),
        .. history.Recorded.Types
            .Where(recorded => types.All(type => type.Name != recorded.Name))
            .Select(gone => new LockFinding(LockFindingKind.NotRecorded, gone.Name, null, $"'{gone.Name}' is gone from the source and still in the lock", [])),
    ];

    private IEnumerable<LockFinding> Forbidden(LockedType type)
    {
        List<(string Version, LockBreak Break)> breaks = [];
        foreach ((string version, LockState state) in history.Released)
        {
            LockedType? then = state.Find(type.Name) ?? (type.ServiceName.Length > 0 ? state.FindContract(type.ServiceName) : null);
            if (then is not null)
                breaks.AddRange(new LockTypeComparison(version, then, state, type, source).Breaks().Select(found => (version, found)));
        }

        foreach (IGrouping<(LockFindingKind Kind, long? Id), (string Version, LockBreak Break)> group in breaks.GroupBy(each => (each.Break.Kind, each.Break.Id)))
        {
            string[] versions = [.. group.Select(each => each.Version)];
            yield return new LockFinding(group.Key.Kind, type.Name, group.Key.Id, group.Last().Break.Describe(type, string.Join(", ", versions)), versions);
        }
    }

    private LockFinding? LateVersion(LockedType type)
    {
        if (type.Header.Word != LockWord.Contract || history.Latest.Find(type.Name) is not { } released || type.Version > released.Version)
            return null;
        string[] versions = [.. history.Released.Where(each => each.State.Find(type.Name)?.Version == released.Version).Select(each => each.Version)];
        return type.Version == released.Version && Whole(type, source) == Whole(released, history.Latest)
            ? null
            : new LockFinding(
                LockFindingKind.VersionNotRaised,
                type.Name,
                released.Version + 1,
                $"'{type.Name}' is not on the wire what its version {released.Version} is as released in {string.Join(", ", versions)}: raise Version to {released.Version + 1}",
                versions);
    }

    private IEnumerable<LockFinding> NotRecorded(LockedType type, IReadOnlyList<LockFinding> forbidden)
    {
        LockFinding Found(long? id, string text) => new(LockFindingKind.NotRecorded, type.Name, id, text, []);

        LockedType? recorded = history.Recorded.Find(type.Name);
        if (recorded is null)
        {
            yield return Found(null, $"'{type.Name}' is not in the lock");
            yield break;
        }

        if (!type.Header.SaysTheSameAs(recorded.Header) && forbidden.All(finding => finding.Id is not null))
            yield return Found(null, $"'{type.Name}' is '{recorded.Header}' in the lock and '{type.Header}' now");
        foreach (LockEntry entry in type.Entries.Where(entry => forbidden.All(finding => finding.Id != entry.Id)))
        {
            LockEntry? known = recorded.Find(entry.Id);
            if (known is null)
                yield return Found(entry.Id, $"'{entry}' is not in the lock");
            else if (!known.SaysTheSameAs(entry))
                yield return Found(entry.Id, $"'{known}' in the lock is '{entry}' now{Risk(type, entry)}");
        }

        foreach (LockEntry entry in recorded.Entries.Where(entry => entry.Word != LockWord.Value && type.Find(entry.Id) is null && forbidden.All(finding => finding.Id != entry.Id)))
            yield return Found(null, $"'{entry}' is in the lock and no longer in the source");
    }

    /// <summary>What the rules allow and yet can end in an error between this version and a released one.</summary>
    private string Risk(LockedType type, LockEntry entry)
    {
        foreach ((string version, LockState state) in history.Released)
        {
            string? risk = state.Find(type.Name) is { } then && then.Find(entry.Id) is { } old
                ? LockTypeComparison.Compare(old, state, entry, source).Select(difference => difference.Describe("now", "in " + version)).FirstOrDefault()
                : null;
            if (risk is not null)
                return "; mind that " + risk;
        }

        return "";
    }

    private IEnumerable<LockFinding> ChangedValues(LockedType type)
    {
        foreach (LockEntry recorded in history.Recorded.Find(type.Name)?.Entries ?? [])
        {
            LockEntry? namesake = type.Entries.FirstOrDefault(entry => entry.Name == recorded.Name);
            if (namesake is not null && namesake.Id != recorded.Id)
                yield return new LockFinding(LockFindingKind.ValueChanged, type.Name, namesake.Id, $"'{type.Name}.{recorded.Name}' is {recorded.Id} in the lock and {namesake.Id} now: peers take it for another value", []);
        }
    }

    private static string Whole(LockedType type, ILockTypes types) =>
        string.Join("\n", type.Entries.Where(entry => entry.Word != LockWord.Reserved).Select(entry => $"{entry.Word} {entry.Id} {LockShapes.Expand(entry.Shape, types)}"));
}
