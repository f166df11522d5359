using System.Buffers;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Framing;

public sealed class FrameScannerTests
{
    private const int Limit = 100_000;

    public static TheoryData<int> BodyLengths => [0, 1, 7, 8, 61, 62, 63, 64, 300, 16_381, 16_382, 16_383, 20_000];

    [Theory]
    [MemberData(nameof(BodyLengths))]
    public void FrameCutAnywhere_IsFoundAndNothingBehindItIsTaken(int bodyLength)
    {
        byte[] body = Body(bodyLength);
        byte[] frame = Wire.Frame(0x10, body);
        byte[] bytes = [.. frame, 0x01, 0x02];
        int step = bytes.Length > 1000 ? 97 : 1;
        for (int cut = 0; cut <= bytes.Length; cut += step)
        {
            AssertFrame(Segments.CutAt(bytes, cut), body);
            if (cut < frame.Length)
                AssertIncomplete(new ReadOnlySequence<byte>(frame.AsMemory(0, cut)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(300)]
    public void FrameByteByByte_IsFound(int bodyLength)
    {
        byte[] body = Body(bodyLength);
        byte[] frame = Wire.Frame(0x10, body);
        AssertFrame(Segments.Apart((byte[])[.. frame, 0x01, 0x02]), body);
        for (int length = 0; length < frame.Length; length++)
            AssertIncomplete(Segments.Apart(frame.AsMemory(0, length)));
    }

    [Theory]
    [InlineData("03 10 aa bb")]
    [InlineData("40 03 10 aa bb")]
    [InlineData("80 00 00 03 10 aa bb")]
    [InlineData("c0 00 00 00 00 00 00 03 10 aa bb")]
    public void LengthInAnyForm_IsTheSameFrame(string hex)
    {
        foreach (ReadOnlySequence<byte> input in new[] { new ReadOnlySequence<byte>(Wire.Hex(hex)), Segments.Apart(Wire.Hex(hex)) })
        {
            ReadOnlySequence<byte> rest = input;
            Assert.Equal(FrameScan.Frame, FrameScanner.Scan(ref rest, Limit, out FrameKind kind, out ReadOnlySequence<byte> body));
            Assert.Equal(FrameKind.Message, kind);
            Assert.Equal([0xaa, 0xbb], body.ToArray());
            Assert.True(rest.IsEmpty);
        }
    }

    [Theory]
    [InlineData("80 01 86 a1", FrameScan.TooLarge)]
    [InlineData("80 01 86 a0", FrameScan.Incomplete)]
    [InlineData("bf ff ff ff", FrameScan.TooLarge)]
    [InlineData("c0 00 00 00 80 00 00 00", FrameScan.TooLarge)]
    [InlineData("ff ff ff ff ff ff ff ff", FrameScan.TooLarge)]
    [InlineData("00", FrameScan.Empty)]
    [InlineData("40 00", FrameScan.Empty)]
    [InlineData("", FrameScan.Incomplete)]
    [InlineData("ff ff ff ff ff ff ff", FrameScan.Incomplete)]
    public void AnnouncedLength_IsJudgedBeforeTheBodyComes(string hex, FrameScan expected)
    {
        ReadOnlySequence<byte> input = new(Wire.Hex(hex));
        Assert.Equal(expected, FrameScanner.Scan(ref input, Limit, out _, out _));
        Assert.Equal(Wire.Hex(hex).Length, input.Length);
        input = Segments.Apart(Wire.Hex(hex));
        Assert.Equal(expected, FrameScanner.Scan(ref input, Limit, out _, out _));
    }

    [Fact]
    public void IncompleteFrame_TellsItsKindOnceItIsThere()
    {
        ReadOnlySequence<byte> input = new([0x05, 0x10]);
        Assert.Equal(FrameScan.Incomplete, FrameScanner.Scan(ref input, Limit, out FrameKind kind, out _));
        Assert.Equal(FrameKind.Message, kind);
    }

    [Fact]
    public void EveryLengthPrefixOfTwoBytes_EndsInAResult()
    {
        for (int head = 0; head < 0x10000; head++)
        {
            ReadOnlySequence<byte> input = new([(byte)(head >> 8), (byte)head, 0x10]);
            FrameScan scan = FrameScanner.Scan(ref input, 64, out _, out ReadOnlySequence<byte> body);
            Assert.True(Enum.IsDefined(scan));
            Assert.True(body.Length <= 2);
        }
    }

    private static byte[] Body(int length)
    {
        byte[] body = new byte[length];
        new Random(length).NextBytes(body);
        return body;
    }

    private static void AssertFrame(ReadOnlySequence<byte> input, byte[] expected)
    {
        Assert.Equal(FrameScan.Frame, FrameScanner.Scan(ref input, Limit, out FrameKind kind, out ReadOnlySequence<byte> body));
        Assert.Equal(FrameKind.Message, kind);
        Assert.True(body.ToArray().AsSpan().SequenceEqual(expected));
        Assert.Equal([0x01, 0x02], input.ToArray());
    }

    private static void AssertIncomplete(ReadOnlySequence<byte> input)
    {
        long length = input.Length;
        Assert.Equal(FrameScan.Incomplete, FrameScanner.Scan(ref input, Limit, out _, out _));
        Assert.Equal(length, input.Length);
    }
}
