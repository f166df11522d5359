namespace PeerProto.Matrix.Tests.Messages;

/// <summary>A generic message.</summary>
[PeerMessage]
public partial record PageMessage<T>([Member(0)] T First, [Member(1)] List<T> All, [Member(2)] int Number);
