namespace PeerProto.Benchmarks.Link;

/// <summary>What one round of a row measured. Bytes and processor time are for one message.</summary>
internal sealed record LinkRound(
    double Rate,
    double SenderBytes,
    double ReceiverBytes,
    double SenderMicroseconds,
    double ReceiverMicroseconds,
    double MedianRoundTrip,
    double SlowRoundTrip);
