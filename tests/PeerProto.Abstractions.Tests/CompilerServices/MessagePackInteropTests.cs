using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using MessagePack;
using MessagePack.Resolvers;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>The rows of docs/wire-protocol.md that promise the bytes of MessagePack-CSharp: both write the same and read each other.</summary>
public class MessagePackInteropTests
{
    private static readonly MessagePackSerializerOptions Options = MessagePackSerializerOptions.Standard.WithResolver(
        CompositeResolver.Create(NativeGuidResolver.Instance, StandardResolver.Instance));

    [Fact]
    public void Booleans_AreTheSame()
    {
        AssertSame<bool, BooleanCodec>(true);
        AssertSame<bool, BooleanCodec>(false);
    }

    [Fact]
    public void IntegersAroundEveryPowerOfTwo_AreTheSame()
    {
        for (int bit = 0; bit < 64; bit++)
        {
            for (long near = -2; near <= 2; near++)
            {
                ulong bits = (1UL << bit) + (ulong)near;
                AssertSame<ulong, UInt64Codec>(bits);
                AssertSame<long, Int64Codec>((long)bits);
                AssertSame<long, Int64Codec>(-(long)bits);
                AssertSame<uint, UInt32Codec>((uint)bits);
                AssertSame<int, Int32Codec>((int)bits);
                AssertSame<int, Int32Codec>(-(int)bits);
                AssertSame<ushort, UInt16Codec>((ushort)bits);
                AssertSame<short, Int16Codec>((short)bits);
                AssertSame<sbyte, SByteCodec>((sbyte)bits);
                AssertSame<byte, ByteCodec>((byte)bits);
                AssertSame<char, CharCodec>((char)bits);
                AssertSame<TimeSpan, TimeSpanCodec>(new TimeSpan((long)bits));
            }
        }
    }

    [Fact]
    public void FloatingPointNumbers_AreTheSame()
    {
        foreach (double value in (double[])[0, -0d, 1.1, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity])
        {
            AssertSame<double, DoubleCodec>(value);
            AssertSame<float, SingleCodec>((float)value);
        }
    }

    [Fact]
    public void Enums_AreTheSame()
    {
        AssertSame<DayOfWeek, EnumCodec<DayOfWeek, int, Int32Codec>>(DayOfWeek.Friday);
        AssertSame<DayOfWeek, EnumCodec<DayOfWeek, int, Int32Codec>>((DayOfWeek)(-70_000));
    }

    [Fact]
    public void Strings_AreTheSame()
    {
        foreach (int length in (int[])[0, 1, 10, 11, 12, 31, 32, 85, 86, 255, 256, 65_535, 65_536])
        {
            AssertSame<string, StringCodec>(new string('a', length));
            AssertSame<string, StringCodec>(new string('\u00E9', length));
            AssertSame<string, StringCodec>(new string('\u4E2D', length));
            AssertSame<string, StringCodec>(string.Concat(Enumerable.Repeat("\U0001F600", length)));
        }
    }

