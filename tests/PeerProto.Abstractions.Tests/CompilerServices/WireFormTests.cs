using System.Buffers;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Bytes written down by hand from the MessagePack specification and docs/wire-protocol.md.</summary>
public class WireFormTests
{
    [Theory]
    [InlineData("Unit: Unit { }", "90")]
    [InlineData("Boolean: False", "C2")]
    [InlineData("Boolean: True", "C3")]
    [InlineData("Int32: 127", "7F")]
    [InlineData("Int32: 128", "CC80")]
    [InlineData("Int32: 65535", "CDFFFF")]
    [InlineData("Int32: 65536", "CE00010000")]
    [InlineData("Int64: 4294967296", "CF0000000100000000")]
    [InlineData("Int32: -32", "E0")]
    [InlineData("Int32: -33", "D0DF")]
    [InlineData("Int32: -129", "D1FF7F")]
    [InlineData("Int32: -32769", "D2FFFF7FFF")]
    [InlineData("Int64: -2147483649", "D3FFFFFFFF7FFFFFFF")]
    [InlineData("UInt64: 18446744073709551615", "CFFFFFFFFFFFFFFFFF")]
    [InlineData("Char: 0061", "61")]
    [InlineData("Single: 1.5", "CA3FC00000")]
    [InlineData("Double: 1.1", "CB3FF199999999999A")]
    [InlineData("String: 0 ASCII", "A0")]
    [InlineData("String: 1 of all UTF-8 sizes", "A9C3A9E4B8ADF09F9880")]
    [InlineData("Guid: 0f8fad5b-d9cb-469f-a165-70867728950e", "C4105BAD8F0FCBD99F46A16570867728950E")]
    [InlineData("DateTime: 621355968000000000 ticks UTC", "D6FF00000000")]
    [InlineData("DateTime: 621355968000000001 ticks UTC", "D7FF0000019000000000")]
    [InlineData("DateTime: 621355967999999999 ticks UTC", "C70CFF3B9AC99CFFFFFFFFFFFFFFFF")]
    [InlineData("DateTime: 621355968000000000 ticks unspecified", "D701089F7FF5F7B58000")]
    [InlineData("DateTimeOffset: east", "92C70CFF00000000FFFFFFFFED300880CD0348")]
    [InlineData("TimeSpan: -00:00:01", "D2FF676980")]
    [InlineData("DateOnly: 2025-06-01", "CE000B484A")]
    [InlineData("TimeOnly: 23:59:59.9999999", "CF000000C92A69BFFF")]
    [InlineData("Half: 1.5", "CA3FC00000")]
    [InlineData("Int128: -1", "FF")]
    [InlineData("Int128: 18446744073709551615", "CFFFFFFFFFFFFFFFFF")]
    [InlineData("Int128: 18446744073709551616", "C41000000000000000010000000000000000")]
    [InlineData("Int128: -9223372036854775809", "C410FFFFFFFFFFFFFFFF7FFFFFFFFFFFFFFF")]
    [InlineData("UInt128: 18446744073709551616", "C41000000000000000010000000000000000")]
    [InlineData("Decimal: 1.50", "A4312E3530")]
    [InlineData("BigInteger: -1000", "C40218FC")]
    [InlineData("Rune: 1F600", "CE0001F600")]
    [InlineData("Uri: a/b", "A3612F62")]
    [InlineData("Version: 1.2.3", "A5312E322E33")]
    [InlineData("IPAddress: 127.0.0.1", "C4047F000001")]
    [InlineData("IPAddress: 2001:db8::1", "C41020010DB8000000000000000000000001")]
    [InlineData("IPAddress: fe80::1%7", "C414FE80000000000000000000000000000100000007")]
    [InlineData("IPEndPoint: 127.0.0.1:65535", "92C4047F000001CDFFFF")]
    [InlineData("ByteSequence: 3", "C403010203")]
    [InlineData("ValueTuple<Int32>: 1", "9101")]
    [InlineData("ValueTuple<Int32>: 2", "9201C0")]
    [InlineData("PackedMemory<Int32>: 5", "C414FEFFFFFFFFFFFFFF000000000100000002000000")]
    [InlineData("PackedMemory<Char>: of characters", "C4087400650078007400")]
    [InlineData("ByteMemory: 3", "C403010203")]
    [InlineData("Nullable<Int32>: null", "C0")]
    [InlineData("Stroke: Stroke { Color = 16711680, X = 1, Y = -2 }", "93CE00FF0000CA3F800000CAC0000000")]
    [InlineData("Array<String>: 3", "93A0A36F6E65A374776F")]
    [InlineData("Dictionary<String, Int32>: by string", "82A36F6E6501A374776F02")]
    public void Sample_HasTheseBytes(string name, string hex)
    {
        ICodecSample sample = CodecSamples.Find(name);

        Assert.Equal(hex, Convert.ToHexString(sample.Encode()));
    }

