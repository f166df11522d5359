using System.Collections.Immutable;

namespace PeerProto.Tests.Messages;

/// <summary>One message of each kind, for what they allocate.</summary>
internal static class MessageKinds
{
    public const string Text = "forty letters of plain text, more or less";

    public static int[] Numbers { get; } = [1, 200, -70_000];
}

[PeerMessage]
public readonly partial record struct Fixed(
    [Member(0)] Guid Id, [Member(1)] double X, [Member(2)] int Count, [Member(3)] DayOfWeek Day, [Member(4)] DateTime Time, [Member(5)] long? Rank, [Member(6)] Half Part);

[PeerMessage]
public readonly partial record struct Holding([Member(0)] Fixed First, [Member(1)] Fixed? Second, [Member(2)] bool Flag);

[PeerMessage]
public sealed partial record Textual([Member(0)] string Name, [Member(1)] string? Note, [Member(2)] int Count);

[PeerMessage]
public sealed partial record Nesting([Member(0)] Textual Left, [Member(1)] Textual? Right, [Member(2)] Fixed Value);

[PeerMessage]
public sealed partial record Listing([Member(0)] List<int> List, [Member(1)] int[] Array, [Member(2)] ImmutableArray<int> Immutable);

[PeerMessage]
public sealed partial record Mapping([Member(0)] Dictionary<int, long> Entries);

[PeerMessage]
public sealed partial record Binary([Member(0)] byte[] Bytes, [Member(1)] ReadOnlyMemory<byte> More);

[PeerMessage, UnionCase(0, typeof(Circle)), UnionCase(1, typeof(Square))]
public abstract partial record Shape;

[PeerMessage]
public sealed partial record Circle([Member(0)] double Radius) : Shape;

[PeerMessage]
public sealed partial record Square([Member(0)] double Side) : Shape;

[PeerMessage]
public sealed partial record Page<T>([Member(0)] T[] Items, [Member(1)] int Next);

[PeerMessage]
public readonly partial record struct Pair<T>([Member(0)] T Left, [Member(1)] T Right);
