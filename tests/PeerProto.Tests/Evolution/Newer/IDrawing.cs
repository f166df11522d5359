namespace PeerProto.Tests.Evolution.Newer;

/// <summary>
/// Version 2: members, a channel, a call, an enum value and a union case added; members, a channel and a call removed; an integer widened; the interface and members renamed; a delivery changed.
/// </summary>
[PeerContract("evolving", Version = 2)]
public partial interface IDrawing
{
    [Channel(1)] IMessageChannel<Stroke> Strokes { get; }

    [Call(3)] ValueTask<Page> GetPageAsync(string name, int scale = 3, CancellationToken cancellationToken = default);

    [Call(4)] IAsyncEnumerable<Stroke> ReplayAsync(long count, CancellationToken cancellationToken);

    [Channel(6)] IMessageChannel<int> Pens { get; }

    [Channel(7)] IMessageChannel<string> Remarks { get; }

    [Call(8)] ValueTask<string> AskAsync(string question, CancellationToken cancellationToken);

    [Call(9)] IAsyncEnumerable<int> CountAsync(CancellationToken cancellationToken);

    [Call(10)] ValueTask<long> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken);

    [Channel(11)] IMessageChannel<Mark> Marks { get; }
}

[PeerMessage]
public readonly partial record struct Stroke([Member(0)] long Left, [Member(1)] Colour Colour, [Member(3)] int Width = 5);

[PeerMessage]
public partial record Page([Member(0)] string Title, [Member(1)] Stroke[] Strokes)
{
    [Member(3)] public string Owner { get; init; } = "nobody";
}

[PeerMessage]
[UnionCase(0, typeof(Dot))]
[UnionCase(1, typeof(Ring))]
public abstract partial record Mark;

[PeerMessage]
public sealed partial record Dot([Member(0)] int X) : Mark;

[PeerMessage]
public sealed partial record Ring([Member(0)] int Radius, [Member(1)] string Label) : Mark;

public enum Colour
{
    Red,
    Green,
    Blue,
}
