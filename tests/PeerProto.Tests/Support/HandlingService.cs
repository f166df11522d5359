namespace PeerProto.Tests.Support;

/// <summary>Handles the messages of its channels as told.</summary>
internal sealed class HandlingService : TestService
{
    public Func<Peer, Point, ValueTask> HandlePoint { get; init; } = (_, _) => default;

    public Func<Peer, Note, ValueTask> HandleNote { get; init; } = (_, _) => default;

    protected override ValueTask OnPoints(Peer from, Point message) => HandlePoint(from, message);

    protected override ValueTask OnNotes(Peer from, Note message) => HandleNote(from, message);
}
