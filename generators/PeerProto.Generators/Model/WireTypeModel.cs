namespace PeerProto.Generators.Model;

/// <summary>A type that can travel, as generated code names, writes and reads it.</summary>
/// <param name="Name">The type, with its nullability.</param>
/// <param name="Codec">The codec struct.</param>
/// <param name="Primitive">How to write and read it without the codec, or null.</param>
/// <param name="IsBounded">Whether its values have a largest size.</param>
/// <param name="Absent">The value that stands for one an older peer did not send, or null where there is none.</param>
internal sealed record WireTypeModel(string Name, string Codec, PrimitiveModel? Primitive, bool IsBounded, string? Absent)
{
    /// <summary>How long the value may be, or null.</summary>
    public LengthLimitModel? Limit { get; init; }
}
