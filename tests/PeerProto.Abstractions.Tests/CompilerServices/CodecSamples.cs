using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using System.Text;
using PeerProto.CompilerServices;
using NineTupleCodec = PeerProto.CompilerServices.ValueTupleCodec<
    int, PeerProto.CompilerServices.Int32Codec, int, PeerProto.CompilerServices.Int32Codec, int, PeerProto.CompilerServices.Int32Codec,
    int, PeerProto.CompilerServices.Int32Codec, int, PeerProto.CompilerServices.Int32Codec, int, PeerProto.CompilerServices.Int32Codec,
    int, PeerProto.CompilerServices.Int32Codec,
    (int, string), PeerProto.CompilerServices.ValueTupleCodec<int, PeerProto.CompilerServices.Int32Codec, string, PeerProto.CompilerServices.StringCodec>>;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Values of every codec, with the edges of every form.</summary>
internal static class CodecSamples
{
    private static readonly Guid SomeGuid = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    public static ImmutableArray<ICodecSample> All { get; } = [.. Numbers(), .. WideNumbers(), .. Times(), .. TextAndBytes(), .. Addresses(), .. Composites(), .. Collections()];

    public static TheoryData<string> Names => [.. All.Select(sample => sample.Name)];

    public static ICodecSample Find(string name) => All.Single(sample => sample.Name == name);

    public static byte[] Encode(this ICodecSample sample)
    {
        ArrayBufferWriter<byte> output = new();
        sample.Write(output);
        return output.WrittenSpan.ToArray();
    }

    private static IEnumerable<ICodecSample> Numbers()
    {
        yield return Of<Unit, UnitCodec>(default);
        foreach (bool value in (bool[])[false, true])
            yield return Of<bool, BooleanCodec>(value);
        foreach (byte value in (byte[])[0, 127, 128, 255])
            yield return Of<byte, ByteCodec>(value);
        foreach (sbyte value in (sbyte[])[0, 127, -1, -32, -33, -128])
            yield return Of<sbyte, SByteCodec>(value);
        foreach (short value in (short[])[0, 128, 255, 256, short.MaxValue, -129, short.MinValue])
            yield return Of<short, Int16Codec>(value);
        foreach (ushort value in (ushort[])[0, 255, 256, ushort.MaxValue])
            yield return Of<ushort, UInt16Codec>(value);
        foreach (int value in (int[])[0, 127, 128, 65_535, 65_536, int.MaxValue, -32, -33, -128, -129, -32_768, -32_769, int.MinValue])
            yield return Of<int, Int32Codec>(value);
        foreach (uint value in (uint[])[0, 65_536, uint.MaxValue])
            yield return Of<uint, UInt32Codec>(value);
        foreach (long value in (long[])[0, uint.MaxValue, uint.MaxValue + 1L, long.MaxValue, int.MinValue, int.MinValue - 1L, long.MinValue])
            yield return Of<long, Int64Codec>(value);
        foreach (ulong value in (ulong[])[0, uint.MaxValue + 1UL, ulong.MaxValue])
            yield return Of<ulong, UInt64Codec>(value);
        foreach (char value in (char[])['a', '\u00E9', '\uD800', '\uFFFF'])
            yield return Of<char, CharCodec>(value, ((int)value).ToString("X4"));
        foreach (float value in (float[])[0, -0f, 1.5f, float.MinValue, float.Epsilon, float.NaN, float.PositiveInfinity])
            yield return Of<float, SingleCodec>(value);
        foreach (double value in (double[])[0, -0d, 1.1, double.MaxValue, double.Epsilon, double.NaN, double.NegativeInfinity])
            yield return Of<double, DoubleCodec>(value);
        yield return Of<DayOfWeek, EnumCodec<DayOfWeek, int, Int32Codec>>(DayOfWeek.Saturday);
        yield return Of<DayOfWeek, EnumCodec<DayOfWeek, int, Int32Codec>>((DayOfWeek)70_000);
    }

