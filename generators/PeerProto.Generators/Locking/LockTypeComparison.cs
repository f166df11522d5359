using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PeerProto.Protocol.Handshake.Shapes;

namespace PeerProto.Generators.Locking;

/// <summary>
/// Compares a type of the source with what it was in a released version. Ids that both have are compared one by one; where only one has an id,
/// both types are compared with that id alone, so that each finding belongs to one id.
/// </summary>
/// <param name="version">The released version.</param>
/// <param name="then">The type in that version.</param>
/// <param name="typesThen">The types of that version.</param>
/// <param name="now">The type in the source.</param>
/// <param name="typesNow">The types of the source.</param>
internal sealed class LockTypeComparison(string version, LockedType then, ILockTypes typesThen, LockedType now, ILockTypes typesNow)
{
    private const string Same = "same";

    /// <summary>The forbidden changes.</summary>
    public IEnumerable<LockBreak> Breaks()
    {
        if (then.Header.Word != now.Header.Word)
            return [new LockBreak(LockFindingKind.FormChanged, null, "", $"it was a {Word(then)} and is a {Word(now)} now")];
        return RenamedContract().Concat(Ids().SelectMany(BreaksOf));
    }

    /// <summary>The differences between what an id stood for and what it stands for; none where one of the shapes is too large to tell.</summary>
    public static IEnumerable<ShapeDifference> Compare(LockEntry then, ILockTypes typesThen, LockEntry now, ILockTypes typesNow)
    {
        if (then.Word != now.Word || LockShapes.Expand(then.Shape, typesThen) is not { } old || LockShapes.Expand(now.Shape, typesNow) is not { } current || old == current)
            return [];
        return now.Word is LockWord.Channel or LockWord.Call ? CompareEntries(now, old, current) : CompareTypes(old, current, now.Name.Length > 0 ? $"'{now.Name}'" : "it");
    }

    private static IEnumerable<ShapeDifference> CompareTypes(string then, string now, string name) =>
        TypeShape.TryParse(now, out TypeShape? mine, out _) && TypeShape.TryParse(then, out TypeShape? theirs, out _)
            ? ShapeComparison.Compare(mine!, theirs!, name)
            : [];

    private static IEnumerable<ShapeDifference> CompareEntries(LockEntry entry, string then, string now)
    {
        string start = $"contract a\n{Word(entry)} {entry.Id.ToString(CultureInfo.InvariantCulture)} ";
        return ContractShape.TryParse($"{start}{now}\n", out ContractShape? mine, out _) && ContractShape.TryParse($"{start}{then}\n", out ContractShape? theirs, out _)
            ? ShapeComparison.Compare(mine!, theirs!).Differences
            : [];
    }

    private IEnumerable<LockBreak> RenamedContract() => now.ServiceName == then.ServiceName
        ? []
        : [new LockBreak(LockFindingKind.ContractRenamed, null, "", $"'{then.ServiceName}'")];

    private IEnumerable<long> Ids() => then.Entries.Concat(now.Entries).Select(entry => entry.Id).Distinct().OrderBy(id => id);

    private IEnumerable<LockBreak> BreaksOf(long id)
    {
        LockEntry? old = then.Find(id);
        LockEntry? current = now.Find(id);
        bool isUsed = current is not null && current.Word != LockWord.Reserved;
        if (old is { Word: LockWord.Reserved })
            return isUsed ? [new LockBreak(LockFindingKind.ReservedReused, id, current!.Name, "")] : [];
        if (old is null)
            return isUsed && Lone(id).Any() ? [new LockBreak(LockFindingKind.RequiredAdded, id, current!.Name, "")] : [];
        if (!isUsed && Lone(id).Any())
            return [new LockBreak(LockFindingKind.StillNeeded, id, old.Name, "")];
        if (current is null)
            return [new LockBreak(LockFindingKind.NotReserved, id, old.Name, "")];

        // What is named the same is the same here: a change inside is found at the type that has the name.
        if (!isUsed || (old.Word == current.Word && old.Shape == current.Shape))
            return [];
        string[] details = old.Word != current.Word
            ? [$"it was a {Word(old)} and is a {Word(current)} now"]
            : [.. Compare(old, typesThen, current, typesNow).Where(difference => difference.IsBreaking).Select(difference => difference.Describe("now", "in " + version, current.Name))];
        return details.Length == 0 ? [] : [new LockBreak(LockFindingKind.FormChanged, id, current.Name, string.Join("; ", details))];
    }

    /// <summary>What breaks because only one of the two has the id.</summary>
    private IEnumerable<ShapeDifference> Lone(long id) =>
        now.Header.Word is LockWord.Message or LockWord.Union && Outline(now, id, typesNow) is { } mine && Outline(then, id, typesThen) is { } theirs
            ? CompareTypes(theirs, mine, "it").Where(difference => difference.IsBreaking)
            : [];

    /// <summary>The type's shape with this id and those that both have, which count as the same here.</summary>
    private string? Outline(LockedType type, long id, ILockTypes types) => LockShapes.Expand(
        LockShapes.Outline(type with { Entries = [.. type.Entries.Where(entry => entry.Id == id || IsCommon(entry.Id)).Select(entry => entry.Id == id ? entry : entry with { Shape = Same })] }),
        types);

    private bool IsCommon(long id) => then.Find(id) is { Word: not LockWord.Reserved } && now.Find(id) is { Word: not LockWord.Reserved };

    private static string Word(LockedType type) => Word(type.Header);

    private static string Word(LockEntry entry) => entry.Word.ToString().ToLowerInvariant();
}
