using MemoryPack;
using Nerdbank.MessagePack;
using PolyType;

namespace PeerProto.Benchmarks.Messages;

/// <summary>Six members of fixed size.</summary>
[PeerMessage]
[MemoryPackable]
[GenerateShape]
public readonly partial record struct SmallMessage(
    [property: Member(0), Key(0)] Guid Id,
    [property: Member(1), Key(1)] double X,
    [property: Member(2), Key(2)] double Y,
    [property: Member(3), Key(3)] double Z,
    [property: Member(4), Key(4)] long Sequence,
    [property: Member(5), Key(5)] int Flags)
{
    public static SmallMessage Sample { get; } = new(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), 1.25, -2.5e10, 3.75, 1_234_567_890_123, 70_000);
}
