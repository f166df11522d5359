namespace PeerProto.Tests.Evolution.Older;

/// <summary>Version 1 of a contract that a newer app has grown.</summary>
[PeerContract("evolving", Version = 1)]
public partial interface IPaper
{
    [Channel(1)] IMessageChannel<Line> Lines { get; }

    [Channel(2)] IMessageChannel<int> Retired { get; }

    [Call(3)] ValueTask<Sheet> GetSheetAsync(string name, CancellationToken cancellationToken);

    [Call(4)] IAsyncEnumerable<Line> ReplayAsync(int count, CancellationToken cancellationToken);

    [Call(5)] ValueTask<int> RetiredAsync(CancellationToken cancellationToken);

    [Channel(6, Delivery = Delivery.LatestOnly)] IMessageChannel<int> Pens { get; }

    [Channel(11)] IMessageChannel<Mark> Marks { get; }
}

[PeerMessage]
public readonly partial record struct Line([Member(0)] int X, [Member(1)] Colour Colour, [Member(2)] string? Label);

[PeerMessage]
public partial record Sheet([Member(0)] string Name, [Member(1)] Line[] Lines, [Member(2)] string? Note);

[PeerMessage]
[UnionCase(0, typeof(Dot))]
public abstract partial record Mark;

[PeerMessage]
public sealed partial record Dot([Member(0)] int X) : Mark;

public enum Colour
{
    Red,
    Green,
}
