using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Extensions and timestamps as they stand on the wire.</summary>
public class ExtensionTests
{
    [Theory]
    [InlineData("D40510", 5, "10")]
    [InlineData("D8FA000102030405060708090A0B0C0D0E0F", -6, "000102030405060708090A0B0C0D0E0F")]
    [InlineData("C70006", 6, "")]
    [InlineData("C80003077071FF", 7, "7071FF")]
    [InlineData("C9000000030770FF72", 7, "70FF72")]
    public void ExtensionOfAnyHeader_IsReadWholeAndCutAnywhere(string hex, sbyte type, string body)
    {
        byte[] bytes = Convert.FromHexString(hex);
        for (int position = 0; position <= bytes.Length; position++)
        {
            PeerReader reader = new(Segments.Cut(bytes, position), PeerCodecLimits.Default);
            Assert.Equal(type, reader.ReadExtension(out byte[] read));
            Assert.Equal(body, Convert.ToHexString(read));
            Assert.True(reader.End);
        }
    }

    [Theory]
    [InlineData("C9FFFFFFFF01")]
    [InlineData("C900FFFFFF01")]
    [InlineData("C702")]
    [InlineData("D801")]
    [InlineData("C40101")]
    [InlineData("C0")]
    [InlineData("")]
    public void ExtensionThatCannotBe_IsRefused(string hex) => Assert.Throws<PeerDecodeException>(() => ReadExtension(hex, PeerCodecLimits.Default));

    [Fact]
    public void ExtensionBeyondTheLimit_IsRefusedByItsName() => Assert.Equal(
        "Expected an extension at byte 0 and found one of 3, beyond the limit of 2 (MaxBinaryBytes).",
        Assert.Throws<PeerDecodeException>(() => ReadExtension("C70307707172", new PeerCodecLimits { MaxBinaryBytes = 2 })).Message);

    [Theory]
    [InlineData("D6FF5A4AF6A5", 1_514_862_245, 0)]
    [InlineData("D7FFA1DCD7C85A4AF6A5", 1_514_862_245, 678_901_234)]
    [InlineData("C70CFF3B9AC9FFFFFFFFFFFFFFFFFF", -1, 999_999_999)]
    [InlineData("C70CFF000000007FFFFFFFFFFFFFFF", long.MaxValue, 0)]
    public void Timestamp_IsReadToTheNanosecondAndBeyondTheYears(string hex, long seconds, int nanoseconds)
    {
        PeerReader reader = new(Convert.FromHexString(hex), PeerCodecLimits.Default);

        Assert.Equal(seconds, reader.ReadTimestamp(out int parts));
        Assert.Equal(nanoseconds, parts);
        Assert.True(reader.End);
    }

    [Theory]
    [InlineData("D7FFEE6B28007FFFFFFF")]
    [InlineData("D7015A4AF6A55A4AF6A5")]
    [InlineData("D5FF0000")]
    [InlineData("C70CFF")]
    public void TimestampThatCannotBe_IsRefused(string hex) => Assert.Throws<PeerDecodeException>(() => ReadTimestamp(hex));

    private static void ReadExtension(string hex, PeerCodecLimits limits)
    {
        PeerReader reader = new(Convert.FromHexString(hex), limits);
        reader.ReadExtension(out _);
    }

    private static void ReadTimestamp(string hex)
    {
        PeerReader reader = new(Convert.FromHexString(hex), PeerCodecLimits.Default);
        reader.ReadTimestamp(out _);
    }
}
