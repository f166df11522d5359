using MessagePack;

namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
[MessagePackObject]
public partial record RecordMessage([property: Key(0)][Member(0)] string Text, [property: Key(1)][Member(1)] int Number);
