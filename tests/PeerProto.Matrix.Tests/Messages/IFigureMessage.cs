namespace PeerProto.Matrix.Tests.Messages;

/// <summary>A union of a struct and a class.</summary>
[PeerMessage]
[UnionCase(0, typeof(DotFigure))]
[UnionCase(1_000, typeof(NamedFigure))]
public partial interface IFigureMessage;
