namespace PeerProto.Generators.Model;

/// <summary>How long a value may be.</summary>
/// <param name="MaxLength">The most UTF-16 code units, bytes, elements or entries.</param>
/// <param name="Member">The member, with its type, as a literal for error texts.</param>
/// <param name="UnitBytes">How many bytes of binary data count as one.</param>
/// <param name="IsNullableValue">Whether the value is to be taken out of a nullable value type.</param>
internal sealed record LengthLimitModel(int MaxLength, string Member, int UnitBytes, bool IsNullableValue);
