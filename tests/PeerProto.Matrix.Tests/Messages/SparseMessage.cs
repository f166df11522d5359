namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public partial record SparseMessage([Member(2)] int Second, [Member(5)] string Fifth, [Member(17)] bool? Last);
