using MessagePack;

namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
[MessagePackObject]
public readonly partial record struct ReadonlyRecordStructMessage(
    [property: Key(0)][Member(0)] uint Color, [property: Key(1)][Member(1)] short X, [property: Key(2)][Member(2)] Guid Id);
