namespace PeerProto.Generators.Model;

/// <summary>The struct that a codec is.</summary>
/// <param name="Name">Its name, with its type parameters.</param>
/// <param name="Modifiers">The modifiers before <c>readonly struct</c>.</param>
/// <param name="TypeName">The type it writes and reads, as named where it stands.</param>
/// <param name="NameExpression">The expression for that type's name in error texts.</param>
/// <param name="Cref">What documentation refers to that type by.</param>
/// <param name="Constraints">What it demands of its type parameters.</param>
internal sealed record CodecStructModel(string Name, string Modifiers, string TypeName, string NameExpression, string Cref, EquatableArray<string> Constraints);
