namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public sealed partial class ClassMessage
{
    [Member(0)] public string Text { get; set; } = "";

    [Member(1)] public List<int> Numbers { get; set; } = [];

    [Member(2)] public RecordMessage? Other { get; set; }
}
