using System.Collections.Immutable;
using PeerProto;

namespace QuickStart;

[PeerMessage]
public readonly partial record struct Stroke([Member(0)] uint Color, [Member(1)] float X, [Member(2)] float Y);

[PeerMessage]
public partial record Snapshot([Member(0)] ImmutableArray<Stroke> Strokes);

[PeerContract("whiteboard", Version = 1)] // peers find each other by this name; both build from the same contract
public partial interface IWhiteboard
{
    [Channel(1)] IMessageChannel<Stroke> Strokes { get; } // reliable, ordered, held back while the reader is slow

    [Call(2)] ValueTask<Snapshot> GetSnapshotAsync(CancellationToken cancellationToken); // request and response

    [Call(3)] IAsyncEnumerable<Stroke> ReplayAsync(int first, CancellationToken cancellationToken); // a stream from the other side

    [Call(4)] ValueTask<int> ImportAsync(IAsyncEnumerable<Stroke> strokes, CancellationToken cancellationToken); // a stream to it
}
