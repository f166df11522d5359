using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Input that claims more than it brings, or nests, repeats and collides on purpose.</summary>
public class HostileInputTests
{
    /// <summary>What refusing may cost: the exception with its text and stack.</summary>
    private const int AllocationForAnError = 65_536;

    [Theory]
    [InlineData("DDFFFFFFFF")]
    [InlineData("DD000FFFFF01")]
    [InlineData("DC000201")]
    public void ArrayLongerThanItsBytes_IsRefusedBeforeItIsAllocated(string hex)
    {
        AssertCheaplyRefused<int[], ArrayCodec<int, Int32Codec>>(hex);
        AssertCheaplyRefused<List<string>, ListCodec<string, StringCodec>>(hex);
        AssertCheaplyRefused<Stroke, Stroke.PeerCodec>(hex);
    }

    [Theory]
    [InlineData("DFFFFFFFFF")]
    [InlineData("DF000FFFFF0101")]
    [InlineData("82010101")]
    public void MapLongerThanItsBytes_IsRefusedBeforeItIsAllocated(string hex) =>
        AssertCheaplyRefused<Dictionary<int, int>, DictionaryCodec<int, Int32Codec, int, Int32Codec>>(hex);

    [Theory]
    [InlineData("DBFFFFFFFF61")]
    [InlineData("DB000FFFFF61")]
    [InlineData("BF61")]
    public void StringLongerThanItsBytes_IsRefusedBeforeItIsAllocated(string hex)
    {
        AssertCheaplyRefused<string, StringCodec>(hex);
        AssertCheaplyRefused<Guid, GuidCodec>(hex);
    }

    [Theory]
    [InlineData("C6FFFFFFFF61")]
    [InlineData("C600FFFFFF61")]
    [InlineData("C4FF61")]
    public void BinaryLongerThanItsBytes_IsRefusedBeforeItIsAllocated(string hex) => AssertCheaplyRefused<byte[], ByteArrayCodec>(hex);

    [Fact]
    public void LargeElementsAnnouncedByManySmallBytes_AreAllocatedOnlyAsTheyArrive()
    {
        // A million one-byte elements are there, but the first of them is no value of this type.
        byte[] bytes = [0xDD, 0x00, 0x0F, 0x00, 0x00, .. new byte[0x0F0000]];

        AssertAllocates<List<Wide>, ListCodec<Wide, Wide.PeerCodec>>(bytes, 9 * bytes.Length);
        AssertAllocates<Wide[], ArrayCodec<Wide, Wide.PeerCodec>>(bytes, 9 * bytes.Length);
        AssertAllocates<Dictionary<int, Wide>, DictionaryCodec<int, Int32Codec, Wide, Wide.PeerCodec>>([0xDF, 0x00, 0x07, 0x80, 0x00, .. new byte[0x0F0000]], 9 * bytes.Length);
    }

    [Fact]
    public void LargeElements_AreReadAlthoughTheyWerePaidLate()
    {
        byte[] bytes = [0xDC, 0x03, 0xE8, .. Enumerable.Repeat((byte)0x90, 1_000)];

        Assert.Equal(1_000, Read<List<Wide>, ListCodec<Wide, Wide.PeerCodec>>(bytes, PeerCodecLimits.Default).Count);
        Assert.Equal(1_000, Read<Wide[], ArrayCodec<Wide, Wide.PeerCodec>>(bytes, PeerCodecLimits.Default).Length);
    }