    private static IEnumerable<ICodecSample> WideNumbers()
    {
        foreach (Half value in (Half[])[(Half)0, (Half)(-0f), (Half)1.5, Half.MaxValue, Half.Epsilon, Half.NaN, Half.NegativeInfinity])
            yield return Of<Half, HalfCodec>(value);
        foreach (Int128 value in (Int128[])[0, -1, -33, long.MinValue, (Int128)long.MinValue - 1, ulong.MaxValue, (Int128)ulong.MaxValue + 1, Int128.MinValue, Int128.MaxValue])
            yield return Of<Int128, Int128Codec>(value);
        foreach (UInt128 value in (UInt128[])[0, 128, ulong.MaxValue, (UInt128)ulong.MaxValue + 1, UInt128.MaxValue])
            yield return Of<UInt128, UInt128Codec>(value);
        foreach (decimal value in (decimal[])[0, 0.00m, 1.50m, -7.9228162514264337593543950335m, decimal.MinValue, decimal.MaxValue, 0.0000000000000000000000000001m])
            yield return Of<decimal, DecimalCodec>(value);
        foreach (BigInteger value in (BigInteger[])[0, 127, 128, -1000, BigInteger.Pow(2, 70), -BigInteger.Pow(7, 2_000)])
            yield return Of<BigInteger, BigIntegerCodec>(value);
        foreach (Rune value in (Rune[])[new('a'), new(0), new(0xD7FF), new(0xE000), new(0x1F600), new(0x10FFFF)])
            yield return Of<Rune, RuneCodec>(value, $"{value.Value:X}");
    }

    private static IEnumerable<ICodecSample> Addresses()
    {
        foreach (string value in (string[])["https://example.org/a b?c=\u00E9#d", "mailto:ana@example.org", "a/b", "/a", "?q", ""])
            yield return Of<Uri, UriCodec>(new Uri(value, UriKind.RelativeOrAbsolute));
        foreach (string value in (string[])["1.2", "1.2.3", "1.2.3.4", "2147483647.2147483647.2147483647.2147483647"])
            yield return Of<Version, VersionCodec>(new Version(value));
        foreach (string value in (string[])["127.0.0.1", "255.255.255.255", "::", "2001:db8::1", "fe80::1%7", "fe80::1%4294967295", "::ffff:1.2.3.4"])
        {
            yield return Of<IPAddress, IPAddressCodec>(IPAddress.Parse(value));
            yield return Of<IPEndPoint, IPEndPointCodec>(new IPEndPoint(IPAddress.Parse(value), 65_535));
        }
    }

    private static IEnumerable<ICodecSample> Times()
    {
        foreach (DateOnly value in (DateOnly[])[DateOnly.MinValue, new(2025, 6, 1), DateOnly.MaxValue])
            yield return Of<DateOnly, DateOnlyCodec>(value, $"{value:O}");
        foreach (TimeOnly value in (TimeOnly[])[TimeOnly.MinValue, new(12, 30, 45, 123), TimeOnly.MaxValue])
            yield return Of<TimeOnly, TimeOnlyCodec>(value, $"{value:O}");
        yield return Of<Guid, GuidCodec>(SomeGuid);
        yield return Of<Guid, GuidCodec>(Guid.Empty);
        foreach (long ticks in (long[])[0, DateTime.UnixEpoch.Ticks - 1, DateTime.UnixEpoch.Ticks, DateTime.UnixEpoch.Ticks + 1, new DateTime(2025, 6, 1, 12, 30, 45).Ticks,
            new DateTime(2106, 2, 7, 6, 28, 16).Ticks, new DateTime(2514, 5, 30, 1, 53, 3).Ticks, new DateTime(2514, 5, 30, 1, 53, 4).Ticks, DateTime.MaxValue.Ticks])
        {
            yield return Of<DateTime, DateTimeCodec>(new DateTime(ticks, DateTimeKind.Utc), $"{ticks} ticks UTC");
            yield return Of<DateTime, DateTimeCodec>(new DateTime(ticks, DateTimeKind.Unspecified), $"{ticks} ticks unspecified");
        }
        yield return Of<DateTime, DateTimeCodec>(new DateTime(2025, 6, 1, 12, 30, 45, DateTimeKind.Local), "local");
        yield return Of<DateTimeOffset, DateTimeOffsetCodec>(new DateTimeOffset(2025, 6, 1, 12, 30, 45, 123, TimeSpan.FromMinutes(-570)), "west");
        yield return Of<DateTimeOffset, DateTimeOffsetCodec>(new DateTimeOffset(1960, 1, 1, 0, 0, 0, TimeSpan.FromHours(14)), "east");
        yield return Of<DateTimeOffset, DateTimeOffsetCodec>(DateTimeOffset.MinValue, "first");
        yield return Of<DateTimeOffset, DateTimeOffsetCodec>(DateTimeOffset.MaxValue, "last");
        foreach (TimeSpan value in (TimeSpan[])[TimeSpan.Zero, TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.FromSeconds(-1)])
            yield return Of<TimeSpan, TimeSpanCodec>(value);
    }

