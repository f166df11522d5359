namespace PeerProto.Matrix.Tests.Messages;

[PeerMessage]
public partial struct StructMessage
{
    [Member(0)] public bool Flag { get; set; }

    [Member(1)] public DateTime? Time { get; set; }

    [Member(2)] public byte[]? Bytes { get; set; }
}
