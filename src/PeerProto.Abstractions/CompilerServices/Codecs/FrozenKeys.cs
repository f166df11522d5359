namespace PeerProto.CompilerServices;

/// <summary>
/// The comparers of frozen sets and dictionaries that come from a peer. Given .NET's own comparer for strings they hash parts of them without a
/// seed, so that a sender could choose strings that collide; given any other they use its hash codes.
/// </summary>
internal static class FrozenKeys
{
    public static IEqualityComparer<T>? Comparer<T>(IEqualityComparer<T>? keys) => typeof(T) == typeof(string) ? KeyComparer<T>.Seeded : keys;
}
