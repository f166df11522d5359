namespace PeerProto.Apple;

/// <summary>One type in which two data sets differ.</summary>
/// <param name="Kind">How.</param>
/// <param name="Before">The first's; null when only the second has it.</param>
/// <param name="After">The second's; null when only the first has it.</param>
public sealed record ThreadDifference(ThreadDifferenceKind Kind, ThreadTlv? Before, ThreadTlv? After)
{
    /// <summary>The type.</summary>
    public ThreadTlvType Type => (Before ?? After)!.Value.Type;

    /// <summary>Kind, type and values; of a secret only that it differs.</summary>
    /// <returns>The written difference.</returns>
    public override string ToString() => Kind switch
    {
        ThreadDifferenceKind.Added => $"+ {After}",
        ThreadDifferenceKind.Removed => $"- {Before}",
        _ => $"~ {ThreadTlvRules.NameOf(Type)}: {Before!.Value.Describe()} -> {After!.Value.Describe()}",
    };
}
