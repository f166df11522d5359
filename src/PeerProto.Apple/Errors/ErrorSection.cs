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

    public AppleError? Find(long code, string text) =>
        ContextEntries.Find(entry => entry.Code == code && text.Contains(entry.Context!, StringComparison.OrdinalIgnoreCase)) ?? Entries.GetValueOrDefault(code);
}
