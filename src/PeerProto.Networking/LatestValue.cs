using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PeerProto.Networking;

/// <summary>
/// A value that readers follow: each sees the value of the moment it begins, then the latest after every change. Nothing queues up for a slow
/// reader, who merely skips what was overtaken.
/// </summary>
internal sealed class LatestValue<T>(T initial)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = NewSignal();
    private T _value = initial;
    private long _version = 1;
    private Exception? _error;
    private bool _isCompleted;

    public T Value
    {
        get
        {
            lock (_gate)
                return _value;
        }
    }

    public void Set(T value)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (_isCompleted)
                return;
            _value = value;
            _version++;
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    /// <summary>Ends every watch once it has seen the latest value, with an error if one is given.</summary>
    public void Complete(Exception? error = null)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (_isCompleted)
                return;
            _isCompleted = true;
            _error = error;
            changed = _changed;
        }

        changed.SetResult();
    }

    public async IAsyncEnumerable<T> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long seen = 0;
        while (true)
        {
            T value;
            long version;
            Task changed;
            bool isCompleted;
            lock (_gate)
            {
                value = _value;
                version = _version;
                changed = _changed.Task;
                isCompleted = _isCompleted;
            }

            if (version != seen)
            {
                seen = version;
                yield return value;
                continue;
            }

            if (isCompleted)
            {
                if (_error is not null)
                    ExceptionDispatchInfo.Throw(_error);
                yield break;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
