namespace PeerProto.Generators.Model;

/// <summary>The view of a message.</summary>
/// <param name="Members">Its members, by id.</param>
/// <param name="IsNull">The name of the property that tells a view of nothing.</param>
/// <param name="IsThere">The name of the field behind it.</param>
internal sealed record ViewModel(EquatableArray<ViewMemberModel> Members, string IsNull, string IsThere);
