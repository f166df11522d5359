namespace PeerProto.Apple;

/// <summary>What the state of an extension means, and what to do.</summary>
/// <param name="Extension">The extension.</param>
/// <param name="IsGood">Whether it runs.</param>
/// <param name="Meaning">What the state means, as a sentence without its full stop.</param>
/// <param name="Remedies">What to do, the easiest first, as sentences without their full stops; empty where nothing is to be done.</param>
public sealed record SystemExtensionDiagnosis(SystemExtension Extension, bool IsGood, string Meaning, IReadOnlyList<string> Remedies);
