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

    protected override ValueTask OnLines(Peer from, string line)
    {
        Received.Add($"{from.DisplayName}: {line}");
        return default;
    }
}
