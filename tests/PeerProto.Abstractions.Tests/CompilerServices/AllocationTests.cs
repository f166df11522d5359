using System.Buffers;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Struct messages cost no memory, either way.</summary>
public class AllocationTests
{
    private const int WarmUp = 1_000;
    private const int Measured = 10_000;

    private readonly ArrayBufferWriter<byte> _output = new(1_024);

    [Fact]
    public void StructMessage_IsWrittenAndReadWithoutAllocation() => AssertNoAllocation<Stroke, Stroke.PeerCodec>(new Stroke(0xFF0000, 1, -2));

    [Fact]
    public void EveryFixedSizeType_IsWrittenAndReadWithoutAllocation()
    {
        AssertNoAllocation<long, Int64Codec>(long.MinValue);
        AssertNoAllocation<double, DoubleCodec>(1.1);
        AssertNoAllocation<Guid, GuidCodec>(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"));
        AssertNoAllocation<DateTime, DateTimeCodec>(new DateTime(2025, 6, 1, 12, 30, 45, DateTimeKind.Utc));
        AssertNoAllocation<DateTime, DateTimeCodec>(new DateTime(2025, 6, 1, 12, 30, 45, DateTimeKind.Unspecified));
        AssertNoAllocation<DateTimeOffset, DateTimeOffsetCodec>(new DateTimeOffset(2025, 6, 1, 12, 30, 45, TimeSpan.FromHours(2)));
        AssertNoAllocation<TimeSpan, TimeSpanCodec>(TimeSpan.FromHours(1));
        AssertNoAllocation<DayOfWeek, EnumCodec<DayOfWeek, int, Int32Codec>>(DayOfWeek.Friday);
        AssertNoAllocation<int?, NullableCodec<int, Int32Codec>>(300);
        AssertNoAllocation<int?, NullableCodec<int, Int32Codec>>(null);
    }

    [Fact]
    public void DictionaryKeyOfAnyNumber_IsHashedWithoutAllocation()
    {
        SkipInDebug();
        AssertHashesWithoutAllocation(5);
        AssertHashesWithoutAllocation(5L);
        AssertHashesWithoutAllocation(Guid.NewGuid());
        AssertHashesWithoutAllocation(DayOfWeek.Friday);
        AssertHashesWithoutAllocation(1.5);
    }

    private static void AssertHashesWithoutAllocation<TKey>(TKey key)
        where TKey : notnull
    {
        IEqualityComparer<TKey> comparer = KeyComparer<TKey>.Instance!;
        AssertAllocatesNothing(() =>
        {
            int hash = 0;
            for (int round = 0; round < Measured; round++)
                hash ^= comparer.GetHashCode(key);
            return hash;
        });
    }

    private void AssertNoAllocation<T, TCodec>(T value)
        where TCodec : struct, IPeerCodec<T>
    {
        SkipInDebug();
        AssertAllocatesNothing(() =>
        {
            for (int round = 0; round < WarmUp; round++)
            {
                _output.ResetWrittenCount();
                PeerWriter writer = new(_output);
                TCodec.Write(ref writer, in value);
                writer.Flush();
                PeerReader reader = new(_output.WrittenSpan, PeerCodecLimits.Default);
                TCodec.Read(ref reader);
            }
            return 0;
        });
    }

    private static void AssertAllocatesNothing(Func<int> work)
    {
        work();
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void SkipInDebug()
    {
#if DEBUG
        Assert.Skip("Unoptimised code boxes where optimised code does not: run with -c Release.");
#endif
    }
}
