namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public sealed partial class RequiredMessage
{
    [Member(0)] public required string Text { get; init; }

    [Member(1)] public int Number { get; init; } = 7;

    [Member(2)] public required ByteColor Color { get; set; }
}
