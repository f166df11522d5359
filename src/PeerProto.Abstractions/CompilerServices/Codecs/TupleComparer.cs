namespace PeerProto.CompilerServices;

/// <summary>Compares tuples that are keys, by a hash code made of those that the elements get as keys.</summary>
internal sealed class TupleComparer<T>(Func<T, int> hash) : IEqualityComparer<T>
{
    public bool Equals(T? x, T? y) => EqualityComparer<T>.Default.Equals(x, y);

    public int GetHashCode(T obj) => hash(obj);
}
