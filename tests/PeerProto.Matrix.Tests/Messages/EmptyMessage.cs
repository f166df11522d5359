namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public partial record EmptyMessage;
