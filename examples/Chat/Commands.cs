using PeerProto;

namespace Chat;

/// <summary>Does what is typed.</summary>
internal sealed class Commands(PeerSession<IChat> session, string name, History history)
{
    /// <summary>Does one line: a command, or words for everyone.</summary>
    /// <returns>False when the line says to quit.</returns>
    public async Task<bool> RunAsync(string line, CancellationToken cancellationToken)
    {
        switch (line.Split(' ', 2))
        {
            case ["/quit"]:
                return false;
            case ["/peers"]:
                foreach (Peer<IChat> peer in session.Peers)
                    Console.WriteLine($"peer {Terminal.NameOf(peer)} at {peer.RemoteEndpoint}");
                break;
            case ["/history"]:
                foreach (Peer<IChat> peer in session.Peers)
                    await ShowHistoryAsync(peer, cancellationToken);
                break;
            case ["/send", string path]:
                await Task.WhenAll(session.Peers.Select(peer => new Upload(path, peer).RunAsync(cancellationToken)));
                break;
            case [['/', ..], ..]:
                Console.WriteLine("commands: /send <path>, /peers, /history, /quit");
                break;
            default:
                await SayAsync(line, cancellationToken);
                break;
        }

        return true;
    }

    private async Task SayAsync(string text, CancellationToken cancellationToken)
    {
        DateTimeOffset now = DateTimeOffset.Now;
        history.Add(new RememberedLine(now, name, text));
        await session.Everyone.Lines.SendAsync(new ChatLine(now, text), cancellationToken); // waits while somebody reads slowly
    }

    private static async Task ShowHistoryAsync(Peer<IChat> peer, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (RememberedLine line in peer.Contract.HistoryAsync(cancellationToken))
            {
                string entry = Terminal.Printable($"{line.Author}: {line.Text}", History.LongestLine);
                Console.WriteLine($"history of {Terminal.NameOf(peer)}: {line.SentAt.ToLocalTime():HH:mm} {entry}");
            }
        }
        catch (Exception failure) when (failure is PeerException or PeerRemoteException)
        {
            Console.WriteLine($"no history of {Terminal.NameOf(peer)}: {failure.Message}");
        }
    }
}
