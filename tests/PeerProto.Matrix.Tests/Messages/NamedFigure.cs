namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public sealed partial class NamedFigure : IFigureMessage
{
    [Member(0)] public required RecordMessage Name { get; init; }
}