    [Fact]
    public void ValueAtEachLimit_IsReadAndBeyondItRefusedByTheLimitsName()
    {
        PeerCodecLimits limits = new() { MaxCount = 2, MaxStringBytes = 3, MaxBinaryBytes = 4, MaxDepth = 5, MaxCustomKeys = 1 };

        Assert.Equal([1, 2], Read<int[], ArrayCodec<int, Int32Codec>>([0x92, 1, 2], limits));
        AssertRefused<int[], ArrayCodec<int, Int32Codec>>([0x93, 1, 2, 3], limits, "Expected an array at byte 0 and found one of 3, beyond the limit of 2 (MaxCount).");
        AssertRefused<Dictionary<int, int>, DictionaryCodec<int, Int32Codec, int, Int32Codec>>(
            [0x83, 1, 1, 2, 2, 3, 3], limits, "Expected a map at byte 0 and found one of 3, beyond the limit of 2 (MaxCount).");
        Assert.Equal("aaa", Read<string, StringCodec>([0xA3, .. "aaa"u8], limits));
        AssertRefused<string, StringCodec>([0xA4, .. "aaaa"u8], limits, "Expected a string at byte 0 and found one of 4, beyond the limit of 3 (MaxStringBytes).");
        Assert.Equal([1, 2, 3, 4], Read<byte[], ByteArrayCodec>([0xC4, 4, 1, 2, 3, 4], limits));
        AssertRefused<byte[], ByteArrayCodec>([0xC4, 5, 1, 2, 3, 4, 5], limits, "Expected binary data at byte 0 and found one of 5, beyond the limit of 4 (MaxBinaryBytes).");
        byte[] twoStrokes = [0x82, 0x91, 1, 1, 0x91, 2, 2];
        AssertRefused<Dictionary<Stroke, int>, DictionaryCodec<Stroke, Stroke.PeerCodec, int, Int32Codec>>(
            twoStrokes, limits, "Expected a map at byte 1 and found one of 2, beyond the limit of 1 (MaxCustomKeys).");
        Assert.Equal(2, Read<Dictionary<Stroke, int>, DictionaryCodec<Stroke, Stroke.PeerCodec, int, Int32Codec>>(twoStrokes, limits with { MaxCustomKeys = 2 }).Count);
    }

