namespace PeerProto.Testing.Tests;

internal sealed class Chat : ChatBase
{
    public List<string> Received { get; } = [];

    public override ValueTask<int> CountLinesAsync(PeerContext caller, CancellationToken cancellationToken) => new(Received.Count);

    public override async IAsyncEnumerable<string> ReplayAsync(PeerContext caller, int first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        for (int i = first; i < Received.Count; i++)
            yield return Received[i];
    }

    public override async ValueTask<int> AddAsync(PeerContext caller, IAsyncEnumerable<string> lines, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (string line in lines.WithCancellation(cancellationToken))
        {
            Received.Add(line);
            count++;
        }

        return count;
    }

    protected override ValueTask OnLines(Peer from, string line)
    {
        Received.Add($"{from.DisplayName}: {line}");
        return default;
    }
}
