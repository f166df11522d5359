using PeerProto;

namespace Chat;

[PeerMessage]
public partial record ChatLine([Member(0)] DateTimeOffset SentAt, [Member(1)] string Text);

[PeerMessage]
public partial record RememberedLine([Member(0)] DateTimeOffset SentAt, [Member(1)] string Author, [Member(2)] string Text);

[PeerMessage]
public partial record FileOffer([Member(0)] string Name, [Member(1)] long Length);

[PeerContract("chat", Version = 1)] // found on the network as _chat._tcp
public partial interface IChat
{
    [Channel(1)] IMessageChannel<ChatLine> Lines { get; }

    /// <summary>The lines that the peer remembers, oldest first.</summary>
    [Call(2)] IAsyncEnumerable<RememberedLine> HistoryAsync(CancellationToken cancellationToken);

    /// <summary>Sends a file in pieces. The answer is the SHA-256 of what the peer stored, in lower-case hex.</summary>
    [Call(3)] ValueTask<string> SendFileAsync(FileOffer file, IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, CancellationToken cancellationToken);
}
