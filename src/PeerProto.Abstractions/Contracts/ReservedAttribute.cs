namespace PeerProto;

/// <summary>
/// Sets ids aside that were in use once: those of members that a message had, of cases that a union had, or of channels and calls that a contract had. Peers of older
/// versions still take such an id for what it was, so it is never used again.
/// </summary>
/// <param name="ids">The ids.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class ReservedAttribute(params int[] ids) : Attribute
{
    /// <summary>The ids that are never used again.</summary>
    public IReadOnlyList<int> Ids { get; } = ids;
}
