namespace PeerProto.Tests.Support;

/// <summary>Handles the messages of its channels as told.</summary>
internal sealed class HandlingService : TestService
{
    public Func<Peer, Point, ValueTask> HandlePoint { get; init; } = (_, _) => default;

    public Func<Peer, Note, ValueTask> HandleNote { get; init; } = (_, _) => default;

    protected override ValueTask OnPoints(Peer from, Point message) => HandlePoint(from, message);

    protected override ValueTask OnNotes(Peer from, Note message) => HandleNote(from, message);

    public Func<Point, ValueTask> HandleBeside { get; init; } = _ => default;

    protected override ValueTask OnBeside(Peer from, Point message) => HandleBeside(message);

    public Func<string, Point, ValueTask> HandleLossy { get; init; } = (_, _) => default;

    protected override ValueTask OnCursors(Peer from, Point message) => HandleLossy("Cursors", message);

    protected override ValueTask OnSamples(Peer from, Point message) => HandleLossy("Samples", message);

    protected override ValueTask OnFirsts(Peer from, Point message) => HandleLossy("Firsts", message);

    protected override ValueTask OnOrders(Peer from, Point message) => HandleLossy("Orders", message);
}
