using System.Buffers;
using System.Net;
using System.Numerics;
using System.Text;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Forms that other encoders choose, and those that are refused.</summary>
public class AcceptedFormsTests
{
    [Theory]
    [InlineData("05")]
    [InlineData("CC05")]
    [InlineData("CD0005")]
    [InlineData("CE00000005")]
    [InlineData("CF0000000000000005")]
    [InlineData("D005")]
    [InlineData("D10005")]
    [InlineData("D200000005")]
    [InlineData("D30000000000000005")]
    public void AnyIntegerForm_IsRead(string hex)
    {
        Assert.Equal((byte)5, Read<byte, ByteCodec>(hex));
        Assert.Equal((sbyte)5, Read<sbyte, SByteCodec>(hex));
        Assert.Equal((short)5, Read<short, Int16Codec>(hex));
        Assert.Equal((ushort)5, Read<ushort, UInt16Codec>(hex));
        Assert.Equal(5, Read<int, Int32Codec>(hex));
        Assert.Equal(5u, Read<uint, UInt32Codec>(hex));
        Assert.Equal(5L, Read<long, Int64Codec>(hex));
        Assert.Equal(5ul, Read<ulong, UInt64Codec>(hex));
        Assert.Equal('\u0005', Read<char, CharCodec>(hex));
        Assert.Equal(new TimeSpan(5), Read<TimeSpan, TimeSpanCodec>(hex));
        Assert.Equal(5f, Read<float, SingleCodec>(hex));
        Assert.Equal(5d, Read<double, DoubleCodec>(hex));
        Assert.Equal((Half)5, Read<Half, HalfCodec>(hex));
        Assert.Equal(5, Read<Int128, Int128Codec>(hex));
        Assert.Equal(5u, Read<UInt128, UInt128Codec>(hex));
        Assert.Equal(5m, Read<decimal, DecimalCodec>(hex));
        Assert.Equal(5, Read<BigInteger, BigIntegerCodec>(hex));
        Assert.Equal(new Rune(5), Read<Rune, RuneCodec>(hex));
        Assert.Equal(DateOnly.FromDayNumber(5), Read<DateOnly, DateOnlyCodec>(hex));
        Assert.Equal(new TimeOnly(5), Read<TimeOnly, TimeOnlyCodec>(hex));
    }

    [Theory]
    [InlineData("FB")]
    [InlineData("D0FB")]
    [InlineData("D1FFFB")]
    [InlineData("D2FFFFFFFB")]
    [InlineData("D3FFFFFFFFFFFFFFFB")]
    public void AnyNegativeForm_IsReadWhereItFits(string hex)
    {
        Assert.Equal((sbyte)-5, Read<sbyte, SByteCodec>(hex));
        Assert.Equal((short)-5, Read<short, Int16Codec>(hex));
        Assert.Equal(-5, Read<int, Int32Codec>(hex));
        Assert.Equal(-5L, Read<long, Int64Codec>(hex));
        Assert.Equal(-5f, Read<float, SingleCodec>(hex));
        Assert.Equal(-5d, Read<double, DoubleCodec>(hex));
        Assert.Equal((Half)(-5), Read<Half, HalfCodec>(hex));
        Assert.Equal(-5, Read<Int128, Int128Codec>(hex));
        Assert.Equal(-5m, Read<decimal, DecimalCodec>(hex));
        Assert.Equal(-5, Read<BigInteger, BigIntegerCodec>(hex));
        AssertRefused<UInt128, UInt128Codec>(hex, "Expected a UInt128 at byte 0 and found -5, which it cannot hold.");
        AssertRefused<Rune, RuneCodec>(hex, "Expected a Rune at byte 0 and found -5, which it cannot hold.");
        AssertRefused<DateOnly, DateOnlyCodec>(hex, "Expected a DateOnly at byte 0 and found -5, which it cannot hold.");
        AssertRefused<TimeOnly, TimeOnlyCodec>(hex, "Expected a TimeOnly at byte 0 and found -5, which it cannot hold.");
        AssertRefused<byte, ByteCodec>(hex, "Expected a byte at byte 0 and found -5, which it cannot hold.");
        AssertRefused<ulong, UInt64Codec>(hex, "Expected a ulong at byte 0 and found -5, which it cannot hold.");
        AssertRefused<char, CharCodec>(hex, "Expected a char at byte 0 and found -5, which it cannot hold.");
    }

