namespace PeerProto;

/// <summary>
/// Says what travels in the place of a type that is not yours to mark. Holds for all messages and contracts of the assembly that carries it, wherever
/// the type stands in them; other assemblies declare their own.
/// </summary>
/// <typeparam name="TForeign">The type that does not travel by itself.</typeparam>
/// <typeparam name="TSurrogate">What travels: a message or any other type that can.</typeparam>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class PeerSurrogateAttribute<TForeign, TSurrogate> : Attribute
    where TSurrogate : IPeerSurrogate<TForeign, TSurrogate>;
