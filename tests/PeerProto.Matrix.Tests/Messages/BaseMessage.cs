namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public partial class BaseMessage
{
    [Member(0)] public string Name { get; set; } = "";
}
