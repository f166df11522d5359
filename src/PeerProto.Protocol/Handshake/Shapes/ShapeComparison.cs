using System.Collections.Generic;
using System.Linq;

namespace PeerProto.Protocol.Handshake.Shapes;

/// <summary>
/// What two contracts have in common, by the rules of <c>docs/evolution.md</c>. Both sides come to the same verdict: comparing the other way round gives the same,
/// with the sides exchanged. Work and memory are bounded by the length of both texts.
/// </summary>
public sealed class ShapeComparison
{
    /// <summary>How many breaking differences are listed at most, and how many others.</summary>
    public const int MaximumDifferences = 64;

    private ShapeComparison(IReadOnlyList<int> common, IReadOnlyList<int> onlyMine, IReadOnlyList<int> onlyTheirs, IReadOnlyList<ShapeDifference> differences)
    {
        Common = common;
        OnlyMine = onlyMine;
        OnlyTheirs = onlyTheirs;
        Differences = differences;
    }

    /// <summary>The numbers of the channels and calls that both have, ascending.</summary>
    public IReadOnlyList<int> Common { get; }

    /// <summary>The numbers that only this side has, ascending.</summary>
    public IReadOnlyList<int> OnlyMine { get; }

    /// <summary>The numbers that only the other side has, ascending.</summary>
    public IReadOnlyList<int> OnlyTheirs { get; }

    /// <summary>What differs in what both have, in the order of the numbers.</summary>
    public IReadOnlyList<ShapeDifference> Differences { get; }

    /// <summary>Whether the two sides can talk over what is common.</summary>
    public bool IsCompatible => !Differences.Any(difference => difference.IsBreaking);

    /// <summary>Compares two contracts.</summary>
    /// <param name="mine">This side's.</param>
    /// <param name="theirs">The other side's.</param>
    public static ShapeComparison Compare(ContractShape mine, ContractShape theirs)
    {
        List<int> common = [];
        List<int> onlyMine = [];
        List<int> onlyTheirs = [];
        var types = new TypeComparer(mine.Length + theirs.Length);
        if (mine.Name != theirs.Name)
            types.Report(new ShapeDifference(ShapeRule.Name, null, 0, "the contract", "'" + mine.Name + "'", "'" + theirs.Name + "'"));
        int m = 0;
        int t = 0;
        while (m < mine.Entries.Count || t < theirs.Entries.Count)
        {
            EntryShape? left = m < mine.Entries.Count ? mine.Entries[m] : null;
            EntryShape? right = t < theirs.Entries.Count ? theirs.Entries[t] : null;
            if (right is null || left?.Id < right.Id)
            {
                onlyMine.Add(left!.Id);
                m++;
            }
            else if (left is null || right.Id < left.Id)
            {
                onlyTheirs.Add(right.Id);
                t++;
            }
            else
            {
                common.Add(left.Id);
                CompareEntries(left, right, types);
                m++;
                t++;
            }
        }

        return new ShapeComparison(common, onlyMine, onlyTheirs, types.Differences);
    }

    /// <summary>Compares two types.</summary>
    /// <param name="mine">This side's.</param>
    /// <param name="theirs">The other side's.</param>
    /// <param name="name">What the differences' paths call the type.</param>
    /// <returns>The differences, breaking and not.</returns>
    public static IReadOnlyList<ShapeDifference> Compare(TypeShape mine, TypeShape theirs, string name)
    {
        var types = new TypeComparer(mine.ToString().Length + theirs.ToString().Length);
        types.Compare(null, 0, new ShapePath(name), mine, theirs);
        return types.Differences;
    }

    private static void CompareEntries(EntryShape mine, EntryShape theirs, TypeComparer types)
    {
        void Report(ShapeRule rule, string path, string? left, string? right) =>
            types.Report(new ShapeDifference(rule, mine.Word, mine.Id, path, left, right));

        if (mine.Word != theirs.Word)
        {
            Report(ShapeRule.Word, "it", "a " + mine.Word, "a " + theirs.Word);
            return;
        }

        if (mine.Mode != theirs.Mode && mine.Word == EntryShape.Channel)
        {
            Report(ShapeRule.Delivery, "the delivery", mine.Mode, theirs.Mode);
        }
        else if (mine.Mode != theirs.Mode)
        {
            Report(ShapeRule.CallKind, "the kind", mine.Mode, theirs.Mode);
            return;
        }

        for (int i = 0; i < mine.Fields.Count || i < theirs.Fields.Count; i++)
        {
            TypeShape? left = i < mine.Fields.Count ? mine.Fields[i] : null;
            TypeShape? right = i < theirs.Fields.Count ? theirs.Fields[i] : null;
            if (left is not null && right is not null)
                types.Compare(mine.Word, mine.Id, new ShapePath(mine.NameOf(i)), left, right);
            else if (left is not null || right is not null)
                Report(ShapeRule.Field, mine.NameOf(i), TypeComparer.Text(left), TypeComparer.Text(right));
        }

        foreach (string label in mine.Labels.Keys.Where(theirs.Labels.ContainsKey).OrderBy(label => label, System.StringComparer.Ordinal))
            types.Compare(mine.Word, mine.Id, new ShapePath("the type of " + label), mine.Labels[label], theirs.Labels[label]);
    }
}
