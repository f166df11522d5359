using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using MessagePack;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>
/// The weaknesses that MessagePack-CSharp fixed in June 2026 (2.5.301 and 3.1.7), each tried here. Three of its advisories concern what PeerProto does
/// not have, and the tests show what becomes of such input: LZ4 compression (CVE-2026-48109 and the limit on decompressed sizes), types named by the
/// sender (CVE-2026-48517), and arrays of several dimensions, which the compiler refuses (PEER0103).
/// </summary>
public class MessagePackAdvisoryTests
{
    /// <summary>What refusing may cost: the exception with its text and stack.</summary>
    private const int AllocationForAnError = 65_536;

    private const int Deep = 1_000_000;

    [Theory]
    [InlineData(0x91)]
    [InlineData(0x81)]
    public void Cve202648506_NestedValueToSkip_TakesNoStack(byte code)
    {
        byte[] nested = [.. Enumerable.Repeat((byte[])(code == 0x91 ? [code] : [code, 0xC0]), Deep).SelectMany(each => each), 0xC0];
        PeerReader reader = new(nested, PeerCodecLimits.Default);
        reader.Skip();
        Assert.True(reader.End);

        PeerReader cut = new(Segments.Cut(nested, Deep), PeerCodecLimits.Default);
        cut.Skip();
        Assert.True(cut.End);
    }

    [Fact]
    public void Cve202648516_KeysThatCollideInDotNet_GetDifferentHashCodes()
    {
        byte[] keys = [0xDC, 0x10, 0x00, .. Enumerable.Range(0, 4_096).SelectMany(index => (byte[])[0xCF, .. BigEndian(index), .. BigEndian(index)])];
        byte[] entries = [0xDE, 0x10, 0x00, .. Enumerable.Range(0, 4_096).SelectMany(index => (byte[])[0xCF, .. BigEndian(index), .. BigEndian(index), 0xC0])];

        AssertSpreads(Read<HashSet<ulong>, HashSetCodec<ulong, UInt64Codec>>(keys).Comparer);
        AssertSpreads(Read<FrozenSet<ulong>, FrozenSetCodec<ulong, UInt64Codec>>(keys).Comparer);
        AssertSpreads(Read<ImmutableHashSet<ulong>, ImmutableHashSetCodec<ulong, UInt64Codec>>(keys).KeyComparer);
        AssertSpreads(Read<Dictionary<ulong, int?>, DictionaryCodec<ulong, UInt64Codec, int?, NullableCodec<int, Int32Codec>>>(entries).Comparer);
        AssertSpreads(Read<FrozenDictionary<ulong, int?>, FrozenDictionaryCodec<ulong, UInt64Codec, int?, NullableCodec<int, Int32Codec>>>(entries).Comparer);
        AssertSpreads(Read<ImmutableDictionary<ulong, int?>, ImmutableDictionaryCodec<ulong, UInt64Codec, int?, NullableCodec<int, Int32Codec>>>(entries).KeyComparer);
        static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
        static void AssertSpreads(IEqualityComparer<ulong> comparer) =>
            Assert.InRange(Enumerable.Range(0, 4_096).Select(index => comparer.GetHashCode(((ulong)index << 32) | (uint)index)).Distinct().Count(), 4_080, 4_096);
    }

    [Fact]
    public void Cve202648516_KeysThatHashThemselves_AreFew()
    {
        byte[] messages = [0xDC, 0x10, 0x01, .. Enumerable.Repeat((byte)0x90, 4_097)];

        AssertCheaplyRefused<HashSet<Stroke>, HashSetCodec<Stroke, Stroke.PeerCodec>>(messages);
        AssertCheaplyRefused<FrozenSet<Stroke>, FrozenSetCodec<Stroke, Stroke.PeerCodec>>(messages);
        AssertCheaplyRefused<ImmutableHashSet<Stroke>, ImmutableHashSetCodec<Stroke, Stroke.PeerCodec>>(messages);
        AssertCheaplyRefused<HashSet<(int, Stroke)>, HashSetCodec<(int, Stroke), ValueTupleCodec<int, Int32Codec, Stroke, Stroke.PeerCodec>>>(messages);
        byte[] entries = [0xDE, 0x10, 0x01, .. Enumerable.Repeat((byte)0x90, 2 * 4_097)];
        AssertCheaplyRefused<ImmutableDictionary<Stroke, Stroke>, ImmutableDictionaryCodec<Stroke, Stroke.PeerCodec, Stroke, Stroke.PeerCodec>>(entries);
    }

    [Theory]
    [InlineData("C9FFFFFFFFFF00")]
    [InlineData("C97FFFFFFFFF00")]
    [InlineData("C8FFFFFF00")]
    [InlineData("C7FFFF00")]
    public void TimestampOfAnyLengthItClaims_IsRefusedBeforeItIsAllocated(string hex)
    {
        AssertCheaplyRefused<DateTime, DateTimeCodec>(Convert.FromHexString(hex));
        AssertCheaplyRefused<DateTimeOffset, DateTimeOffsetCodec>([0x92, .. Convert.FromHexString(hex)]);
    }

