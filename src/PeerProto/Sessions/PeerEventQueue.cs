using PeerProto.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Sessions;

/// <summary>
/// Changes that one follower has not read. A peer that joined and left unread is folded away, so what waits is bounded by the peers connected now and those the
/// follower knows of.
/// </summary>
internal sealed class PeerEventQueue<TContract>
    where TContract : class, IPeerContract<TContract>
{
    private readonly Lock _gate = new();
    private readonly List<PeerEvent<TContract>> _waiting = [];
    private readonly AsyncSignal _changed = new();
    private bool _isComplete;

    public void Add(PeerEvent<TContract> change)
    {
        lock (_gate)
        {
            int joined = change.Kind == PeerEventKind.Left ? _waiting.FindIndex(waiting => waiting.Peer == change.Peer) : -1;
            if (joined >= 0)
                _waiting.RemoveAt(joined);
            else
                _waiting.Add(change);
        }

        _changed.Set();
    }

    public void Complete()
    {
        lock (_gate)
            _isComplete = true;
        _changed.Set();
    }

    /// <summary>Waits for the next change.</summary>
    /// <returns>Null when there will be no more.</returns>
    public async ValueTask<PeerEvent<TContract>?> ReadAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static state => ((AsyncSignal)state!).Set(), _changed);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_gate)
            {
                if (_waiting.Count > 0)
                {
                    PeerEvent<TContract> next = _waiting[0];
                    _waiting.RemoveAt(0);
                    return next;
                }

                if (_isComplete)
                    return null;
            }

            await _changed.WaitAsync();
        }
    }
}
