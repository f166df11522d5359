namespace PeerProto.Matrix.Tests.Messages;

/// <summary>A message that holds itself.</summary>
[PeerMessage]
public partial record TreeMessage([Member(0)] string Name, [Member(1)] List<TreeMessage> Children, [Member(2)] TreeMessage? Next);
