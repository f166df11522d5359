namespace PeerProto;

/// <summary>
/// Marks the type that stands for the cases of a union that this side does not know, so that what a newer peer sends still arrives. It stands inside
/// the union or beside it, derives from the union or implements it, has a constructor of an <see cref="int"/> and a
/// <see cref="ReadOnlyMemory{T}"/> of bytes, and properties <c>CaseId</c> and <c>Payload</c> that return them. Sent, it goes out as it came.
/// </summary>
/// <remarks>Where a union can be derived from without implementing anything, the generator makes such a type, <c>Unknown</c>, inside it.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class UnknownCaseAttribute : Attribute;
