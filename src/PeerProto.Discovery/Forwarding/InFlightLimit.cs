namespace PeerProto.Discovery.Forwarding;

/// <summary>Counts what is under way, up to a limit, and tells when all of it has ended. Safe for concurrent use.</summary>
internal sealed class InFlightLimit(int maximum)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isEnding;

    public int Count { get; private set; }

    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_isEnding || Count == maximum)
                return false;
            Count++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (--Count == 0 && _isEnding)
                _ended.TrySetResult();
        }
    }

    /// <summary>Lets nobody in any more, and waits for those inside.</summary>
    public Task EndAsync()
    {
        lock (_gate)
        {
            _isEnding = true;
            if (Count == 0)
                _ended.TrySetResult();
        }

        return _ended.Task;
    }
}
