namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public readonly partial record struct ReadonlyRecordStructMessage([Member(0)] uint Color, [Member(1)] short X, [Member(2)] Guid Id);
