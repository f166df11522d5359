namespace PeerProto.Generators.Model;

/// <summary>A type of fixed largest size that the writer and the reader handle without a codec.</summary>
/// <param name="Name">What follows <c>Write</c> and <c>Read</c> in the method names.</param>
/// <param name="MaxSize">The most bytes a value takes.</param>
/// <param name="Enum">The enum to cast to and from, or null.</param>
/// <param name="Underlying">The enum's underlying type, or null.</param>
internal sealed record PrimitiveModel(string Name, int MaxSize, string? Enum, string? Underlying);