    [Fact]
    public void IntegerTooLargeForItsType_IsRefusedWithItsValue()
    {
        AssertRefused<byte, ByteCodec>("CD0100", "Expected a byte at byte 0 and found 256, which it cannot hold.");
        AssertRefused<sbyte, SByteCodec>("CC80", "Expected an sbyte at byte 0 and found 128, which it cannot hold.");
        AssertRefused<short, Int16Codec>("D2FFFF7FFF", "Expected a short at byte 0 and found -32769, which it cannot hold.");
        AssertRefused<ushort, UInt16Codec>("CE00010000", "Expected a ushort at byte 0 and found 65536, which it cannot hold.");
        AssertRefused<int, Int32Codec>("CE80000000", "Expected an int at byte 0 and found 2147483648, which it cannot hold.");
        AssertRefused<uint, UInt32Codec>("CF0000000100000000", "Expected a uint at byte 0 and found 4294967296, which it cannot hold.");
        AssertRefused<long, Int64Codec>("CF8000000000000000", "Expected a long at byte 0 and found 9223372036854775808, which it cannot hold.");
    }

    [Fact]
    public void FloatOfOtherWidth_IsReadWhereItIsExact()
    {
        Assert.Equal(1.5, Read<double, DoubleCodec>("CA3FC00000"));
        Assert.Equal(1.5f, Read<float, SingleCodec>("CB3FF8000000000000"));
        Assert.Equal(float.NaN, Read<float, SingleCodec>("CB7FF8000000000000"));
        Assert.Equal(float.NegativeInfinity, Read<float, SingleCodec>("CBFFF0000000000000"));
        Assert.Equal(18446744073709549568d, Read<double, DoubleCodec>("CFFFFFFFFFFFFFF800"));
        AssertRefused<float, SingleCodec>("CB3FF199999999999A", "Expected a float at byte 0 and found 1.1, which it cannot hold.");
        AssertRefused<float, SingleCodec>("CE01000001", "Expected a float at byte 0 and found 16777217, which it cannot hold.");
        AssertRefused<double, DoubleCodec>("CFFFFFFFFFFFFFFFFF", "Expected a double at byte 0 and found 18446744073709551615, which it cannot hold.");
        AssertRefused<double, DoubleCodec>("D38000000000000001", "Expected a double at byte 0 and found -9223372036854775807, which it cannot hold.");
    }

    [Fact]
    public void HalfOfAnyWidth_IsReadWhereItIsExact()
    {
        Assert.Equal((Half)1.5, Read<Half, HalfCodec>("CB3FF8000000000000"));
        Assert.Equal(Half.NaN, Read<Half, HalfCodec>("CB7FF8000000000000"));
        Assert.Equal(Half.NegativeInfinity, Read<Half, HalfCodec>("CAFF800000"));
        AssertRefused<Half, HalfCodec>("CA3F800001", "Expected a Half at byte 0 and found 1.0000001192092896, which it cannot hold.");
        AssertRefused<Half, HalfCodec>("CD0801", "Expected a Half at byte 0 and found 2049, which it cannot hold.");
        AssertRefused<Half, HalfCodec>("CE00010000", "Expected a Half at byte 0 and found 65536, which it cannot hold.");
    }

