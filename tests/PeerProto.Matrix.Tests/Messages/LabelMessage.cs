using MessagePack;

namespace PeerProto.Matrix.Tests.Messages;

/// <summary>A case that holds its union.</summary>
[PeerMessage]
[MessagePackObject]
public sealed partial record LabelMessage([property: Key(0)][Member(0)] string Text, [property: Key(1)][Member(1)] ShapeMessage? Around) : ShapeMessage;
