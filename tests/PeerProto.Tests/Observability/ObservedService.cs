using PeerProto.Tests.Support;

namespace PeerProto.Tests.Observability;

/// <summary>Handles and answers as told.</summary>
internal sealed class ObservedService : ObservedContractBase
{
    public Func<Point, ValueTask> Handle { get; init; } = static _ => default;

    public Func<int, int> Ask { get; init; } = static what => what;

    public override ValueTask<int> AskAsync(PeerContext caller, int what, CancellationToken cancellationToken) => new(Ask(what));

    protected override ValueTask OnMoves(Peer from, Point message) => Handle(message);

    protected override ValueTask OnCursors(Peer from, Point message) => Handle(message);
}