    private static IEnumerable<ICodecSample> TextAndBytes()
    {
        foreach (int length in (int[])[0, 1, 31, 32, 255, 256, 5_000, 70_000])
        {
            yield return Of<string, StringCodec>(new string('a', length), $"{length} ASCII");
            yield return Of<byte[], ByteArrayCodec>([.. Enumerable.Range(0, length).Select(index => (byte)index)], $"{length}");
        }
        foreach (int length in (int[])[1, 11, 12, 31, 32, 100, 3_000])
            yield return Of<string, StringCodec>(string.Concat(Enumerable.Repeat("\u00E9\u4E2D\U0001F600", length)), $"{length} of all UTF-8 sizes");
        yield return Of<Memory<byte>, ByteMemoryCodec>(new byte[] { 1, 2, 3 }, "3");
        yield return Of<ReadOnlyMemory<byte>, ReadOnlyByteMemoryCodec>(new byte[] { 4, 5, 6, 7 }, "4");
        yield return Of<ReadOnlySequence<byte>, ByteSequenceCodec>(Segments.EachByte(new byte[] { 1, 2, 3 }), "3");
        yield return Of<ReadOnlySequence<byte>, ByteSequenceCodec>(default, "0");
    }

    private static IEnumerable<ICodecSample> Composites()
    {
        yield return Of<int?, NullableCodec<int, Int32Codec>>(null);
        yield return Of<int?, NullableCodec<int, Int32Codec>>(5_000);
        yield return Of<string?, OptionalCodec<string, StringCodec>>(null);
        yield return Of<string?, OptionalCodec<string, StringCodec>>("text");
        yield return Of<Stroke, Stroke.PeerCodec>(new Stroke(0xFF0000, 1, -2));
        yield return Of<Tree, Tree.PeerCodec>(new Tree("root", [new Tree("a", [], null), new Tree("b", [new Tree("c", [], null)], null)], Tree.Chain(5)), "some");
        foreach (int count in (int[])[0, 1, 8, 15, 16, 3_000, 70_000])
        {
            int[] numbers = [.. Enumerable.Range(0, count).Select(index => index * 7919 - 1000)];
            yield return Of<int[], ArrayCodec<int, Int32Codec>>(numbers, $"{count}");
            yield return Of<List<int>, ListCodec<int, Int32Codec>>([.. numbers], $"{count}");
        }
        yield return Of<List<Stroke>, ListCodec<Stroke, Stroke.PeerCodec>>([.. Enumerable.Range(0, 1_000).Select(index => new Stroke((uint)index, index, -index))], "1000");
        yield return Of<Guid[], ArrayCodec<Guid, GuidCodec>>([SomeGuid, Guid.Empty, SomeGuid], "3");
        yield return Of<string[], ArrayCodec<string, StringCodec>>(["", "one", "two"], "3");
        yield return Of<string?[], ArrayCodec<string?, OptionalCodec<string, StringCodec>>>(["one", null], "1 and null");
        yield return Of<List<List<byte[]>>, ListCodec<List<byte[]>, ListCodec<byte[], ByteArrayCodec>>>([[], [[1], []]], "nested");
        yield return Of<IReadOnlyList<long>, ReadOnlyListCodec<long, Int64Codec>>(new long[] { 1, -1 }, "of array");
        yield return Of<IReadOnlyList<long>, ReadOnlyListCodec<long, Int64Codec>>(new List<long> { 1, -1 }, "of list");
        yield return Of<IReadOnlyList<long>, ReadOnlyListCodec<long, Int64Codec>>(ImmutableList.Create(1L, -1L), "of other");
        yield return Of<ImmutableArray<double>, ImmutableArrayCodec<double, DoubleCodec>>([1.5, 2.5], "2");
        yield return Of<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>(new() { ["one"] = 1, ["two"] = 2 }, "by string");
        yield return Of<Dictionary<long, string>, DictionaryCodec<long, Int64Codec, string, StringCodec>>(Enumerable.Range(0, 20).ToDictionary(index => index * 1000L, index => $"{index}"), "by long");
        yield return Of<Dictionary<Stroke, bool>, DictionaryCodec<Stroke, Stroke.PeerCodec, bool, BooleanCodec>>(new() { [new(1, 2, 3)] = true }, "by message");
        yield return Of<IReadOnlyDictionary<Guid, byte>, ReadOnlyDictionaryCodec<Guid, GuidCodec, byte, ByteCodec>>(new Dictionary<Guid, byte> { [SomeGuid] = 1 }, "of dictionary");
        yield return Of<IReadOnlyDictionary<DayOfWeek, byte>, ReadOnlyDictionaryCodec<DayOfWeek, EnumCodec<DayOfWeek, int, Int32Codec>, byte, ByteCodec>>(
            ImmutableDictionary<DayOfWeek, byte>.Empty.Add(DayOfWeek.Monday, 200), "of other");
    }

