namespace PeerProto.Generators.Model;

/// <summary>Neighbouring parts of a message that are written together.</summary>
/// <param name="RunSize">The most bytes they take, where they are written as one run; else null, and the one part is written by itself.</param>
/// <param name="Parts">The parts, in the order of their bytes.</param>
internal sealed record SegmentModel(int? RunSize, EquatableArray<PartModel> Parts);
