using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PeerProto.CompilerServices;

/// <summary>
/// Compares dictionary keys that come from a peer, so that nobody can choose keys whose hash codes collide: numbers, enums, identifiers and times are
/// hashed with the secret seed that .NET hashes strings with. Strings have that from .NET itself; up to 16 bits there are too few values to
/// collide; any other type brings its own hash code, and <see cref="PeerCodecLimits.MaxCustomKeys"/> bounds what that can cost.
/// </summary>
internal sealed class KeyComparer<TKey> : IEqualityComparer<TKey>
    where TKey : notnull
{
    /// <summary>The comparer to give a dictionary; null for .NET's own.</summary>
    public static readonly IEqualityComparer<TKey>? Instance = IsSeededHere ? new KeyComparer<TKey>() : null;

    /// <summary>Whether the type's own hash code is all there is.</summary>
    public static bool IsCustom => !IsSeededHere && typeof(TKey) != typeof(string) && !IsSmall;

    private static bool IsSmall =>
        typeof(TKey) == typeof(bool) || typeof(TKey) == typeof(byte) || typeof(TKey) == typeof(sbyte) || typeof(TKey) == typeof(short)
        || typeof(TKey) == typeof(ushort) || typeof(TKey) == typeof(char) || (typeof(TKey).IsEnum && Unsafe.SizeOf<TKey>() <= sizeof(short));

    private static bool IsSeededHere =>
        typeof(TKey) == typeof(int) || typeof(TKey) == typeof(uint) || typeof(TKey) == typeof(long) || typeof(TKey) == typeof(ulong)
        || typeof(TKey) == typeof(float) || typeof(TKey) == typeof(double) || typeof(TKey) == typeof(Guid) || typeof(TKey) == typeof(TimeSpan)
        || typeof(TKey) == typeof(DateTime) || typeof(TKey) == typeof(DateTimeOffset) || (typeof(TKey).IsEnum && Unsafe.SizeOf<TKey>() > sizeof(short));

    public bool Equals(TKey? x, TKey? y) => EqualityComparer<TKey>.Default.Equals(x, y);

    public int GetHashCode(TKey obj) => obj switch
    {
        int value => Hash(value),
        uint value => Hash(value),
        long value => Hash(value),
        ulong value => Hash(value),
        float value => Hash(CanonicalBits(value)),
        double value => Hash(CanonicalBits(value)),
        Guid value => Hash(value),
        TimeSpan value => Hash(value.Ticks),
        DateTime value => Hash(value.Ticks),
        DateTimeOffset value => Hash(value.UtcTicks),
        _ => Unsafe.SizeOf<TKey>() == sizeof(int) ? Hash(Unsafe.As<TKey, int>(ref obj)) : Hash(Unsafe.As<TKey, long>(ref obj)),
    };

    /// <summary>Numbers that are equal get equal bits: both zeros, and every not-a-number.</summary>
    private static long CanonicalBits(double value) => BitConverter.DoubleToInt64Bits(value == 0 ? 0 : double.IsNaN(value) ? double.NaN : value);

    private static int Hash<T>(T value)
        where T : unmanaged =>
        string.GetHashCode(MemoryMarshal.Cast<T, char>(new ReadOnlySpan<T>(in value)));
}
