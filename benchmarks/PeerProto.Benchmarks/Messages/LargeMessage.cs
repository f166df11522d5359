using MemoryPack;
using Nerdbank.MessagePack;
using PolyType;

namespace PeerProto.Benchmarks.Messages;

/// <summary>64 KiB of binary data with a name and some numbers.</summary>
[PeerMessage(View = true)]
[MemoryPackable]
[GenerateShape]
public sealed partial record LargeMessage(
    [property: Member(0), Key(0)] string Name,
    [property: Member(1), Key(1)] Guid Id,
    [property: Member(2), Key(2)] long Sequence,
    [property: Member(3), Key(3)] int Flags,
    [property: Member(4), Key(4)] byte[] Payload)
{
    public const int PayloadBytes = 65_536;

    public static LargeMessage Sample { get; } = Make();

    private static LargeMessage Make()
    {
        byte[] payload = new byte[PayloadBytes];
        new Random(1).NextBytes(payload);
        return new LargeMessage("frame-000042.raw", new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), 1_234_567_890_123, 70_000, payload);
    }
}
