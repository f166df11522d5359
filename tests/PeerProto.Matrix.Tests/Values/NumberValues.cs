using System.Numerics;
using CsCheck;

namespace PeerProto.Matrix.Tests.Values;

/// <summary>Numbers of any size, and often those around a power of two, where the encoding changes its form.</summary>
internal static class NumberValues
{
    public static Gen<bool> Boolean { get; } = Gen.Bool;

    public static Gen<byte> Byte { get; } = Integer(Gen.Byte);

    public static Gen<sbyte> SByte { get; } = Integer(Gen.SByte);

    public static Gen<short> Int16 { get; } = Integer(Gen.Short);

    public static Gen<ushort> UInt16 { get; } = Integer(Gen.UShort);

    public static Gen<int> Int32 { get; } = Integer(Gen.Int);

    public static Gen<uint> UInt32 { get; } = Integer(Gen.UInt);

    public static Gen<long> Int64 { get; } = Integer(Gen.Long);

    public static Gen<ulong> UInt64 { get; } = Integer(Gen.ULong);

    public static Gen<Int128> Int128 { get; } = Integer(Gen.Int128);

    public static Gen<UInt128> UInt128 { get; } = Integer(Gen.UInt128);

    public static Gen<BigInteger> BigInteger { get; } = Gen.Frequency(
        (1, Gen.Byte.Array[0, 40].Select(bytes => new BigInteger(bytes))),
        (1, Gen.Select(Gen.Int[0, 200], Gen.Int[-2, 2], Gen.Bool).Select((bit, near, negative) => ((negative ? -System.Numerics.BigInteger.One : System.Numerics.BigInteger.One) << bit) + near)));

    /// <summary>One NaN stands for all, as a processor that widens a signalling one makes it quiet.</summary>
    public static Gen<Half> Half { get; } = Gen.UShort.Select(BitConverter.UInt16BitsToHalf).Select(half => System.Half.IsNaN(half) ? System.Half.NaN : half);

    /// <summary>Any digits with any scale, which two equal numbers may differ in.</summary>
    public static Gen<decimal> Decimal { get; } = Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Bool, Gen.Byte[0, 28])
        .Select((low, middle, high, negative, scale) => new decimal(low, middle, high, negative, scale));

    public static Gen<char> Char { get; } = Gen.UShort.Select(unit => (char)unit);

    public static Gen<float> Single { get; } = Gen.Frequency((4, Gen.Float), (1, Gen.OneOf(0f, -0f, 1.5f, float.Epsilon, float.MinValue, float.NaN, float.PositiveInfinity)));

    public static Gen<double> Double { get; } = Gen.Frequency((4, Gen.Double), (1, Gen.OneOf(0, -0d, 1.1, double.Epsilon, double.MinValue, double.NaN, double.NegativeInfinity)));

    /// <summary>Any integer, or one at most two away from a power of two or its negative, or from the end of the range.</summary>
    private static Gen<T> Integer<T>(Gen<T> any)
        where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        int bits = T.Zero.GetByteCount() * 8;
        Gen<T> edges = Gen.Select(Gen.Int[0, bits - 1], Gen.Int[-2, 2], Gen.Bool)
            .Select((bit, near, negative) => unchecked(negative ? T.Zero - (T.One << bit) + T.CreateTruncating(near) : (T.One << bit) + T.CreateTruncating(near)));
        return Gen.Frequency((1, any), (2, edges));
    }
}
