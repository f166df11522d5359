namespace PeerProto.Apple;

/// <summary>What a code in a text means.</summary>
/// <param name="Found">The words in the text, such as <c>Domain=NSCocoaErrorDomain Code=4099</c>.</param>
/// <param name="Position">Where they begin in the text, from zero; the first time, when they come several times.</param>
/// <param name="Count">How many times the code is in the text.</param>
/// <param name="Domain">The error domain, or what stands for it.</param>
/// <param name="Code">The code.</param>
/// <param name="Error">The entry of the catalogue; null when it has none.</param>
/// <param name="IoReturn">The number taken apart, when it is one of IOKit's.</param>
public sealed record AppleErrorExplanation(string Found, long Position, long Count, string Domain, long Code, AppleError? Error, IoReturnCode? IoReturn)
{
    /// <summary>Whether the catalogue has an entry for it.</summary>
    public bool IsKnown => Error is not null;

    /// <summary>What it means, as a sentence without its full stop, or that nothing is known.</summary>
    public string Meaning => Error?.Meaning ?? (IoReturn is null ? "The catalogue has no entry for this code" : "A number of a driver that the catalogue has no entry for");

    /// <summary>What to do next, as a sentence without its full stop.</summary>
    public string NextStep => Error?.NextStep ?? "Search the headers of Apple's SDK for the domain, and the system's log at that moment for the process that gave it";

    /// <summary>Domain, code, name and meaning in one line.</summary>
    /// <returns>The written explanation.</returns>
    public override string ToString() => $"{Domain} {Code}{(Error is null ? "" : $" {Error.Name}")}: {Meaning}";
}
