namespace PeerProto.Generators.Model;

/// <summary>The type that stands for a case that this side does not know.</summary>
/// <param name="TypeName">The type.</param>
/// <param name="Declaration">How it comes about.</param>
/// <param name="HidesInherited">Whether the union inherits such a type of another union.</param>
/// <param name="ComparesBase">Whether what it derives from takes part in its equality.</param>
internal sealed record UnknownCaseModel(string TypeName, UnknownDeclaration Declaration, bool HidesInherited, bool ComparesBase);
