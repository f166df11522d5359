namespace PeerProto.Apple;

/// <summary>Counts values, of which it keeps a limited number apart.</summary>
internal sealed class FacetCounter
{
    private const int MaximumValues = 64;
    private const string Others = "others";

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Add(string? value)
    {
        if (value is null)
            return;
        string key = _counts.ContainsKey(value) || _counts.Count < MaximumValues ? value : Others;
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    public IReadOnlyList<CrashFacet> ToFacets() =>
        [.. _counts.Select(static pair => new CrashFacet(pair.Key, pair.Value)).OrderByDescending(static facet => facet.Count).ThenBy(static facet => facet.Value, StringComparer.Ordinal)];
}