    [Fact]
    public void Guids_AreTheSame()
    {
        AssertSame<Guid, GuidCodec>(Guid.Empty);
        AssertSame<Guid, GuidCodec>(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"));
    }

    [Fact]
    public void GuidAsText_IsReadFromItsDefaultResolver()
    {
        Guid value = new("0f8fad5b-d9cb-469f-a165-70867728950e");
        PeerReader reader = new(MessagePackSerializer.Serialize(value, cancellationToken: TestContext.Current.CancellationToken), PeerCodecLimits.Default);

        Assert.Equal(value, reader.ReadGuid());
    }

    [Fact]
    public void UtcTimes_AreTheSame()
    {
        foreach (long ticks in (long[])[0, 1, DateTime.UnixEpoch.Ticks - 1, DateTime.UnixEpoch.Ticks, DateTime.UnixEpoch.Ticks + 1, DateTime.UnixEpoch.Ticks + TimeSpan.TicksPerSecond,
            new DateTime(2106, 2, 7, 6, 28, 15).Ticks, new DateTime(2106, 2, 7, 6, 28, 16).Ticks, new DateTime(2514, 5, 30, 1, 53, 3).Ticks, new DateTime(2514, 5, 30, 1, 53, 4).Ticks, DateTime.MaxValue.Ticks])
        {
            AssertSame<DateTime, DateTimeCodec>(new DateTime(ticks, DateTimeKind.Utc));
        }
    }

    [Fact]
    public void TimesWithOffset_AreTheSame()
    {
        AssertSame<DateTimeOffset, DateTimeOffsetCodec>(new DateTimeOffset(2025, 6, 1, 12, 30, 45, 123, TimeSpan.FromMinutes(330)));
        AssertSame<DateTimeOffset, DateTimeOffsetCodec>(new DateTimeOffset(1960, 6, 1, 12, 30, 45, TimeSpan.FromHours(-14)));
        AssertSame<DateTimeOffset, DateTimeOffsetCodec>(DateTimeOffset.MinValue);
        AssertSame<DateTimeOffset, DateTimeOffsetCodec>(DateTimeOffset.MaxValue);
    }

    [Fact]
    public void BinaryData_IsTheSame()
    {
        foreach (int length in (int[])[0, 1, 255, 256, 65_535, 65_536])
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(index => (byte)index)];
            AssertSame<byte[], ByteArrayCodec>(bytes);
            Assert.Equal(MessagePackSerializer.Serialize(new Memory<byte>(bytes), Options, TestContext.Current.CancellationToken), Encode<Memory<byte>, ByteMemoryCodec>(bytes));
            Assert.Equal(MessagePackSerializer.Serialize(new ReadOnlyMemory<byte>(bytes), Options, TestContext.Current.CancellationToken), Encode<ReadOnlyMemory<byte>, ReadOnlyByteMemoryCodec>(bytes));
        }
    }

    [Fact]
    public void NilAndCollections_AreTheSame()
    {
        AssertSame<int?, NullableCodec<int, Int32Codec>>(null);
        AssertSame<int?, NullableCodec<int, Int32Codec>>(-5);
        AssertSame<string?, OptionalCodec<string, StringCodec>>(null);
        foreach (int count in (int[])[0, 15, 16, 65_535, 65_536])
        {
            int[] numbers = [.. Enumerable.Range(0, count)];
            AssertSame<int[], ArrayCodec<int, Int32Codec>>(numbers);
            AssertSame<List<int>, ListCodec<int, Int32Codec>>([.. numbers]);
            AssertSame<Dictionary<int, string>, DictionaryCodec<int, Int32Codec, string, StringCodec>>(numbers.ToDictionary(number => number, number => $"{number}"));
        }
    }

    [Fact]
    public void WideAndNarrowNumbers_AreTheSame()
    {
        foreach (Half value in (Half[])[(Half)0, (Half)1.5, Half.MinValue, Half.Epsilon, Half.NaN])
            AssertSame<Half, HalfCodec>(value);
        foreach (decimal value in (decimal[])[0, 0.00m, -1.50m, decimal.MinValue, -7.9228162514264337593543950335m, 0.0000000000000000000000000001m])
            AssertSame<decimal, DecimalCodec>(value);
        foreach (BigInteger value in (BigInteger[])[0, 127, 128, -128, -129, BigInteger.Pow(-3, 301)])
            AssertSame<BigInteger, BigIntegerCodec>(value);
    }

    [Fact]
    public void DecimalOfTheNativeResolver_IsRead()
    {
        MessagePackSerializerOptions native = MessagePackSerializerOptions.Standard.WithResolver(NativeDecimalResolver.Instance);
        foreach (decimal value in (decimal[])[0, -1.50m, decimal.MinValue, decimal.MaxValue, -7.9228162514264337593543950335m])
        {
            PeerReader reader = new(MessagePackSerializer.Serialize(value, native, TestContext.Current.CancellationToken), PeerCodecLimits.Default);
            decimal read = reader.ReadDecimal();
            Assert.Equal((value, value.Scale), (read, read.Scale));
        }
    }

    [Fact]
    public void DatesAndTimesOfDay_AreTheSame()
    {
        foreach (DateOnly value in (DateOnly[])[DateOnly.MinValue, new(2025, 6, 1), DateOnly.MaxValue])
            AssertSame<DateOnly, DateOnlyCodec>(value);
        foreach (TimeOnly value in (TimeOnly[])[TimeOnly.MinValue, new(12, 30, 45, 123), TimeOnly.MaxValue])
            AssertSame<TimeOnly, TimeOnlyCodec>(value);
    }

    [Fact]
    public void UrisAndVersions_AreTheSame()
    {
        foreach (string value in (string[])["https://example.org/a b?c=\u00E9#d", "mailto:ana@example.org", "a/b", "/a", ""])
            AssertSame<Uri, UriCodec>(new Uri(value, UriKind.RelativeOrAbsolute));
        foreach (string value in (string[])["1.2", "1.2.3", "1.2.3.2147483647"])
            AssertSame<Version, VersionCodec>(new Version(value));
    }

    [Fact]
    public void SequenceOfBytes_IsTheSame()
    {
        ReadOnlySequence<byte> value = Segments.EachByte(new byte[] { 1, 2, 3 });
        Assert.Equal(MessagePackSerializer.Serialize(value, Options, TestContext.Current.CancellationToken), Encode<ReadOnlySequence<byte>, ByteSequenceCodec>(value));
    }

    [Fact]
    public void EveryCollection_IsTheSame()
    {
        foreach (int count in (int[])[0, 3, 20])
        {
            int[] numbers = [.. Enumerable.Range(1, count)];
            AssertSame<int[][], ArrayCodec<int[], ArrayCodec<int, Int32Codec>>>([numbers, [], numbers]);
            AssertSame<HashSet<int>, HashSetCodec<int, Int32Codec>>([.. numbers]);
            AssertSame<SortedSet<int>, SortedSetCodec<int, Int32Codec>>([.. numbers]);
            AssertSame<Queue<int>, QueueCodec<int, Int32Codec>>(new(numbers));
            AssertSame<Stack<int>, StackCodec<int, Int32Codec>>(new(numbers));
            AssertSame<ImmutableArray<int>, ImmutableArrayCodec<int, Int32Codec>>([.. numbers]);
            AssertSame<ImmutableList<int>, ImmutableListCodec<int, Int32Codec>>([.. numbers]);
            AssertSame<ImmutableHashSet<int>, ImmutableHashSetCodec<int, Int32Codec>>([.. numbers]);
            AssertSame<ImmutableSortedSet<int>, ImmutableSortedSetCodec<int, Int32Codec>>([.. numbers]);
            AssertSame<ImmutableQueue<int>, ImmutableQueueCodec<int, Int32Codec>>([.. numbers]);
            AssertSame<ImmutableStack<int>, ImmutableStackCodec<int, Int32Codec>>([.. numbers]);
            AssertSame<IEnumerable<int>, EnumerableCodec<int, Int32Codec>>(numbers);
            AssertSame<ICollection<int>, AnyCollectionCodec<int, Int32Codec>>(numbers);
            AssertSame<IList<int>, AnyListCodec<int, Int32Codec>>(numbers);
            AssertSame<ISet<int>, AnySetCodec<int, Int32Codec>>(new HashSet<int>(numbers));
            AssertSame<IReadOnlyCollection<int>, ReadOnlyCollectionCodec<int, Int32Codec>>(numbers);
            AssertSame<IReadOnlyList<int>, ReadOnlyListCodec<int, Int32Codec>>(numbers);
            AssertSame<IReadOnlySet<int>, ReadOnlySetCodec<int, Int32Codec>>(new HashSet<int>(numbers));
            AssertSame<IImmutableList<int>, AnyImmutableListCodec<int, Int32Codec>>(ImmutableList.Create(numbers));
            AssertSame<IImmutableSet<int>, AnyImmutableSetCodec<int, Int32Codec>>(ImmutableHashSet.Create(numbers));
            AssertSame<IImmutableQueue<int>, AnyImmutableQueueCodec<int, Int32Codec>>(ImmutableQueue.Create(numbers));
            AssertSame<IImmutableStack<int>, AnyImmutableStackCodec<int, Int32Codec>>(ImmutableStack.Create(numbers));

            Dictionary<int, int> entries = numbers.ToDictionary(number => number, number => -number);
            AssertSame<SortedDictionary<int, int>, SortedDictionaryCodec<int, Int32Codec, int, Int32Codec>>(new(entries));
            AssertSame<ImmutableDictionary<int, int>, ImmutableDictionaryCodec<int, Int32Codec, int, Int32Codec>>(entries.ToImmutableDictionary());
            AssertSame<ImmutableSortedDictionary<int, int>, ImmutableSortedDictionaryCodec<int, Int32Codec, int, Int32Codec>>(entries.ToImmutableSortedDictionary());
            AssertSame<IDictionary<int, int>, AnyDictionaryCodec<int, Int32Codec, int, Int32Codec>>(entries);
            AssertSame<IReadOnlyDictionary<int, int>, ReadOnlyDictionaryCodec<int, Int32Codec, int, Int32Codec>>(entries);
            AssertSame<IImmutableDictionary<int, int>, AnyImmutableDictionaryCodec<int, Int32Codec, int, Int32Codec>>(entries.ToImmutableDictionary());
        }
    }

    [Fact]
    public void Tuples_AreTheSame()
    {
        AssertSame<ValueTuple<int>, ValueTupleCodec<int, Int32Codec>>(new(1));
        AssertSame<(int, string), ValueTupleCodec<int, Int32Codec, string, StringCodec>>((1, "a"));
        AssertSame<(int, int, int, int, int, int, int), ValueTupleCodec<int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec>>(
            (1, 2, 3, 4, 5, 6, 7));
        AssertSame<(int, int, int, int, int, int, int, string),
            ValueTupleCodec<int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, ValueTuple<string>, ValueTupleCodec<string, StringCodec>>>(
            (1, 2, 3, 4, 5, 6, 7, "8"));
        AssertSame<KeyValuePair<int, string>, KeyValuePairCodec<int, Int32Codec, string, StringCodec>>(new(1, "a"));
    }

    [Fact]
    public void MemoryOfNumbersAsItsArray_IsRead()
    {
        PeerReader reader = new(MessagePackSerializer.Serialize(new Memory<int>([1, -70_000]), Options, TestContext.Current.CancellationToken), PeerCodecLimits.Default);

        Assert.Equal([1, -70_000], PackedMemoryCodec<int, Int32Codec>.Read(ref reader).ToArray());
    }

    [Fact]
    public void Message_IsTheSame() => AssertSame<Stroke, Stroke.PeerCodec>(new Stroke(0xFF0000, 1, -2));

    private static void AssertSame<T, TCodec>(T value)
        where TCodec : struct, IPeerCodec<T>
    {
        byte[] theirs = MessagePackSerializer.Serialize(value, Options, TestContext.Current.CancellationToken);
        byte[] ours = Encode<T, TCodec>(value);
        Assert.Equal(theirs, ours);

        Assert.Equal(value, MessagePackSerializer.Deserialize<T>(ours, Options, TestContext.Current.CancellationToken));
        PeerReader reader = new(theirs, PeerCodecLimits.Default);
        Assert.Equal(value, TCodec.Read(ref reader));
        Assert.True(reader.End);
    }

    private static byte[] Encode<T, TCodec>(T value)
        where TCodec : struct, IPeerCodec<T>
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        TCodec.Write(ref writer, in value);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
