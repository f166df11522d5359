namespace PeerProto.CompilerServices;

/// <summary>The order of sorted sets and dictionaries that come from a peer: the type's own, and for strings one that is the same on every machine.</summary>
internal static class KeyOrder<T>
{
    public static readonly IComparer<T> Instance = typeof(T) == typeof(string) ? (IComparer<T>)StringComparer.Ordinal : Comparer<T>.Default;
}
