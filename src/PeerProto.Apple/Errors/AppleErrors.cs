namespace PeerProto.Apple;

/// <summary>
/// Explains the error codes of Apple's systems, on any system: NSError domains, errno, DNS-SD, TLS and Security, Cocoa and XPC, URL loading, CoreWLAN, apple80211 and IOKit, 802.1X, system
/// extensions and Network Extension. The entries are facts that were looked up, each with its source and how sure it is; what is not in the catalogue is said to be unknown.
/// </summary>
public static class AppleErrors
{
    /// <summary>How many different codes of a text are explained: those that came last.</summary>
    public const int MaximumExplanations = 200;

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
    /// range is unmistakable, unless it is the whole text.
    /// </summary>
    /// <param name="text">The text, of any length. Of more than <see cref="MaximumExplanations"/> different codes those that came last are explained; <see cref="Read"/> tells how many were left out.</param>
    /// <returns>One explanation for each different code, in the order of the text; empty when there is none.</returns>
    public static IReadOnlyList<AppleErrorExplanation> Explain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using StringReader reader = new(text);
        return Read(reader).Explanations;
    }

    /// <summary>Reads a text to its end and explains every code in it, as <see cref="Explain"/> does. Takes the same memory for a text of any length.</summary>
    /// <param name="reader">The text; it stays open.</param>
    /// <param name="cancellationToken">Ends it between two blocks of the text.</param>
    /// <returns>The explanations, and what was read.</returns>
    /// <exception cref="IOException">The text cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static AppleErrorReport Read(TextReader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new ErrorCollector().Read(reader, cancellationToken);
    }
}
