using System.Collections.Frozen;
using System.Net;
using System.Numerics;
using System.Text;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Hash codes of keys that a peer chooses.</summary>
public class KeyComparerTests
{
    private const int Keys = 4_096;

    [Fact]
    public void KeysWithEqualDotNetHashCodes_GetDifferentOnes()
    {
        AssertSpreads(index => ((long)index << 32) | (uint)index); // high xor low is 0
        AssertSpreads(index => ((ulong)index << 32) | (uint)index);
        AssertSpreads(index => TimeSpan.FromTicks(((long)index << 32) | (uint)index));
        AssertSpreads(index => new Guid(index, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        AssertSpreads(index => index * 65_537);
        AssertSpreads(index => (uint)index * 65_537);
        AssertSpreads(index => new DateTime((long)index * TimeSpan.TicksPerDay));
        AssertSpreads(index => new DateTimeOffset((long)index * TimeSpan.TicksPerDay, TimeSpan.Zero));
        AssertSpreads(index => (float)index);
        AssertSpreads(index => (double)index);
        AssertSpreads(index => (DayOfWeek)index);
        AssertSpreads(index => ((Int128)index << 64) | (Int128)index);
        AssertSpreads(index => (UInt128)index << 96);
        AssertSpreads(index => (BigInteger)index);
        AssertSpreads(index => BigInteger.Pow(2, 4_000) + index);
        AssertSpreads(index => new decimal(index, index, index, false, 0));
        AssertSpreads(index => new Rune(index));
        AssertSpreads(DateOnly.FromDayNumber);
        AssertSpreads(index => new TimeOnly(index * 1_000_000L));
        AssertSpreads(index => new Version(0, index * 0x100));
        AssertSpreads(index => new IPAddress((long)index << 16));
        AssertSpreads(index => new IPEndPoint(IPAddress.Loopback, index));
        AssertSpreads(index => (int?)(index * 65_537));
    }

    [Fact]
    public void EveryTypeWithoutItsOwnSeed_IsHashedHere()
    {
        AssertIsSeeded(1, 1u, 1L, 1UL, (Int128)1, (UInt128)1, (BigInteger)1, 1f, 1d, 1m, new Rune('a'), Guid.NewGuid(), TimeSpan.Zero, DateTime.UnixEpoch,
            DateTimeOffset.UnixEpoch, DateOnly.MinValue, TimeOnly.MinValue, new Version(1, 2), IPAddress.Parse("10.0.0.1"), new IPEndPoint(IPAddress.Loopback, 1), DayOfWeek.Friday);
        static void AssertIsSeeded(params object[] values) => Assert.All(values, value =>
        {
            Type comparer = typeof(KeyComparer<>).MakeGenericType(value.GetType());
            Assert.IsType(comparer, comparer.GetField(nameof(KeyComparer<int>.Instance))!.GetValue(null));
        });
    }

    [Fact]
    public void EqualKeys_GetEqualHashCodes()
    {
        IEqualityComparer<double> doubles = KeyComparer<double>.Instance!;
        Assert.Equal(doubles.GetHashCode(0d), doubles.GetHashCode(-0d));
        Assert.Equal(doubles.GetHashCode(double.NaN), doubles.GetHashCode(BitConverter.Int64BitsToDouble(0x7FF8000000000001)));
        IEqualityComparer<float> floats = KeyComparer<float>.Instance!;
        Assert.Equal(floats.GetHashCode(0f), floats.GetHashCode(-0f));
        IEqualityComparer<DateTimeOffset> times = KeyComparer<DateTimeOffset>.Instance!;
        Assert.Equal(
            times.GetHashCode(new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.FromHours(2))),
            times.GetHashCode(new DateTimeOffset(2025, 1, 1, 10, 0, 0, TimeSpan.Zero)));
        IEqualityComparer<DateTime> dates = KeyComparer<DateTime>.Instance!;
        Assert.Equal(dates.GetHashCode(new DateTime(5, DateTimeKind.Utc)), dates.GetHashCode(new DateTime(5, DateTimeKind.Local)));
        IEqualityComparer<decimal> decimals = KeyComparer<decimal>.Instance!;
        Assert.Equal(decimals.GetHashCode(100m), decimals.GetHashCode(100.00000m));
        Assert.Equal(decimals.GetHashCode(0m), decimals.GetHashCode(-0.00m));
        IEqualityComparer<BigInteger> integers = KeyComparer<BigInteger>.Instance!;
        Assert.Equal(integers.GetHashCode(BigInteger.Pow(2, 3_000)), integers.GetHashCode(BigInteger.Parse("1" + new string('0', 750), System.Globalization.NumberStyles.HexNumber, null)));
        IEqualityComparer<IPAddress> addresses = KeyComparer<IPAddress>.Instance!;
        Assert.Equal(addresses.GetHashCode(IPAddress.Parse("fe80::1%7")), addresses.GetHashCode(IPAddress.Parse("fe80::1%7")));
    }

    [Fact]
    public void Tuples_AreHashedByTheirElementsAsKeys()
    {
        IEqualityComparer<(long, string?)> comparer = KeysOf<(long, string?), ValueTupleCodec<long, Int64Codec, string?, OptionalCodec<string, StringCodec>>>()!;
        Assert.Equal(comparer.GetHashCode((1, null)), comparer.GetHashCode((1, null)));
        Assert.True(comparer.Equals((1, "a"), (1, "a")));
        Assert.False(comparer.Equals((1, "a"), (1, "b")));
        int different = Enumerable.Range(0, Keys).Select(index => comparer.GetHashCode((((long)index << 32) | (uint)index, "a"))).Distinct().Count();
        Assert.InRange(different, Keys - 16, Keys);
        Assert.Null(KeysOf<(long, Stroke), ValueTupleCodec<long, Int64Codec, Stroke, Stroke.PeerCodec>>());
        Assert.NotNull(KeysOf<ValueTuple<int>, ValueTupleCodec<int, Int32Codec>>());
        static IEqualityComparer<T>? KeysOf<T, TCodec>()
            where TCodec : struct, IPeerCodec<T> => TCodec.Keys;
    }

    [Fact]
    public void StringsAndShortKeys_AreLeftToDotNet()
    {
        Assert.Same(EqualityComparer<string>.Default, KeyComparer<string>.Instance);
        Assert.Same(EqualityComparer<Uri>.Default, KeyComparer<Uri>.Instance);
        Assert.Same(EqualityComparer<byte>.Default, KeyComparer<byte>.Instance);
        Assert.Same(EqualityComparer<char>.Default, KeyComparer<char>.Instance);
        Assert.Same(EqualityComparer<Half>.Default, KeyComparer<Half>.Instance);
        Assert.Null(KeyComparer<Stroke>.Instance);
    }

    [Fact]
    public void StringsInFrozenCollections_AreHashedWithTheSeed()
    {
        PeerReader reader = new([0x92, 0xA1, 0x61, 0xA1, 0x62], PeerCodecLimits.Default);
        FrozenSet<string> set = FrozenSetCodec<string, StringCodec>.Read(ref reader);

        Assert.Equal("a".GetHashCode(), set.Comparer.GetHashCode("a"));
        Assert.NotSame(EqualityComparer<string>.Default, set.Comparer);
    }

    [Fact]
    public void SortedStrings_AreInTheOrderOfTheirCodeUnits()
    {
        PeerReader reader = new([0x93, 0xA1, 0x61, 0xA1, 0x42, 0xA2, 0xC2, 0xAD], PeerCodecLimits.Default);

        Assert.Equal(["B", "a", "\u00AD"], SortedSetCodec<string, StringCodec>.Read(ref reader));
    }

    private static void AssertSpreads<TKey>(Func<int, TKey> key)
    {
        IEqualityComparer<TKey> comparer = KeyComparer<TKey>.Instance!;
        int different = Enumerable.Range(0, Keys).Select(index => comparer.GetHashCode(key(index)!)).Distinct().Count();
        Assert.InRange(different, Keys - 16, Keys);
    }
}
