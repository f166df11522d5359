namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public readonly partial record struct DotFigure([Member(0)] short X) : IFigureMessage;
