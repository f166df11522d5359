using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace PeerProto.CompilerServices;

/// <summary>
/// Compares keys that come from a peer, so that nobody can choose some whose hash codes collide: numbers, enums, identifiers, times and addresses are
/// hashed with the secret seed that .NET hashes strings with. Strings and URIs have that from .NET itself; up to 16 bits there are too few values to
/// collide; any other type brings its own hash code, and <see cref="PeerCodecLimits.MaxCustomKeys"/> bounds what that can cost.
/// </summary>
internal sealed class KeyComparer<T> : IEqualityComparer<T>
{
    private const int MaxStackBytes = 256;

    /// <summary>The comparer whose hash codes have a seed, also for strings.</summary>
    public static readonly KeyComparer<T> Seeded = new();

    /// <summary>The comparer to give a set or dictionary; null where the type's own hash code is all there is.</summary>
    public static readonly IEqualityComparer<T>? Instance = IsSeededHere ? Seeded : IsSafe ? EqualityComparer<T>.Default : null;

    private static Type KeyType => Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);

    /// <summary>Whether .NET's comparer already is what we need.</summary>
    private static bool IsSafe =>
        KeyType == typeof(string) || KeyType == typeof(Uri) || KeyType == typeof(bool) || KeyType == typeof(byte) || KeyType == typeof(sbyte)
        || KeyType == typeof(short) || KeyType == typeof(ushort) || KeyType == typeof(char) || KeyType == typeof(Half) || (KeyType.IsEnum && Unsafe.SizeOf<T>() <= sizeof(short));

    private static bool IsSeededHere =>
        KeyType == typeof(int) || KeyType == typeof(uint) || KeyType == typeof(long) || KeyType == typeof(ulong) || KeyType == typeof(Int128)
        || KeyType == typeof(UInt128) || KeyType == typeof(BigInteger) || KeyType == typeof(float) || KeyType == typeof(double) || KeyType == typeof(decimal)
        || KeyType == typeof(Rune) || KeyType == typeof(Guid) || KeyType == typeof(TimeSpan) || KeyType == typeof(DateTime) || KeyType == typeof(DateTimeOffset)
        || KeyType == typeof(DateOnly) || KeyType == typeof(TimeOnly) || KeyType == typeof(Version) || KeyType == typeof(IPAddress) || KeyType == typeof(IPEndPoint)
        || (typeof(T).IsEnum && Unsafe.SizeOf<T>() > sizeof(short));

    public bool Equals(T? x, T? y) => EqualityComparer<T>.Default.Equals(x, y);

    public int GetHashCode(T obj) => obj switch
    {
        null => 0,
        string value => value.GetHashCode(),
        int value => SeededHash.Of(value),
        uint value => SeededHash.Of(value),
        long value => SeededHash.Of(value),
        ulong value => SeededHash.Of(value),
        Int128 value => SeededHash.Of(value),
        UInt128 value => SeededHash.Of(value),
        BigInteger value => Hash(in value),
        float value => SeededHash.Of(CanonicalBits(value)),
        double value => SeededHash.Of(CanonicalBits(value)),
        decimal value => SeededHash.Of(WithoutTrailingZeros(value)),
        Rune value => SeededHash.Of(value.Value),
        Guid value => SeededHash.Of(value),
        TimeSpan value => SeededHash.Of(value.Ticks),
        DateTime value => SeededHash.Of(value.Ticks),
        DateTimeOffset value => SeededHash.Of(value.UtcTicks),
        DateOnly value => SeededHash.Of(value.DayNumber),
        TimeOnly value => SeededHash.Of(value.Ticks),
        Version value => SeededHash.Of((value.Major, value.Minor, value.Build, value.Revision)),
        IPAddress value => Hash(value, port: 0),
        IPEndPoint value => Hash(value.Address, value.Port),
        _ => Unsafe.SizeOf<T>() == sizeof(int) ? SeededHash.Of(Unsafe.As<T, int>(ref obj)) : SeededHash.Of(Unsafe.As<T, long>(ref obj)),
    };

    /// <summary>Numbers that are equal get equal bits: both zeros, and every not-a-number.</summary>
    private static long CanonicalBits(double value) => BitConverter.DoubleToInt64Bits(value == 0 ? 0 : double.IsNaN(value) ? double.NaN : value);

    /// <summary>Numbers that are equal get equal bits: division makes the scale as small as the digits allow.</summary>
    private static decimal WithoutTrailingZeros(decimal value) => value == 0 ? 0 : value / 1.0000000000000000000000000000m;

    private static int Hash(in BigInteger value)
    {
        int length = value.GetByteCount() + 1;
        byte[]? rented = length > MaxStackBytes ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> bytes = rented ?? stackalloc byte[MaxStackBytes];
        value.TryWriteBytes(bytes, out int written);
        bytes[written] = 0;
        int hash = SeededHash.Of(MemoryMarshal.Cast<byte, char>(bytes[..length]));
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    private static int Hash(IPAddress address, int port)
    {
        UInt128 bits = 0;
        address.TryWriteBytes(MemoryMarshal.AsBytes(new Span<UInt128>(ref bits)), out _);
        return SeededHash.Of((bits, address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0, (long)port));
    }
}
