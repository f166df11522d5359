namespace PeerProto.Benchmarks.Codec;

/// <summary>What one round of a row measured, for one operation.</summary>
internal sealed record CodecRound(double Nanoseconds, double AllocatedBytes);