    [Fact]
    public void SmallNumberAsWideBytes_IsRead()
    {
        Assert.Equal(5, Read<Int128, Int128Codec>("C41000000000000000000000000000000005"));
        Assert.Equal(-1, Read<Int128, Int128Codec>("C50010FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"));
        Assert.Equal(5u, Read<UInt128, UInt128Codec>("C60000001000000000000000000000000000000005"));
        AssertRefused<Int128, Int128Codec>("C40FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "Expected an Int128 at byte 0 and found 15 bytes of binary data.");
        AssertRefused<UInt128, UInt128Codec>("C41100FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "Expected a UInt128 at byte 0 and found 17 bytes of binary data.");
        AssertRefused<Int128, Int128Codec>("A135", "Expected an Int128 at byte 0 and found a string (0xA1).");
    }

    [Theory]
    [InlineData("A3312E35", 1.5)]
    [InlineData("D903312E35", 1.5)]
    [InlineData("DA0003312E35", 1.5)]
    [InlineData("DB00000003312E35", 1.5)]
    [InlineData("A42B312E35", 1.5)]
    [InlineData("A32D2E35", -0.5)]
    [InlineData("A4303030 35", 5d)]
    [InlineData("CB3FF8000000000000", null)]
    [InlineData("A0", null)]
    [InlineData("A3316535", null)]
    [InlineData("A220 35", null)]
    [InlineData("A3312C35", null)]
    [InlineData("D920 3131313131313131313131313131313131313131313131313131313131313131", null)]
    [InlineData("BE 393939393939393939393939393939393939393939393939393939393939", null)]
    [InlineData("BF 302E3132333435363738393031323334353637383930313233343536373839", null)] // 29 decimals
    [InlineData("C410 0000FE80 00000000 00000000 00000000", null)]
    [InlineData("C410 00001D00 00000000 00000000 00000000", null)]
    [InlineData("C40F 00000000 00000000 00000000 000000", null)]
    public void Decimal_IsReadWhereItIsExact(string spaced, double? value)
    {
        string hex = spaced.Replace(" ", "", StringComparison.Ordinal);
        if (value is { } exact)
            Assert.Equal((decimal)exact, Read<decimal, DecimalCodec>(hex));
        else
            Assert.Throws<PeerDecodeException>(() => Read<decimal, DecimalCodec>(hex));
    }

    [Theory]
    [InlineData("D3 8000000000000000", long.MinValue)]
    [InlineData("C4 01 FB", -5)]
    [InlineData("C5 0003 FBFFFF", -5)]
    [InlineData("C6 00000002 0500", 5)]
    [InlineData("C4 00", 0)]
    public void BigIntegerInMoreBytesThanItNeeds_IsRead(string spaced, long value) =>
        Assert.Equal(value, Read<BigInteger, BigIntegerCodec>(spaced.Replace(" ", "", StringComparison.Ordinal)));

    [Fact]
    public void ValueOutsideItsRange_IsRefused()
    {
        AssertRefused<Rune, RuneCodec>("CDD800", "Expected a Rune at byte 0 and found 55296, which it cannot hold.");
        AssertRefused<Rune, RuneCodec>("CE00110000", "Expected a Rune at byte 0 and found 1114112, which it cannot hold.");
        AssertRefused<DateOnly, DateOnlyCodec>("CE0037B9DB", "Expected a DateOnly at byte 0 and found 3652059, which it cannot hold.");
        AssertRefused<TimeOnly, TimeOnlyCodec>("CF000000C92A69C000", "Expected a TimeOnly at byte 0 and found 864000000000, which it cannot hold.");
        AssertRefused<Version, VersionCodec>("A131", "Expected a Version at byte 0 and found another text.");
        AssertRefused<Version, VersionCodec>("A4312E2D32", "Expected a Version at byte 0 and found another text.");
        AssertRefused<Version, VersionCodec>("D92C" + string.Concat(Enumerable.Repeat("31", 44)), "Expected a Version at byte 0 and found 44 bytes of text.");
        AssertRefused<Uri, UriCodec>("A7687474703A2F2F", "Expected a Uri at byte 0 and found another text.");
        AssertRefused<IPAddress, IPAddressCodec>("C4050102030405", "Expected an IPAddress at byte 0 and found 5 bytes of binary data.");
        AssertRefused<IPAddress, IPAddressCodec>("C415" + new string('0', 42), "Expected an IPAddress at byte 0 and found 21 bytes of binary data.");
        AssertRefused<IPEndPoint, IPEndPointCodec>("93C4047F0000010505", "Expected an IPEndPoint at byte 0 and found an array of 3.");
        AssertRefused<IPEndPoint, IPEndPointCodec>("92C4047F000001CE00010000", "Expected a ushort at byte 7 and found 65536, which it cannot hold.");
    }

    [Theory]
    [InlineData("920102")]
    [InlineData("9301 02 92C0A161")]
    [InlineData("DC0002 01CC02")]
    [InlineData("DD00000002 D1000102")]
    public void TupleOfAnyHeaderAndMoreElements_IsRead(string spaced) =>
        Assert.Equal((1, (byte)2), Read<(int, byte), ValueTupleCodec<int, Int32Codec, byte, ByteCodec>>(spaced.Replace(" ", "", StringComparison.Ordinal)));

    [Fact]
    public void TupleOfFewerElements_IsRefused() =>
        AssertRefused<(int, byte), ValueTupleCodec<int, Int32Codec, byte, ByteCodec>>("9101", "Expected a tuple of 2 at byte 0 and found an array of 1.");

    [Theory]
    [InlineData("C408 01000000FFFFFFFF")]
    [InlineData("C50008 01000000FFFFFFFF")]
    [InlineData("C600000008 01000000FFFFFFFF")]
    [InlineData("9201FF")]
    [InlineData("DC0002 D300000000000000 01FF")]
    public void PackedNumbersOfAnyForm_AreRead(string spaced)
    {
        byte[] bytes = Convert.FromHexString(spaced.Replace(" ", "", StringComparison.Ordinal));
        PeerReader reader = new(Segments.EachByte(bytes), PeerCodecLimits.Default);

        Assert.Equal([1, -1], PackedMemoryCodec<int, Int32Codec>.Read(ref reader).ToArray());
        Assert.True(reader.End);
    }

    [Fact]
    public void PackedNumbersThatAreNotWhole_AreRefused()
    {
        AssertRefused<Memory<int>, PackedMemoryCodec<int, Int32Codec>>("C403010203", "Expected packed numbers at byte 0 and found 3 bytes, no multiple of 4.");
        AssertRefused<Memory<int>, PackedMemoryCodec<int, Int32Codec>>("C408010203", "Expected packed numbers and needed 8 more bytes at byte 2, where 3 are left.");
        AssertRefused<Memory<int>, PackedMemoryCodec<int, Int32Codec>>("C0", "Packed numbers at byte 0 is null, and the contract does not allow it.");
    }

    [Theory]
    [InlineData("A2C3A9")]
    [InlineData("D902C3A9")]
    [InlineData("DA0002C3A9")]
    [InlineData("DB00000002C3A9")]
    public void AnyStringHeader_IsRead(string hex) => Assert.Equal("\u00E9", Read<string, StringCodec>(hex));

    [Theory]
    [InlineData("C4020102")]
    [InlineData("C500020102")]
    [InlineData("C6000000020102")]
    public void AnyBinaryHeader_IsRead(string hex) => Assert.Equal([1, 2], Read<byte[], ByteArrayCodec>(hex));

    [Theory]
    [InlineData("920102")]
    [InlineData("DC00020102")]
    [InlineData("DD000000020102")]
    public void AnyArrayHeader_IsRead(string hex)
    {
        Assert.Equal([1, 2], Read<int[], ArrayCodec<int, Int32Codec>>(hex));
        Assert.Equal(new Stroke(1, 2, 0), Read<Stroke, Stroke.PeerCodec>(hex));
    }

    [Theory]
    [InlineData("810102")]
    [InlineData("DE00010102")]
    [InlineData("DF000000010102")]
    public void AnyMapHeader_IsRead(string hex) =>
        Assert.Equal(new() { [1] = 2 }, Read<Dictionary<int, int>, DictionaryCodec<int, Int32Codec, int, Int32Codec>>(hex));

    [Theory]
    [InlineData("C4105BAD8F0FCBD99F46A16570867728950E")]
    [InlineData("C500105BAD8F0FCBD99F46A16570867728950E")]
    [InlineData("D92430663866616435622D643963622D343639662D613136352D373038363737323839353065")]
    [InlineData("DA002430463846414435422D443943422D343639662D413136352D373038363737323839353065")]
    public void GuidAsBytesOrText_IsRead(string hex) => Assert.Equal(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), Read<Guid, GuidCodec>(hex));

    [Theory]
    [InlineData("D6FF00000001")]
    [InlineData("C704FF00000001")]
    [InlineData("C80004FF00000001")]
    [InlineData("C900000004FF00000001")]
    [InlineData("D7FF0000000000000001")]
    [InlineData("C708FF0000000000000001")]
    [InlineData("C70CFF000000000000000000000001")]
    [InlineData("D7FF0000018C00000001")]
    public void AnyTimestampForm_IsUtcWithoutPartsOfATick(string hex)
    {
        DateTime read = Read<DateTime, DateTimeCodec>(hex);

        Assert.Equal((DateTime.UnixEpoch.AddSeconds(1), DateTimeKind.Utc), (read, read.Kind));
    }

    [Theory]
    [InlineData("D7FFEE6B280000000000")] // 10^9 nanoseconds
    [InlineData("C70CFF3B9ACA000000000000000000")] // 10^9 nanoseconds
    [InlineData("C70CFF000000000000003AFFF44180")] // the year 10000
    [InlineData("C70CFFFFFFFFFFF1886E08FF0000")] // cut short
    [InlineData("C70CFF00000000FFFFFFF1886E08FF")] // before the year 1
    [InlineData("D4FF00")]
    [InlineData("D7020000000000000000")]
    [InlineData("D7014000000000000000")] // kind UTC belongs in a timestamp
    [InlineData("D701C000000000000000")]
    [InlineData("D7013FFFFFFFFFFFFFFF")]
    [InlineData("D60100000000")]
    [InlineData("C0")]
    [InlineData("00")]
    public void ImpossibleTime_IsRefused(string hex) => Assert.Throws<PeerDecodeException>(() => Read<DateTime, DateTimeCodec>(hex));

    [Theory]
    [InlineData("93D6FF0000000000C0")]
    [InlineData("92D6FF00000000CD0349")]
    [InlineData("92C70CFF00000000FFFFFFF1886E090001")]
    [InlineData("92C70CFF00000000FFFFFFF1886E09003C")]
    [InlineData("92D701000000000000000000")]
    public void ImpossibleTimeWithOffset_IsRefused(string hex) => Assert.Throws<PeerDecodeException>(() => Read<DateTimeOffset, DateTimeOffsetCodec>(hex));

    [Theory]
    [InlineData("A1FF")]
    [InlineData("A2C328")]
    [InlineData("A3EDA080")]
    [InlineData("A2C080")]
    public void TextThatIsNotUtf8_IsRefused(string hex) => AssertRefused<string, StringCodec>(hex, "Expected a string at byte 0 and found bytes that are not UTF-8.");

    [Fact]
    public void OtherKindOfValue_IsRefusedByNameAndPlace()
    {
        AssertRefused<string, StringCodec>("C0", "A string at byte 0 is null, and the contract does not allow it.");
        AssertRefused<Stroke, Stroke.PeerCodec>("C0", "A message at byte 0 is null, and the contract does not allow it.");
        AssertRefused<int, Int32Codec>("A161", "Expected an int at byte 0 and found a string (0xA1).");
        AssertRefused<int, Int32Codec>("CA3FC00000", "Expected an int at byte 0 and found a floating-point number (0xCA).");
        AssertRefused<string, StringCodec>("C40161", "Expected a string at byte 0 and found binary data (0xC4).");
        AssertRefused<byte[], ByteArrayCodec>("A161", "Expected binary data at byte 0 and found a string (0xA1).");
        AssertRefused<bool, BooleanCodec>("01", "Expected a boolean at byte 0 and found an integer (0x01).");
        AssertRefused<Guid, GuidCodec>("C40101", "Expected a Guid at byte 0 and found 1 bytes of binary data.");
        AssertRefused<Stroke, Stroke.PeerCodec>("8101C0", "Expected a message at byte 0 and found a map (0x81).");
        AssertRefused<Stroke, Stroke.PeerCodec>("930190CA3F800000", "Expected a float at byte 2 and found an array (0x90).");
        AssertRefused<int, Int32Codec>("", "Expected an int and needed 1 more bytes at byte 0, where 0 are left.");
        AssertRefused<string[], ArrayCodec<string, StringCodec>>("92A161C0", "A string at byte 3 is null, and the contract does not allow it.");
    }

    private static T Read<T, TCodec>(string hex)
        where TCodec : struct, IPeerCodec<T>
    {
        byte[] bytes = Convert.FromHexString(hex);
        PeerReader whole = new(bytes, PeerCodecLimits.Default);
        T value = TCodec.Read(ref whole);
        Assert.True(whole.End);

        PeerReader cut = new(Segments.EachByte(bytes), PeerCodecLimits.Default);
        Assert.Equal(value, TCodec.Read(ref cut));
        Assert.True(cut.End);
        return value;
    }

    private static void AssertRefused<T, TCodec>(string hex, string message)
        where TCodec : struct, IPeerCodec<T>
    {
        byte[] bytes = Convert.FromHexString(hex);
        foreach (ReadOnlySequence<byte> sequence in (ReadOnlySequence<byte>[])[new(bytes), Segments.EachByte(bytes)])
        {
            PeerDecodeException exception = Assert.Throws<PeerDecodeException>(() =>
            {
                PeerReader reader = new(sequence, PeerCodecLimits.Default);
                TCodec.Read(ref reader);
            });
            Assert.Equal(message, exception.Message);
        }
    }
}
