namespace PeerProto.Generators.Model;

/// <summary>A member of a view.</summary>
/// <param name="Member">The message's member.</param>
/// <param name="Kind">How the view has it.</param>
/// <param name="IsOptional">Whether it may be nil.</param>
/// <param name="Inner">The message whose view it is, or the element; null where there is none.</param>
/// <param name="Field">The field behind a member that is made when it is asked for, or null.</param>
internal sealed record ViewMemberModel(MemberModel Member, ViewMemberKind Kind, bool IsOptional, WireTypeModel? Inner, string? Field);
