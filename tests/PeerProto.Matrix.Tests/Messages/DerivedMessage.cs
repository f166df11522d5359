namespace PeerProto.Matrix.Tests.Messages;

/// <summary>A message with a member of its base class.</summary>
[PeerMessage]
public sealed partial class DerivedMessage : BaseMessage
{
    [Member(1)] public long? Number { get; set; }
}
