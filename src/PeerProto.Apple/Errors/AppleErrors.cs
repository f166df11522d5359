namespace PeerProto.Apple;

/// <summary>
/// Explains the error codes of Apple's systems, on any system: NSError domains, errno, DNS-SD, TLS and Security, Cocoa and XPC, URL loading, CoreWLAN, apple80211 and IOKit, 802.1X, system
/// extensions and Network Extension. The entries are facts that were looked up, each with its source and how sure it is; what is not in the catalogue is said to be unknown.
/// </summary>
public static class AppleErrors
{
    /// <summary>How many characters of a text are read.</summary>
    public const int MaximumTextLength = 1024 * 1024;

    /// <summary>How many different codes of a text are explained.</summary>
    public const int MaximumExplanations = 200;

    /// <summary>A name that so few characters part from its code says the same once more: <c>Code=65 "No route to host"</c>.</summary>
    private const int NameBehindCode = 3;

    /// <summary>The whole catalogue, in the order of its areas.</summary>
    public static IReadOnlyList<AppleError> All => ErrorCatalogue.Instance.All;

    /// <summary>Finds the entry of a code.</summary>
    /// <param name="domain">The error domain, such as <c>NSCocoaErrorDomain</c>. Case does not count.</param>
    /// <param name="code">The code; one of IOKit's as signed or as unsigned 32 bits.</param>
    /// <param name="context">What else is known, such as the text of the error or the name of a service: some codes mean more there.</param>
    /// <returns>The entry; null when the catalogue has none.</returns>
    public static AppleError? Find(string domain, long code, string? context = null)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return ErrorCatalogue.Instance.Find(domain, IoReturnCode.TryCreate(code, out IoReturnCode value) ? (int)value.Value : code, context ?? "");
    }

    /// <summary>Finds the entry of a name.</summary>
    /// <param name="name">The name in source code, such as <c>errSSLPeerBadCert</c>.</param>
    /// <returns>The entry; null when the catalogue has none.</returns>
    public static AppleError? FindByName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ErrorCatalogue.Instance.Named(name);
    }

    /// <summary>
    /// Finds every code in a text, a log for example, and explains it. A code that names its domain is told even where the catalogue does not know it; of a number alone only those are told whose
    /// range is unmistakable.
    /// </summary>
    /// <param name="text">The text; only the first <see cref="MaximumTextLength"/> characters are read.</param>
    /// <returns>One explanation for each different code, in the order of the text; empty when there is none.</returns>
    public static IReadOnlyList<AppleErrorExplanation> Explain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string read = text.Length <= MaximumTextLength ? text : text[..MaximumTextLength];
        List<AppleErrorExplanation> explanations = [];
        Dictionary<(string Domain, long Code), int> places = [];
        ErrorMention last = default;
        foreach (ErrorMention mention in ErrorScanner.Scan(read))
        {
            bool isNameBehindCode = mention.Error is not null && mention.Error == last.Error && mention.Start - last.End <= NameBehindCode;
            last = mention;
            if (isNameBehindCode)
                continue;
            (string, long) key = mention.Error is { } error ? (error.Domain, error.Code) : (mention.Domain, mention.Code);
            if (places.TryGetValue(key, out int place))
            {
                explanations[place] = explanations[place] with { Count = explanations[place].Count + 1 };
                continue;
            }

            if (explanations.Count >= MaximumExplanations)
                break;
            places.Add(key, explanations.Count);
            explanations.Add(new AppleErrorExplanation(
                read.Substring(mention.Start, mention.Length), mention.Start, 1, mention.Domain, mention.Code, mention.Error,
                IoReturnCode.TryCreate(mention.Code, out IoReturnCode value) ? value : null));
        }

        return explanations;
    }
}
