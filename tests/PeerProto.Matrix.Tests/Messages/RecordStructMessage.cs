namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public partial record struct RecordStructMessage([Member(0)] long Number, [Member(1)] string? Text);
