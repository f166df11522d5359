using PeerProto.Tests.Support;

namespace PeerProto.Tests.Views;

/// <summary>Takes views as told, and collects what is made of them.</summary>
internal sealed class BorrowingService : BorrowingContractBase
{
    public delegate string ViewReader(Frame.View frame);

    public ViewReader Read { get; init; } = Frame.Describe;

    public Collector<string> Handled { get; } = new();

    protected override void OnFrames(Peer from, scoped Frame.View message) => Handled.Add(Read(message));
}
