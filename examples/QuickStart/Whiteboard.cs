using System.Runtime.CompilerServices;
using PeerProto;

namespace QuickStart;

/// <summary>What this app answers with. The base class is generated from the contract.</summary>
internal sealed class Whiteboard : WhiteboardBase
{
    private readonly List<Stroke> _strokes = [];
    private readonly TaskCompletionSource<Stroke> _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first stroke that another peer sent.</summary>
    public Task<Stroke> FirstStroke => _drawn.Task;

    public override ValueTask<Snapshot> GetSnapshotAsync(PeerContext caller, CancellationToken cancellationToken)
    {
        lock (_strokes)
            return new ValueTask<Snapshot>(new Snapshot([.. _strokes]));
    }

    public override async IAsyncEnumerable<Stroke> ReplayAsync(PeerContext caller, int first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Snapshot now = await GetSnapshotAsync(caller, cancellationToken);
        foreach (Stroke stroke in now.Strokes.Skip(first))
            yield return stroke;
    }

    public override async ValueTask<int> ImportAsync(PeerContext caller, IAsyncEnumerable<Stroke> strokes, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (Stroke stroke in strokes.WithCancellation(cancellationToken))
        {
            Draw(stroke);
            count++;
        }

        return count;
    }

    protected override ValueTask OnStrokes(Peer from, Stroke message) // awaiting here would hold back this peer's strokes, nothing else
    {
        Draw(message);
        _drawn.TrySetResult(message);
        return default;
    }

    private void Draw(Stroke stroke)
    {
        lock (_strokes)
            _strokes.Add(stroke);
    }
}
