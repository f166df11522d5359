namespace PeerProto;

/// <summary>Keeps a bounded number of objects for the next user. Objects that find no place are left to the garbage collector.</summary>
internal sealed class Pool<T>(int capacity)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly T?[] _kept = new T?[capacity];
    private int _count;

    public T? TryRent()
    {
        lock (_gate)
        {
            if (_count == 0)
                return null;
            T item = _kept[--_count]!;
            _kept[_count] = null;
            return item;
        }
    }

    public bool TryReturn(T item)
    {
        lock (_gate)
        {
            if (_count == _kept.Length)
                return false;
            _kept[_count++] = item;
            return true;
        }
    }
}