    private static IEnumerable<ICodecSample> Collections()
    {
        foreach (int count in (int[])[0, 1, 20])
        {
            int[] numbers = [.. Enumerable.Range(0, count).Select(index => index * 7919 % 1000 - 100)];
            yield return Of<HashSet<int>, HashSetCodec<int, Int32Codec>>([.. numbers], $"{count}");
            yield return Of<SortedSet<int>, SortedSetCodec<int, Int32Codec>>([.. numbers], $"{count}");
            yield return Of<Queue<int>, QueueCodec<int, Int32Codec>>(new Queue<int>(numbers), $"{count}");
            yield return Of<Stack<int>, StackCodec<int, Int32Codec>>(new Stack<int>(numbers), $"{count}");
            yield return Of<ImmutableList<int>, ImmutableListCodec<int, Int32Codec>>([.. numbers], $"{count}");
            yield return Of<ImmutableHashSet<int>, ImmutableHashSetCodec<int, Int32Codec>>([.. numbers], $"{count}");
            yield return Of<ImmutableSortedSet<int>, ImmutableSortedSetCodec<int, Int32Codec>>([.. numbers], $"{count}");
            yield return Of<ImmutableQueue<int>, ImmutableQueueCodec<int, Int32Codec>>([.. numbers], $"{count}");
            yield return Of<ImmutableStack<int>, ImmutableStackCodec<int, Int32Codec>>([.. numbers], $"{count}");
            yield return Of<FrozenSet<int>, FrozenSetCodec<int, Int32Codec>>(numbers.ToFrozenSet(), $"{count}");
            yield return Of<IEnumerable<int>, EnumerableCodec<int, Int32Codec>>(numbers.Where(number => number != 5), $"{count} uncounted");
            yield return Of<ICollection<int>, AnyCollectionCodec<int, Int32Codec>>(new LinkedList<int>(numbers), $"{count}");
            yield return Of<IList<int>, AnyListCodec<int, Int32Codec>>(new List<int>(numbers), $"{count}");
            yield return Of<ISet<int>, AnySetCodec<int, Int32Codec>>(new SortedSet<int>(numbers), $"{count}");
            yield return Of<IReadOnlyCollection<int>, ReadOnlyCollectionCodec<int, Int32Codec>>(new Queue<int>(numbers), $"{count}");
            yield return Of<IReadOnlySet<int>, ReadOnlySetCodec<int, Int32Codec>>(new HashSet<int>(numbers), $"{count}");
            yield return Of<IImmutableList<int>, AnyImmutableListCodec<int, Int32Codec>>(ImmutableArray.Create(numbers), $"{count} of array");
            yield return Of<IImmutableSet<int>, AnyImmutableSetCodec<int, Int32Codec>>(ImmutableSortedSet.Create(numbers), $"{count}");
            yield return Of<IImmutableQueue<int>, AnyImmutableQueueCodec<int, Int32Codec>>(ImmutableQueue.Create(numbers), $"{count}");
            yield return Of<IImmutableStack<int>, AnyImmutableStackCodec<int, Int32Codec>>(ImmutableStack.Create(numbers), $"{count}");

            Dictionary<int, string> entries = numbers.ToDictionary(number => number, number => $"{number}");
            yield return Of<SortedDictionary<int, string>, SortedDictionaryCodec<int, Int32Codec, string, StringCodec>>(new(entries), $"{count}");
            yield return Of<ImmutableDictionary<int, string>, ImmutableDictionaryCodec<int, Int32Codec, string, StringCodec>>(entries.ToImmutableDictionary(), $"{count}");
            yield return Of<ImmutableSortedDictionary<int, string>, ImmutableSortedDictionaryCodec<int, Int32Codec, string, StringCodec>>(entries.ToImmutableSortedDictionary(), $"{count}");
            yield return Of<FrozenDictionary<int, string>, FrozenDictionaryCodec<int, Int32Codec, string, StringCodec>>(entries.ToFrozenDictionary(), $"{count}");
            yield return Of<IDictionary<int, string>, AnyDictionaryCodec<int, Int32Codec, string, StringCodec>>(new SortedList<int, string>(entries), $"{count}");
            yield return Of<IImmutableDictionary<int, string>, AnyImmutableDictionaryCodec<int, Int32Codec, string, StringCodec>>(entries.ToImmutableDictionary(), $"{count}");
        }
        yield return Of<ValueTuple<int>, ValueTupleCodec<int, Int32Codec>>(new(1), "1");
        yield return Of<(int, string?), ValueTupleCodec<int, Int32Codec, string?, OptionalCodec<string, StringCodec>>>((1, null), "2");
        yield return Of<(int, long, Guid), ValueTupleCodec<int, Int32Codec, long, Int64Codec, Guid, GuidCodec>>((-1, long.MinValue, SomeGuid), "3");
        yield return Of<(int, int, int, int), ValueTupleCodec<int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec>>((1, 2, 3, 4), "4");
        yield return Of<(int, int, int, int, int), ValueTupleCodec<int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec>>((1, 2, 3, 4, 5), "5");
        yield return Of<(int, int, int, int, int, int), ValueTupleCodec<int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec>>((1, 2, 3, 4, 5, 6), "6");
        yield return Of<(int, int, int, int, int, int, int), ValueTupleCodec<int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec, int, Int32Codec>>((1, 2, 3, 4, 5, 6, 7), "7");
        yield return Of<(int, int, int, int, int, int, int, int, string), NineTupleCodec>((1, 2, 3, 4, 5, 6, 7, 8, "nine"), "9");
        yield return Of<KeyValuePair<int, string>, KeyValuePairCodec<int, Int32Codec, string, StringCodec>>(new(1, "one"), "pair");
        yield return Of<HashSet<(int, string)>, HashSetCodec<(int, string), ValueTupleCodec<int, Int32Codec, string, StringCodec>>>([(1, "a"), (2, "b")], "of tuples");
        foreach (int count in (int[])[0, 1, 5, 70_000])
        {
            yield return Of<Memory<int>, PackedMemoryCodec<int, Int32Codec>>(Enumerable.Range(-2, count).ToArray(), $"{count}");
            yield return Of<ReadOnlyMemory<double>, PackedReadOnlyMemoryCodec<double, DoubleCodec>>(Enumerable.Range(-2, count).Select(number => number / 4d).ToArray(), $"{count}");
        }
        yield return Of<Memory<char>, PackedMemoryCodec<char, CharCodec>>("text".ToCharArray(), "of characters");
        yield return Of<FrozenSet<string>, FrozenSetCodec<string, StringCodec>>(((string[])["a", "bc", "def"]).ToFrozenSet(), "of text");
        yield return Of<HashSet<int?>, HashSetCodec<int?, NullableCodec<int, Int32Codec>>>([1, null], "1 and null");
        yield return Of<HashSet<string?>, HashSetCodec<string?, OptionalCodec<string, StringCodec>>>(["a", null], "a and null");
        yield return Of<HashSet<Stroke>, HashSetCodec<Stroke, Stroke.PeerCodec>>([new(1, 2, 3), new(1, 2, 4)], "of messages");
        yield return Of<Dictionary<decimal, Version>, DictionaryCodec<decimal, DecimalCodec, Version, VersionCodec>>(new() { [1.5m] = new(1, 2) }, "by decimal");
    }

    private static CodecSample<T, TCodec> Of<T, TCodec>(T value, string? text = null)
        where TCodec : struct, IPeerCodec<T> =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name(typeof(TCodec))}: {text ?? value?.ToString() ?? "null"}"), value);

    private static string Name(Type codec)
    {
        string own = (codec.DeclaringType?.Name ?? codec.Name).Replace("Codec", "", StringComparison.Ordinal);
        return codec.IsGenericType ? $"{own[..own.IndexOf('`')]}<{string.Join(", ", codec.GetGenericArguments().Where(type => type.IsAssignableTo(typeof(ValueType)) && type.Name.EndsWith("Codec", StringComparison.Ordinal)).Select(Name))}>" : own;
    }
}