    [Fact]
    public void LocalTime_IsTheTicksOfItsInstantWithKindTwo()
    {
        DateTime local = new(2025, 6, 1, 12, 30, 45, DateTimeKind.Local);
        ulong bits = (2UL << 62) | (ulong)local.ToUniversalTime().Ticks;

        Assert.Equal($"D701{bits:X16}", Convert.ToHexString(CodecSamples.Find("DateTime: local").Encode()));
    }

    [Fact]
    public void Stack_IsWrittenFromTheTopDown()
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        StackCodec<int, Int32Codec>.Write(ref writer, new Stack<int>([1, 2, 3]));
        ImmutableStackCodec<int, Int32Codec>.Write(ref writer, [1, 2, 3]);
        writer.Flush();

        Assert.Equal("9303020193030201", Convert.ToHexString(output.WrittenSpan));
    }

    [Fact]
    public void PathWithoutScheme_IsWrittenWithIt()
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        UriCodec.Write(ref writer, new Uri("C:\\a b", UriKind.Absolute));
        writer.Flush();

        PeerReader reader = new(output.WrittenSpan, PeerCodecLimits.Default);
        Assert.Equal("file:///C:/a%20b", reader.ReadString());
    }

    [Fact]
    public void TupleOfNine_HoldsTheLastTwoInAnArrayOfTheirOwn()
    {
        ICodecSample nine = CodecSamples.All.Single(sample => sample.Name.EndsWith(": 9", StringComparison.Ordinal) && sample.Name.StartsWith("ValueTuple", StringComparison.Ordinal));

        Assert.Equal("98010203040506079208A46E696E65", Convert.ToHexString(nine.Encode()));
    }

    [Fact]
    public void NumbersOfMachinesWithTheOtherByteOrder_AreTurnedAround()
    {
        Assert.Equal([0x04030201, 0x08070605], Packed.Swapped([0x01020304, 0x05060708]));
        Assert.Equal([0x0807060504030201], Packed.Swapped([0x0102030405060708]));
        Assert.Equal([(byte)1, (byte)2], Packed.Swapped<byte>([1, 2]));
    }

    [Fact]
    public void SurrogateWithoutPartner_BecomesTheReplacementCharacter()
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        writer.WriteString("a\uD800b");
        writer.Flush();

        Assert.Equal("A561EFBFBD62", Convert.ToHexString(output.WrittenSpan));
    }

    [Fact]
    public void BinaryInSegments_IsOneValue()
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        writer.WriteBinary(Segments.EachByte(new byte[] { 1, 2, 3 }));
        writer.Flush();

        Assert.Equal("C403010203", Convert.ToHexString(output.WrittenSpan));
        Assert.Equal(5, writer.BytesWritten);
    }

    [Theory]
    [InlineData(15, "9F", "8F")]
    [InlineData(16, "DC0010", "DE0010")]
    [InlineData(65_535, "DCFFFF", "DEFFFF")]
    [InlineData(65_536, "DD00010000", "DF00010000")]
    public void Header_IsTheShortest(int count, string array, string map)
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        writer.WriteArrayHeader(count);
        writer.WriteMapHeader(count);
        writer.Flush();

        Assert.Equal(array + map, Convert.ToHexString(output.WrittenSpan));
        Assert.Equal(MessagePackSize.ArrayHeader(count) + MessagePackSize.MapHeader(count), output.WrittenCount);
    }
}
