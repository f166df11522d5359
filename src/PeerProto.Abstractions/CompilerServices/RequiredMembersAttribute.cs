namespace PeerProto.CompilerServices;

/// <summary>Tells on a message's codec which members have to be there when it reads: those that cannot be nil and have no default.</summary>
/// <param name="ids">The members' ids.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class RequiredMembersAttribute(params int[] ids) : Attribute
{
    /// <summary>The members' ids.</summary>
    public IReadOnlyList<int> Ids { get; } = ids;
}
