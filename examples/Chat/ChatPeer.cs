using System.Runtime.CompilerServices;
using PeerProto;

namespace Chat;

/// <summary>What this app does with what others send. The base class is generated from the contract.</summary>
internal sealed class ChatPeer(History history, Downloads downloads) : ChatBase
{
    protected override ValueTask OnLines(Peer from, ChatLine message)
    {
        string text = Terminal.Printable(message.Text, History.LongestLine);
        history.Add(new RememberedLine(message.SentAt, Terminal.NameOf(from), text));
        Console.WriteLine($"line from {Terminal.NameOf(from)}: {text}");
        return default;
    }

    public override async IAsyncEnumerable<RememberedLine> HistoryAsync(PeerContext caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (RememberedLine line in history.Snapshot())
            yield return line; // waits here while the caller is slow

        await Task.CompletedTask;
    }

    public override async ValueTask<string> SendFileAsync(
        PeerContext caller, FileOffer file, IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, CancellationToken cancellationToken)
    {
        string sender = Terminal.NameOf(caller.Caller);
        try
        {
            StoredFile stored = await downloads.StoreAsync(file, pieces, cancellationToken);
            Console.WriteLine($"file {stored.Name} ({stored.Length} bytes, sha256 {stored.Sha256}) from {sender}");
            return stored.Sha256;
        }
        catch (Exception failure)
        {
            Console.WriteLine($"no file from {sender}: {failure.Message}");
            throw; // the sender is told that it failed, and nothing of ours
        }
    }
}
