namespace PeerProto.Matrix.Tests.Messages;

/// <summary>More members than the short header counts.</summary>
[PeerMessage]
public readonly partial record struct WideMessage(
    [Member(0)] int A, [Member(1)] int B, [Member(2)] int C, [Member(3)] int D, [Member(4)] int E, [Member(5)] int F, [Member(6)] int G, [Member(7)] int H,
    [Member(8)] int I, [Member(9)] int J, [Member(10)] int K, [Member(11)] int L, [Member(12)] int M, [Member(13)] int N, [Member(14)] int O, [Member(15)] int P,
    [Member(16)] long? Q);
