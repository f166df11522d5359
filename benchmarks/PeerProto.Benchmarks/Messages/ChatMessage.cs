using MemoryPack;
using Nerdbank.MessagePack;
using PolyType;

namespace PeerProto.Benchmarks.Messages;

/// <summary>Text, identifier, time, a short list and a string that is null.</summary>
[PeerMessage]
[MemoryPackable]
[GenerateShape]
public sealed partial record ChatMessage(
    [property: Member(0), Key(0)] string Text,
    [property: Member(1), Key(1)] Guid Id,
    [property: Member(2), Key(2)] DateTime Time,
    [property: Member(3), Key(3)] List<int> Scores,
    [property: Member(4), Key(4)] string? Note)
{
    public static ChatMessage Sample { get; } = new(
        "The quick brown fox jumps over the dogs.",
        new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
        new DateTime(2025, 6, 1, 12, 30, 45, 123, DateTimeKind.Utc),
        [1, 2, 3, 100, 200, 3_000, 40_000, -5],
        null);
}
