namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public partial record RecordMessage([Member(0)] string Text, [Member(1)] int Number);
