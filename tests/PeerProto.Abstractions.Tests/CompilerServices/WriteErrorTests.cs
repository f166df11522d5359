using System.Buffers;
using System.Collections;
using System.Collections.Immutable;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Values that cannot be sent.</summary>
public class WriteErrorTests
{
    [Fact]
    public void NullWhereTheContractForbidsIt_IsAnEncodeException()
    {
        AssertRefused<string, StringCodec>(null!, "A string is null");
        AssertRefused<byte[], ByteArrayCodec>(null!, "A byte array is null");
        AssertRefused<int[], ArrayCodec<int, Int32Codec>>(null!, "An array is null");
        AssertRefused<List<int>, ListCodec<int, Int32Codec>>(null!, "A list is null");
        AssertRefused<IReadOnlyList<int>, ReadOnlyListCodec<int, Int32Codec>>(null!, "A list is null");
        AssertRefused<ImmutableArray<int>, ImmutableArrayCodec<int, Int32Codec>>(default, "An immutable array is null");
        AssertRefused<Dictionary<int, int>, DictionaryCodec<int, Int32Codec, int, Int32Codec>>(null!, "A dictionary is null");
        AssertRefused<IReadOnlyDictionary<int, int>, ReadOnlyDictionaryCodec<int, Int32Codec, int, Int32Codec>>(null!, "A dictionary is null");
    }

    [Fact]
    public void ValuesInACycle_AreAnEncodeException()
    {
        Tree cycle = new("", [], null);
        cycle.Children.Add(cycle);

        AssertRefused<Tree, Tree.PeerCodec>(cycle, "Values lie more than 256 deep");
        AssertRefused<Tree, Tree.PeerCodec>(Tree.Chain(300), "Values lie more than 256 deep");
    }

    [Fact]
    public void DictionaryWhoseCountIsWrong_IsAnEncodeException() =>
        AssertRefused<IReadOnlyDictionary<int, int>, ReadOnlyDictionaryCodec<int, Int32Codec, int, Int32Codec>>(new Shrinking(), "A collection changed");

    [Fact]
    public void OutputThatHandsOutTooLittle_IsNamed()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
        {
            PeerWriter writer = new(new StingyOutput());
            writer.WriteGuid(Guid.Empty);
        });
        Assert.Equal("The output was asked for 18 bytes and handed out 4.", exception.Message);
    }

    private static void AssertRefused<T, TCodec>(T value, string start)
        where TCodec : struct, IPeerCodec<T>
    {
        PeerEncodeException exception = Assert.Throws<PeerEncodeException>(() =>
        {
            PeerWriter writer = new(new ArrayBufferWriter<byte>());
            TCodec.Write(ref writer, value);
        });
        Assert.StartsWith(start, exception.Message, StringComparison.Ordinal);
    }

    private sealed class Shrinking : IReadOnlyDictionary<int, int>
    {
        public int Count => 2;

        public IEnumerable<int> Keys => [1];

        public IEnumerable<int> Values => [1];

        public int this[int key] => 1;

        public bool ContainsKey(int key) => key == 1;

        public bool TryGetValue(int key, out int value) => (value = key) == 1;

        public IEnumerator<KeyValuePair<int, int>> GetEnumerator()
        {
            yield return new(1, 1);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class StingyOutput : IBufferWriter<byte>
    {
        public void Advance(int count) => throw new InvalidOperationException("Nothing was written.");

        public Memory<byte> GetMemory(int sizeHint = 0) => new byte[4];

        public Span<byte> GetSpan(int sizeHint = 0) => new byte[4];
    }
}
