namespace PeerProto.Generators.Model;

/// <summary>What the generated codec of a union writes and reads.</summary>
/// <param name="Struct">The codec's struct.</param>
/// <param name="Cases">The cases, in the order in which a value is compared with them.</param>
/// <param name="Unknown">What stands for a case that this side does not know, or null where such a case is an error.</param>
internal sealed record UnionModel(CodecStructModel Struct, EquatableArray<UnionCaseModel> Cases, UnknownCaseModel? Unknown);