    [Theory]
    [InlineData("DFFFFFFFFF")]
    [InlineData("DF80000000")]
    [InlineData("DF80000001C0C0")]
    [InlineData("DF7FFFFFFFC0C0")]
    public void MapWhoseEntriesPassTheRangeOfItsCount_IsRefusedBeforeItIsAllocated(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        AssertCheaplyRefused<Dictionary<int, int>, DictionaryCodec<int, Int32Codec, int, Int32Codec>>(bytes);
        AssertCheaplyRefused<SortedDictionary<int, int>, SortedDictionaryCodec<int, Int32Codec, int, Int32Codec>>(bytes);
        AssertCheaplyRefused<ImmutableDictionary<int, int>, ImmutableDictionaryCodec<int, Int32Codec, int, Int32Codec>>(bytes);
        AssertCheaplyRefused<ImmutableSortedDictionary<int, int>, ImmutableSortedDictionaryCodec<int, Int32Codec, int, Int32Codec>>(bytes);
        AssertCheaplyRefused<FrozenDictionary<int, int>, FrozenDictionaryCodec<int, Int32Codec, int, Int32Codec>>(bytes);
        Assert.Throws<PeerDecodeException>(() => new PeerReader(bytes, PeerCodecLimits.Default).Skip());
    }

    [Theory]
    [InlineData("DDFFFFFFFF")]
    [InlineData("DD000FFFFF01")]
    [InlineData("DC000201")]
    public void CollectionLongerThanItsBytes_IsRefusedBeforeItIsAllocated(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        AssertCheaplyRefused<HashSet<int>, HashSetCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<SortedSet<int>, SortedSetCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<Queue<int>, QueueCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<Stack<int>, StackCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<ImmutableArray<int>, ImmutableArrayCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<ImmutableList<int>, ImmutableListCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<ImmutableHashSet<int>, ImmutableHashSetCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<ImmutableSortedSet<int>, ImmutableSortedSetCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<ImmutableQueue<int>, ImmutableQueueCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<ImmutableStack<int>, ImmutableStackCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<FrozenSet<int>, FrozenSetCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<IEnumerable<int>, EnumerableCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<Memory<int>, PackedMemoryCodec<int, Int32Codec>>(bytes);
        AssertCheaplyRefused<(int, int, int), ValueTupleCodec<int, Int32Codec, int, Int32Codec, int, Int32Codec>>(bytes);
    }

    [Theory]
    [InlineData("C6FFFFFFFC")]
    [InlineData("C60FFFFFFC00000000")]
    [InlineData("C406000000000000")]
    public void PackedNumbersOfALengthThatCannotBe_AreRefusedBeforeTheyAreAllocated(string hex)
    {
        AssertCheaplyRefused<Memory<int>, PackedMemoryCodec<int, Int32Codec>>(Convert.FromHexString(hex));
        AssertCheaplyRefused<ReadOnlyMemory<double>, PackedReadOnlyMemoryCodec<double, DoubleCodec>>(Convert.FromHexString(hex));
    }

    [Theory]
    [InlineData(MessagePackCompression.Lz4Block)]
    [InlineData(MessagePackCompression.Lz4BlockArray)]
    public void Cve202648109_CompressedValue_IsNotUnpacked(MessagePackCompression compression)
    {
        byte[] bytes = MessagePackSerializer.Serialize(
            Enumerable.Repeat("text", 1_000).ToArray(), MessagePackSerializerOptions.Standard.WithCompression(compression), TestContext.Current.CancellationToken);

        AssertCheaplyRefused<string[], ArrayCodec<string, StringCodec>>(bytes);
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        reader.Skip();
        Assert.True(reader.End);
    }

    [Fact]
    public void Cve202648517_TypeNamedByTheSender_IsNotLookedUp()
    {
        byte[] bytes = MessagePackSerializer.Typeless.Serialize(new Version[] { new(1, 2) }, cancellationToken: TestContext.Current.CancellationToken);

        AssertCheaplyRefused<Version[], ArrayCodec<Version, VersionCodec>>(bytes);
    }

    [Fact]
    public void MessagesInsideEachOther_EndAtTheDepthLimit() =>
        AssertCheaplyRefused<Tree, Tree.PeerCodec>([.. Enumerable.Repeat((byte[])[0x92, 0xA0, 0x91], Deep / 3).SelectMany(each => each), 0xC0]);

    private static T Read<T, TCodec>(byte[] bytes)
        where TCodec : struct, IPeerCodec<T>
    {
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        T value = TCodec.Read(ref reader);
        Assert.True(reader.End);
        return value;
    }

    private static void AssertCheaplyRefused<T, TCodec>(byte[] bytes)
        where TCodec : struct, IPeerCodec<T>
    {
        Assert.Throws<PeerDecodeException>(() => Read<T, TCodec>(bytes));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<PeerDecodeException>(() => Read<T, TCodec>(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationForAnError);
    }
}
