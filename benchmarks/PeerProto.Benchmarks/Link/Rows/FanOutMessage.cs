namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A message to many, about 256 bytes on the wire.</summary>
[PeerMessage(View = true)]
public readonly partial record struct FanOutMessage([property: Member(0)] long Sequence, [property: Member(1)] ReadOnlyMemory<byte> Payload)
{
    /// <summary>The size of a message with what frames it.</summary>
    public const int Bytes = 256;

    /// <summary>The payload of a message that has its number and its frame besides.</summary>
    public static byte[] SamplePayload { get; } = new byte[240];

    public static FanOutMessage Sample { get; } = new(1_234_567_890_123, SamplePayload);
}
