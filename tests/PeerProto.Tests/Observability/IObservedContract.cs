using PeerProto.Tests.Support;

namespace PeerProto.Tests.Observability;

/// <summary>A contract that only tests of measurements speak, since those are of the whole process.</summary>
[PeerContract("observed", Version = 1)]
public partial interface IObservedContract
{
    [Channel(1)] IMessageChannel<Point> Moves { get; }

    [Channel(2, Delivery = Delivery.LatestOnly)] IMessageChannel<Point> Cursors { get; }

    [Call(3)] ValueTask<int> AskAsync(int what, CancellationToken cancellationToken);
}
