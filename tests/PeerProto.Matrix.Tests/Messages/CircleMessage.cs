using MessagePack;

namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
[MessagePackObject]
public sealed partial record CircleMessage([property: Key(0)][Member(0)] int Radius) : ShapeMessage;
