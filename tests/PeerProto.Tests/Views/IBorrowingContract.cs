namespace PeerProto.Tests.Views;

/// <summary>A borrowed channel beside one that is not.</summary>
[PeerContract("borrowing-test", Version = 1)]
public partial interface IBorrowingContract
{
    [Channel(1, Borrowed = true)] IMessageChannel<Frame> Frames { get; }

    [Channel(2)] IMessageChannel<Frame> Owned { get; }
}
