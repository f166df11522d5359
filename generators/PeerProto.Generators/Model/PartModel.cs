namespace PeerProto.Generators.Model;

/// <summary>One part of a message: a member, nil in a gap (no member), or the array header before all of them (negative id).</summary>
/// <param name="Id">The position in the array.</param>
/// <param name="Member">The member, or null.</param>
internal sealed record PartModel(int Id, MemberModel? Member)
{
    /// <summary>The array header.</summary>
    public static PartModel Header { get; } = new(-1, null);

    /// <summary>Whether this is the array header.</summary>
    public bool IsHeader => Id < 0;
}
