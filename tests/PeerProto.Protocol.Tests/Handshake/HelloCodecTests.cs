using System.Buffers;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Handshake;

public sealed class HelloCodecTests
{
    [Fact]
    public void NameKey_IsReadAsWrittenAndLeftOutWhereThereIsNone()
    {
        byte[] key = [.. Enumerable.Range(1, Hello.NameKeyLength).Select(static value => (byte)value)];
        Assert.Equal(key, ReadBack(SampleContract.Smaller.Local with { NameKey = key })!.NameKey.ToArray());
        Assert.True(ReadBack(SampleContract.Smaller.Local)!.NameKey.IsEmpty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(17)]
    public void NameKeyOfAnotherLength_IsRefused(int length)
    {
        using OutboundBuffer body = new();
        HelloCodec.Write(body, SampleContract.Smaller.Local with { NameKey = new byte[length] });
        Assert.False(HelloCodec.TryRead(new ReadOnlySequence<byte>(body.WrittenMemory), out _, out string error));
        Assert.Contains($"has {length} bytes", error, StringComparison.Ordinal);
    }

    [Fact]
    public void WrittenAndRead_IsTheSame()
    {
        Hello hello = SampleContract.Smaller.Local with { MaximumMessageBytes = 1, ChannelWindowMessages = 2, ChannelWindowBytes = 3, StreamWindowMessages = 4, StreamWindowBytes = 5, MaximumConcurrentCalls = 6, ConnectionWindowMessages = 7, ConnectionWindowBytes = 8 };
        using OutboundBuffer body = new();
        HelloCodec.Write(body, hello);
        Assert.True(HelloCodec.TryRead(Segments.Apart(body.WrittenMemory), out Hello? read, out _));
        Assert.Equal(hello with { Fingerprint = default }, read! with { Fingerprint = default });
        Assert.Equal(hello.Fingerprint.ToArray(), read.Fingerprint.ToArray());
    }

    [Fact]
    public void OnlyTheRequiredKeys_GivesTheDefaults()
    {
        Assert.True(HelloCodec.TryRead(Map(Required), out Hello? hello, out _));
        HelloLimits.AssertEqual(ProtocolLimits.Default, hello!);
        Assert.Equal("", hello!.DisplayName);
    }

    [Fact]
    public void UnknownKeysOfAnyType_AreSkipped()
    {
        Assert.True(HelloCodec.TryRead(
            Map([.. Required, Wire.Hex("11 c0"), Wire.Hex("10 93 01 81 a1 78 cb 00 00 00 00 00 00 00 00 c4 01 ff"), Wire.Hex("cd 10 00 d6 05 00 00 00 00")]),
            out Hello? hello,
            out _));
        Assert.Equal("sample", hello!.Contract);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void RequiredKeyMissing_IsNamed(int key)
    {
        byte[][] entries = [.. Required.Where((_, index) => index != key)];
        Assert.Equal($"the hello lacks key {key}", Refuse(Map(entries)));
    }

    [Theory]
    [InlineData("00 00", "key 0 of the hello comes twice")]
    [InlineData("01 a1 78", "key 1 of the hello comes twice")]
    [InlineData("05 a1 78", "key 5 of the hello comes twice")]
    [InlineData("07 00", "key 7 of the hello is 0, and at least 1 is needed")]
    [InlineData("08 ff", "key 8 of the hello is -1, and at least 1 is needed")]
    [InlineData("0c 00", "key 12 of the hello is 0, and at least 1 is needed")]
    public void WrongEntry_IsNamed(string entry, string expected) => Assert.Equal(expected, Refuse(Map([.. Required, Wire.Hex(entry)])));

    [Theory]
    [InlineData("")]
    [InlineData("50 45 45")]
    public void ShorterThanItsMark_IsRefused(string hex) =>
        Assert.Equal("the hello is shorter than its mark", Refuse(new ReadOnlySequence<byte>(Wire.Hex(hex))));

    [Fact]
    public void OtherMark_IsRefused() => Assert.Equal("the hello does not start with PEER", Refuse(new ReadOnlySequence<byte>("PEAR\x80"u8.ToArray())));

    [Theory]
    [InlineData(1, "01 a0", "the contract's name has not 1 to 15 characters")]
    [InlineData(1, "01 b0 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61", "the contract's name has not 1 to 15 characters")]
    [InlineData(3, "03 c4 01 00", "the fingerprint has 1 bytes instead of 16")]
    [InlineData(4, "04 c4 00", "the peer identifier has 0 bytes instead of 16")]
    [InlineData(5, "05 a0", "the instance name has not 1 to 63 bytes")]
    public void ValueOutOfBounds_IsNamed(int key, string entry, string expected)
    {
        byte[][] entries = [.. Required];
        entries[key] = Wire.Hex(entry);
        Assert.Equal(expected, Refuse(Map(entries)));
    }

    [Fact]
    public void NamesTooLong_AreRefused()
    {
        using OutboundBuffer body = new();
        HelloCodec.Write(body, SampleContract.Smaller.Local with { DisplayName = new string('ä', 128) });
        Assert.Equal("the display name has more than 255 bytes", Refuse(new ReadOnlySequence<byte>(body.WrittenMemory)));
        body.Clear();
        HelloCodec.Write(body, SampleContract.Smaller.Local with { Instance = new string('ä', 32) });
        Assert.Equal("the instance name has not 1 to 63 bytes", Refuse(new ReadOnlySequence<byte>(body.WrittenMemory)));
    }

    [Fact]
    public void NamesThatWouldForgeALogLine_AreMadeHarmlessOrRefused()
    {
        using OutboundBuffer body = new();
        HelloCodec.Write(body, SampleContract.Smaller.Local with { DisplayName = "Ana\r\nerror: \u2028gone" });
        Assert.True(HelloCodec.TryRead(new ReadOnlySequence<byte>(body.WrittenMemory), out Hello? hello, out _));
        Assert.Equal("Ana  error:  gone", hello!.DisplayName);

        foreach (Hello forged in new[] { SampleContract.Smaller.Local with { Contract = "a\nb" }, SampleContract.Smaller.Local with { Instance = "a\nb" } })
        {
            body.Clear();
            HelloCodec.Write(body, forged);
            Assert.Contains("printable ASCII", Refuse(new ReadOnlySequence<byte>(body.WrittenMemory)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void CutAnywhere_IsRefusedWithAReason()
    {
        using OutboundBuffer body = new();
        HelloCodec.Write(body, SampleContract.Smaller.Local);
        for (int length = 0; length < body.Length; length++)
            Assert.NotEmpty(Refuse(new ReadOnlySequence<byte>(body.WrittenMemory[..length])));
    }

    private static byte[][] Required =>
    [
        Wire.Hex("00 00"),
        [0x01, 0xa6, .. "sample"u8],
        Wire.Hex("02 01"),
        [0x03, 0xc4, 16, .. SampleContract.Instance.Fingerprint.Span],
        [0x04, 0xc4, 16, .. new byte[15], 1],
        [0x05, 0xa1, .. "i"u8],
    ];

    private static ReadOnlySequence<byte> Map(byte[][] entries) =>
        new((byte[])[.. HelloCodec.Magic, (byte)(0x80 | entries.Length), .. Wire.Join(entries)]);

    private static string Refuse(ReadOnlySequence<byte> body)
    {
        Assert.False(HelloCodec.TryRead(body, out Hello? hello, out string error));
        Assert.Null(hello);
        return error;
    }

    private static Hello? ReadBack(Hello hello)
    {
        using OutboundBuffer body = new();
        HelloCodec.Write(body, hello);
        Assert.True(HelloCodec.TryRead(new ReadOnlySequence<byte>(body.WrittenMemory.ToArray()), out Hello? read, out _));
        return read;
    }
}
