using System.Buffers;
using System.Text;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Messages that are written as maps: the keys that are written, and those that are read wherever the bytes are cut.</summary>
public class MapKeysTests
{
    private static readonly string Long = new('k', 300);

    [Theory]
    [InlineData("", "A0")]
    [InlineData("id", "A26964")]
    [InlineData("中", "A3E4B8AD")]
    [InlineData("0123456789abcdef0123456789abcde", "BF30313233343536373839616263646566303132333435363738396162636465")]
    [InlineData("0123456789abcdef0123456789abcdef", "D9203031323334353637383961626364656630313233343536373839616263646566")]
    public void Key_IsWrittenAsMessagePack(string key, string expected) => Assert.Equal(expected, Convert.ToHexString(new MapKeys("other", key)[1]));

    [Fact]
    public void MoreKeysThanAMessageMayHave_AreRefused()
    {
        string[] keys = [.. Enumerable.Range(0, MapKeys.MaxCount + 1).Select(index => $"k{index}")];
        Assert.Throws<ArgumentOutOfRangeException>(() => new MapKeys(keys));
        Assert.Throws<ArgumentNullException>(() => new MapKeys(null!));
    }

    [Fact]
    public void KeysInAnyOrder_AreFoundWhereverTheyAreCut()
    {
        MapKeys keys = new("id", "", "中文", Long, "idle");
        string[] sent = ["idle", Long, "unknown", "", "i", "id", "中文", Long + "r", "ID", "中"];
        byte[] bytes = Map(sent);

        foreach (ReadOnlySequence<byte> cut in Cuts(bytes))
            Assert.Equal([4, 3, -1, 1, -1, 0, 2, -1, -1, -1], Read(cut, keys));
    }

    [Fact]
    public void KeyInManyEmptyAndShortPieces_IsFound()
    {
        byte[] bytes = Map(["whiteboard"]);

        Assert.Equal([0], Read(Segments.EachByte(bytes), new MapKeys("whiteboard")));
        Assert.Equal([0], Read(Segments.Cut(bytes, 3, 3, 4, 9, 9, 11), new MapKeys("whiteboard")));
        for (int position = 0; position <= bytes.Length; position++)
            Assert.Equal([0], Read(Segments.Slice(bytes, position), new MapKeys("whiteboard")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(MapKeys.MaxCount)]
    public void EveryKey_IsSeenOnceItCame(int count)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(index => $"k{index}")];
        MapKeys keys = new(names);
        PeerReader reader = new(Map(names), PeerCodecLimits.Default);
        SeenKeys seen = default;
        int entries = reader.BeginMap();
        Assert.Equal(count, entries);
        for (int index = 0; index < entries; index++)
        {
            Assert.False(seen.Has(index));
            Assert.Equal(index, reader.ReadKey(keys, ref seen));
            Assert.Equal(Enumerable.Range(0, index + 1), Enumerable.Range(0, count).Where(seen.Has));
            reader.Skip();
        }

        reader.EndMap();
        Assert.True(reader.End);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(255)]
    public void KeyThatComesTwice_IsADecodeError(int index)
    {
        MapKeys keys = new([.. Enumerable.Range(0, MapKeys.MaxCount).Select(each => $"k{each}")]);
        byte[] bytes = Map([$"k{index}", "k7", $"k{index}"]);

        foreach (ReadOnlySequence<byte> cut in Cuts(bytes))
            Assert.Contains("a second time", Assert.Throws<PeerDecodeException>(() => Read(cut, keys)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownKeyThatComesTwice_IsPassedOver() => Assert.Equal([-1, 0, -1], Read(new(Map(["new", "id", "new"])), new MapKeys("id")));

    [Theory]
    [InlineData("8101")]
    [InlineData("81C0")]
    [InlineData("81C4026964")]
    [InlineData("81A269")]
    [InlineData("81DBFFFFFFFF")]
    [InlineData("81")]
    public void KeyThatIsNoWholeString_IsADecodeError(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);

        foreach (ReadOnlySequence<byte> cut in Cuts(bytes))
            Assert.Throws<PeerDecodeException>(() => Read(cut, new MapKeys("id")));
    }

    private static List<int> Read(ReadOnlySequence<byte> bytes, MapKeys keys)
    {
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        SeenKeys seen = default;
        List<int> found = [];
        int count = reader.BeginMap();
        for (int index = 0; index < count; index++)
        {
            found.Add(reader.ReadKey(keys, ref seen));
            Assert.Equal(index, reader.ReadInt32());
        }

        reader.EndMap();
        Assert.True(reader.End);
        return found;
    }

    /// <summary>A map whose values count from 0, written by hand.</summary>
    private static byte[] Map(string[] keys)
    {
        List<byte> bytes = [0xDE, (byte)(keys.Length >> 8), (byte)keys.Length];
        for (int index = 0; index < keys.Length; index++)
        {
            byte[] text = Encoding.UTF8.GetBytes(keys[index]);
            bytes.AddRange([0xDA, (byte)(text.Length >> 8), (byte)text.Length, .. text, 0xCD, (byte)(index >> 8), (byte)index]);
        }

        return [.. bytes];
    }

    /// <summary>The bytes whole, cut at every position, cut at every two neighbouring ones, and in single bytes.</summary>
    private static IEnumerable<ReadOnlySequence<byte>> Cuts(byte[] bytes) =>
    [
        new(bytes),
        .. Enumerable.Range(0, bytes.Length + 1).Select(position => Segments.Cut(bytes, position)),
        .. Enumerable.Range(0, bytes.Length).Select(position => Segments.Cut(bytes, position, position + 1)),
        Segments.EachByte(bytes),
    ];
}
