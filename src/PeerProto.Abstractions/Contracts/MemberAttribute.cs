namespace PeerProto;

/// <summary>
/// Gives a member of a message its place on the wire. The place is what peers agree on, so it never changes once released;
/// names may. It may stand on a positional parameter of a record without a <c>property:</c> target.
/// </summary>
/// <param name="id">The zero-based position in the message's MessagePack array, at most <see cref="MaxId"/>. Gaps are written as nil.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class MemberAttribute(int id) : Attribute
{
    /// <summary>The largest position a member may have.</summary>
    public const int MaxId = 255;

    /// <summary>The zero-based position in the message's MessagePack array.</summary>
    public int Id { get; } = id;
}