    [Fact]
    public void LimitBelowOne_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerCodecLimits { MaxDepth = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerCodecLimits { MaxCount = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerCodecLimits { MaxStringBytes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerCodecLimits { MaxBinaryBytes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerCodecLimits { MaxCustomKeys = 0 });
    }

    [Fact]
    public void MessagesNestedUpToTheLimit_AreReadAndOneMoreIsRefused()
    {
        Assert.Equal(Tree.Chain(64), Read<Tree, Tree.PeerCodec>(Nested(64), PeerCodecLimits.Default));
        AssertRefused<Tree, Tree.PeerCodec>(Nested(65), PeerCodecLimits.Default, "The message at byte 192 lies inside 64 others, which is the limit (MaxDepth).");
        AssertRefused<Tree, Tree.PeerCodec>(Nested(1_000_000), PeerCodecLimits.Default, "The message at byte 192 lies inside 64 others, which is the limit (MaxDepth).");
    }

    [Fact]
    public void SiblingsBeyondTheDepth_AreRead()
    {
        byte[] bytes = [0xDC, 0x00, 0xC8, .. Enumerable.Range(0, 200).SelectMany(_ => (byte[])[0x92, 0xA0, 0x90])];

        Assert.Equal(200, Read<List<Tree>, ListCodec<Tree, Tree.PeerCodec>>(bytes, new PeerCodecLimits { MaxDepth = 1 }).Count);
    }

    [Fact]
    public void UnknownMemberNestedAMillionDeep_IsSkippedWithoutRecursion()
    {
        byte[] bytes = [0x94, 0x01, 0x02, 0x03, .. Enumerable.Repeat((byte)0x91, 1_000_000), 0xC0];

        Assert.Equal(new Stroke(1, 2, 3), Read<Stroke, Stroke.PeerCodec>(bytes, PeerCodecLimits.Default));
    }

    [Theory]
    [InlineData("94010203DFFFFFFFFF")]
    [InlineData("94010203DDFFFFFFFF9191")]
    [InlineData("94010203C9FFFFFFFF01")]
    [InlineData("94010203C1")]
    [InlineData("94010203")]
    public void UnknownMemberThatCannotBe_IsRefused(string hex) => AssertCheaplyRefused<Stroke, Stroke.PeerCodec>(hex);

    [Fact]
    public void KeyThatComesTwice_IsRefused()
    {
        AssertRefused<Dictionary<string, int>, DictionaryCodec<string, StringCodec, int, Int32Codec>>(
            [0x82, 0xA1, 0x61, 1, 0xA1, 0x61, 2], PeerCodecLimits.Default, "The dictionary key before byte 6 came a second time.");
        AssertRefused<IReadOnlyDictionary<int, int>, ReadOnlyDictionaryCodec<int, Int32Codec, int, Int32Codec>>(
            [0x82, 5, 1, 0xCC, 5, 2], PeerCodecLimits.Default, "The dictionary key before byte 5 came a second time.");
        AssertRefusesTwice<SortedDictionary<int, int>, SortedDictionaryCodec<int, Int32Codec, int, Int32Codec>>();
        AssertRefusesTwice<ImmutableDictionary<int, int>, ImmutableDictionaryCodec<int, Int32Codec, int, Int32Codec>>();
        AssertRefusesTwice<ImmutableSortedDictionary<int, int>, ImmutableSortedDictionaryCodec<int, Int32Codec, int, Int32Codec>>();
        AssertRefusesTwice<FrozenDictionary<int, int>, FrozenDictionaryCodec<int, Int32Codec, int, Int32Codec>>();
        AssertRefusesTwice<IDictionary<int, int>, AnyDictionaryCodec<int, Int32Codec, int, Int32Codec>>();
        AssertRefusesTwice<IImmutableDictionary<int, int>, AnyImmutableDictionaryCodec<int, Int32Codec, int, Int32Codec>>();
        static void AssertRefusesTwice<T, TCodec>()
            where TCodec : struct, IPeerCodec<T> =>
            AssertRefused<T, TCodec>([0x82, 5, 1, 0xCC, 5, 2], PeerCodecLimits.Default, "The dictionary key before byte 5 came a second time.");
    }

    [Fact]
    public void SetElementThatComesTwice_IsRefused()
    {
        AssertRefusesTwice<HashSet<int>, HashSetCodec<int, Int32Codec>>();
        AssertRefusesTwice<SortedSet<int>, SortedSetCodec<int, Int32Codec>>();
        AssertRefusesTwice<ISet<int>, AnySetCodec<int, Int32Codec>>();
        AssertRefusesTwice<IReadOnlySet<int>, ReadOnlySetCodec<int, Int32Codec>>();
        AssertRefusesTwice<ImmutableHashSet<int>, ImmutableHashSetCodec<int, Int32Codec>>();
        AssertRefusesTwice<ImmutableSortedSet<int>, ImmutableSortedSetCodec<int, Int32Codec>>();
        AssertRefusesTwice<IImmutableSet<int>, AnyImmutableSetCodec<int, Int32Codec>>();
        AssertRefusesTwice<FrozenSet<int>, FrozenSetCodec<int, Int32Codec>>();
        static void AssertRefusesTwice<T, TCodec>()
            where TCodec : struct, IPeerCodec<T> =>
            AssertRefused<T, TCodec>([0x93, 5, 6, 0xCC, 5], PeerCodecLimits.Default, "The set element before byte 5 came a second time.");
    }

    private static byte[] Nested(int depth) =>
        [.. Enumerable.Range(1, depth - 1).SelectMany(_ => (byte[])[0x93, 0xA0, 0x90]), 0x93, 0xA4, .. "leaf"u8, 0x90, 0xC0];

    private static T Read<T, TCodec>(byte[] bytes, PeerCodecLimits limits)
        where TCodec : struct, IPeerCodec<T>
    {
        PeerReader reader = new(bytes, limits);
        T value = TCodec.Read(ref reader);
        Assert.True(reader.End);
        return value;
    }

    private static void AssertRefused<T, TCodec>(byte[] bytes, PeerCodecLimits limits, string message)
        where TCodec : struct, IPeerCodec<T> =>
        Assert.Equal(message, Assert.Throws<PeerDecodeException>(() => Read<T, TCodec>(bytes, limits)).Message);

    private static void AssertCheaplyRefused<T, TCodec>(string hex)
        where TCodec : struct, IPeerCodec<T> =>
        AssertAllocates<T, TCodec>(Convert.FromHexString(hex), AllocationForAnError);

    private static void AssertAllocates<T, TCodec>(byte[] bytes, long most)
        where TCodec : struct, IPeerCodec<T>
    {
        ReadOnlySequence<byte> cut = Segments.Cut(bytes, bytes.Length / 2);
        Assert.Throws<PeerDecodeException>(() => Read<T, TCodec>(bytes, PeerCodecLimits.Default));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<PeerDecodeException>(() => Read<T, TCodec>(bytes, PeerCodecLimits.Default));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
        Assert.Throws<PeerDecodeException>(() =>
        {
            PeerReader reader = new(cut, PeerCodecLimits.Default);
            TCodec.Read(ref reader);
        });
    }

    /// <summary>A message of at least one byte on the wire and a hundred in memory.</summary>
    private readonly record struct Wide(Guid A, Guid B, Guid C, Guid D, Guid E, Guid F, Guid G)
    {
        public readonly struct PeerCodec : IPeerCodec<Wide>
        {
            public static int MaxSize => 1;

            public static void Write(ref PeerWriter writer, in Wide value) => writer.WriteArrayHeader(0);

            public static Wide Read(ref PeerReader reader)
            {
                int count = reader.BeginMessage();
                reader.EndMessage(count, 0);
                return default;
            }
        }
    }
}
