namespace PeerProto.Apple;

/// <summary>A part of the catalogue: the codes of one kind, and what they have in common.</summary>
internal sealed class ErrorSection(string key, string[] domains)
{
    public string Key { get; } = key;

    public string[] Domains { get; } = domains;

    public string Title { get; set; } = "";

    /// <summary>Keys of sections whose codes appear in the domains of this one too.</summary>
    public string[] Also { get; set; } = [];

    public string[] Causes { get; set; } = [];

    public string NextStep { get; set; } = "";

    public AppleErrorCertainty Certainty { get; set; }

    public string Source { get; set; } = "";

    public Dictionary<long, AppleError> Entries { get; } = [];

    /// <summary>Entries that hold in a certain context only; they go before the others.</summary>
    public List<AppleError> ContextEntries { get; } = [];

    /// <summary>Finds the entry of a code, and of those that hold in a context only the one whose words stand around it.</summary>
    public AppleError? Find(long code, ReadOnlySpan<char> around)
    {
        foreach (AppleError entry in ContextEntries)
        {
            if (entry.Code == code && around.Contains(entry.Context, StringComparison.OrdinalIgnoreCase))
                return entry;
        }

        return Entries.GetValueOrDefault(code);
    }
}
