namespace PeerProto.Architecture.Tests.Reading;

/// <summary>A member of another type that an assembly uses.</summary>
/// <param name="Owner">The type it belongs to.</param>
/// <param name="Name">Its name in metadata: accessors begin with get_ or set_, constructors are .ctor.</param>
/// <param name="ParameterCount">How many parameters a method has; null for a field.</param>
internal sealed record MemberUse(TypeName Owner, string Name, int? ParameterCount);
