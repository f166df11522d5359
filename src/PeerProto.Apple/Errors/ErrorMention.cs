namespace PeerProto.Apple;

/// <summary>A place in a text where a code stands.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Domain">The domain, or what stands for it.</param>
/// <param name="Code">The code.</param>
/// <param name="Error">The entry; null when the catalogue has none.</param>
internal readonly record struct ErrorMention(int Start, int Length, string Domain, long Code, AppleError? Error)
{
    public int End => Start + Length;
}
