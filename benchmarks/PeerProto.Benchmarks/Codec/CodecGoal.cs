namespace PeerProto.Benchmarks.Codec;

/// <summary>What a row of PeerProto's should be compared with another one.</summary>
/// <param name="Row">The start of the name of PeerProto's row.</param>
/// <param name="Other">The start of the other's.</param>
/// <param name="LargestRatio">The largest ratio of PeerProto's time to the other's.</param>
/// <param name="Writing">Whether it counts for writing.</param>
internal sealed record CodecGoal(string Row, string Other, double LargestRatio, bool Writing = true);
