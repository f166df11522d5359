using PeerProto.CompilerServices;
using PeerProto.Protocol.Handshake.Shapes;

namespace PeerProto.Sessions;

/// <summary>Puts into words what two versions of a contract do not have in common, for the log.</summary>
internal static class AgreementText
{
    private const int ListedEntries = 16;

    /// <summary>What only one side has, and what both have in different forms.</summary>
    public static string Of(PeerContractDescriptor contract, ShapeComparison comparison)
    {
        List<string> parts = [];
        Add(parts, "only here: ", comparison.OnlyMine, id => $"{id} {contract.NameOf(id)}");
        Add(parts, "only there: ", comparison.OnlyTheirs, id => $"{id}");
        Add(parts, "different: ", comparison.Differences, difference => difference.Describe("here", "there", contract.NameOf(difference.Id)));
        return parts.Count == 0 ? "nothing that matters" : string.Join("; ", parts);
    }

    private static void Add<T>(List<string> parts, string title, IReadOnlyList<T> items, Func<T, string> describe)
    {
        if (items.Count == 0)
            return;
        string more = items.Count > ListedEntries ? $" and {items.Count - ListedEntries} more" : "";
        parts.Add(title + string.Join(", ", items.Take(ListedEntries).Select(describe)) + more);
    }
}
