namespace PeerProto.Apple;

/// <summary>Crashes with one signature. Lists have the most frequent value first.</summary>
/// <param name="Signature">What they share.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Systems">Versions of the system, with their build.</param>
/// <param name="Apps">Versions of the app, with their build.</param>
/// <param name="Models">Models of the device.</param>
/// <param name="Processors">Kinds of processor; <c>translated</c> stands behind those that ran code for another.</param>
/// <param name="Queues">Queues of the thread that crashed.</param>
/// <param name="Warnings">Why the one whose name comes first is to be read with care.</param>
/// <param name="Hints">What crashes like these usually come from, by the same one.</param>
/// <param name="Examples">Names of the reports that come first by name, at most <see cref="CrashGrouping.MaximumExamples"/>.</param>
public sealed record CrashGroup(
    CrashSignature Signature,
    int Count,
    IReadOnlyList<CrashFacet> Systems,
    IReadOnlyList<CrashFacet> Apps,
    IReadOnlyList<CrashFacet> Models,
    IReadOnlyList<CrashFacet> Processors,
    IReadOnlyList<CrashFacet> Queues,
    IReadOnlyList<CrashWarning> Warnings,
    IReadOnlyList<CrashHint> Hints,
    IReadOnlyList<string> Examples);
