namespace PeerProto.Apple;

/// <summary>A data set without its secrets, for showing to others.</summary>
/// <param name="Dataset">The data set. Its TLVs are where they were; secrets are zeros.</param>
/// <param name="Zeroed">What was replaced.</param>
public sealed record ThreadRedaction(ThreadDataset Dataset, IReadOnlyList<ThreadTlvType> Zeroed)
{
    /// <summary>Says what was done, as a sentence without its full stop.</summary>
    public string Note => Zeroed.Count == 0
        ? "There was nothing secret in it"
        : $"{string.Join(" and ", Zeroed.Select(ThreadTlvRules.NameOf))} {(Zeroed.Count == 1 ? "is" : "are")} replaced by zeros; nobody can join with it, and names and identifiers are left in";
}
