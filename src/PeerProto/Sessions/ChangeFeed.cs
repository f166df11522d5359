using System.Runtime.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Sessions;

/// <summary>A value and its changes: each reader gets the value of the moment, then every change, and misses the oldest where it is too far behind.</summary>
internal sealed class ChangeFeed<T>(T initial)
{
    /// <summary>How many changes wait for one reader.</summary>
    public const int MaximumWaiting = 16;

    private readonly Lock _gate = new();
    private readonly List<Reader> _readers = [];
    private T _value = initial;
    private bool _isComplete;

    public T Value
    {
        get
        {
            lock (_gate)
                return _value;
        }
    }

    /// <summary>Changes the value.</summary>
    /// <param name="value">The new one.</param>
    /// <param name="isLast">Whether no other follows.</param>
    public void Set(T value, bool isLast = false)
    {
        lock (_gate)
        {
            if (_isComplete)
                return;
            _value = value;
            _isComplete = isLast;
            foreach (Reader reader in _readers)
                reader.Add(value);
        }
    }

    /// <summary>Ends the reading behind the last change.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            foreach (Reader reader in _readers)
                reader.Changed.Set();
        }
    }

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Reader reader = new();
        lock (_gate)
        {
            reader.Add(_value);
            _readers.Add(reader);
        }

        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static state => ((AsyncSignal)state!).Set(), reader.Changed);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                T? next;
                bool isThere;
                lock (_gate)
                {
                    isThere = reader.Waiting.TryDequeue(out next);
                    if (!isThere && _isComplete)
                        yield break;
                }

                if (isThere)
                    yield return next!;
                else
                    await reader.Changed.WaitAsync();
            }
        }
        finally
        {
            lock (_gate)
                _readers.Remove(reader);
        }
    }

    private sealed class Reader
    {
        public Queue<T> Waiting { get; } = new();

        public AsyncSignal Changed { get; } = new();

        public void Add(T value)
        {
            if (Waiting.Count == MaximumWaiting)
                Waiting.Dequeue();
            Waiting.Enqueue(value);
            Changed.Set();
        }
    }
}
