namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public sealed partial class PrimaryMessage(string text, ulong number)
{
    [Member(0)] public string Text { get; } = text;

    [Member(1)] public ulong Number { get; } = number;

    [Member(2)] public char Letter { get; set; }
}
