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
    }

    [Fact]
    public void StringsAndShortKeys_AreLeftToDotNet()
    {
        Assert.Null(KeyComparer<string>.Instance);
        Assert.Null(KeyComparer<byte>.Instance);
        Assert.Null(KeyComparer<char>.Instance);
        Assert.False(KeyComparer<string>.IsCustom);
        Assert.False(KeyComparer<short>.IsCustom);
        Assert.False(KeyComparer<int>.IsCustom);
        Assert.True(KeyComparer<Stroke>.IsCustom);
    }

    private static void AssertSpreads<TKey>(Func<int, TKey> key)
        where TKey : notnull
    {
        IEqualityComparer<TKey> comparer = KeyComparer<TKey>.Instance!;
        int different = Enumerable.Range(0, Keys).Select(index => comparer.GetHashCode(key(index))).Distinct().Count();
        Assert.InRange(different, Keys - 16, Keys);
    }
}
