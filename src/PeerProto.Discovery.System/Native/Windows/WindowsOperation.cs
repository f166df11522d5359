using System.Collections.Concurrent;

namespace PeerProto.Discovery.Native.Windows;

/// <summary>
/// A request to Windows, and the replies that were not handed over yet. Native code knows it by a number: a callback that comes behind its end finds nobody, and no memory of it is used then.
/// </summary>
internal abstract class WindowsOperation : IDnsSdOperation
{
    /// <summary>How many replies are kept; the system is not believed beyond that.</summary>
    public const int MaximumReplies = 16_384;

    private static readonly ConcurrentDictionary<nint, WindowsOperation> Running = new();
    private static long _lastKey;

    private readonly ConcurrentQueue<Action> _replies = new();
    private volatile AutoResetEvent? _event;
    private volatile bool _isDisposed;
    private volatile int _error;

    protected WindowsOperation()
    {
        Key = (nint)Interlocked.Increment(ref _lastKey);
        Running[Key] = this;
    }

    /// <summary>Whether it has replies, or has ended.</summary>
    public bool IsReady => !_replies.IsEmpty || _error != 0;

    /// <summary>Windows gives no socket; <see cref="EventWaiter"/> needs none.</summary>
    public nint Socket => 0;

    /// <summary>What native code gives back to callbacks.</summary>
    protected nint Key { get; }

    /// <summary>The request that a callback is for; null where it has ended.</summary>
    public static WindowsOperation? Find(nint key) => Running.GetValueOrDefault(key);

    /// <summary>Has replies end a wait. What came before is seen by <see cref="IsReady"/>, which is to be asked behind this.</summary>
    public void Wakes(AutoResetEvent waiting)
    {
        _event = waiting;
        Interlocked.MemoryBarrier();
    }

    /// <summary>Takes a reply from a callback.</summary>
    public void Enqueue(Action reply)
    {
        if (_replies.Count < MaximumReplies)
            _replies.Enqueue(reply);
        else
            _error = (int)DnsSdError.NoMemory;
        Interlocked.MemoryBarrier();
        _event?.Set();
    }

    /// <summary>Nothing more comes of it, a callback says.</summary>
    public void Break(DnsSdError error)
    {
        _error = (int)error;
        Interlocked.MemoryBarrier();
        _event?.Set();
    }

    public DnsSdError ProcessResult()
    {
        DispatchReplies();
        return (DnsSdError)_error;
    }

    public void DispatchReplies()
    {
        while (!_isDisposed && _replies.TryDequeue(out Action? reply))
            reply();
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Running.TryRemove(Key, out _);
        End();
    }

    /// <summary>Ends the request and frees its memory.</summary>
    protected abstract void End();
}
