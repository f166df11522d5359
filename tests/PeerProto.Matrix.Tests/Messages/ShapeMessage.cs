using MessagePack;

namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
[UnionCase(0, typeof(CircleMessage))]
[UnionCase(1, typeof(LabelMessage))]
[Union(0, typeof(CircleMessage))]
[Union(1, typeof(LabelMessage))]
public abstract partial record ShapeMessage;
