using System.Buffers;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Values that this side does not know.</summary>
public class SkipTests
{
    public static TheoryData<string> Samples => CodecSamples.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public void AnyValue_IsPassedOverExactly(string name)
    {
        byte[] bytes = [.. CodecSamples.Find(name).Encode(), 0xC3];

        AssertSkips(new ReadOnlySequence<byte>(bytes));
        AssertSkips(Segments.Cut(bytes, bytes.Length / 2));
        if (bytes.Length < 1_000)
            AssertSkips(Segments.EachByte(bytes));
    }

    [Theory]
    [InlineData("D40100")]
    [InlineData("D5010000")]
    [InlineData("D80100000000000000000000000000000000")]
    [InlineData("C70001")]
    [InlineData("C8000101FF")]
    [InlineData("C90000000101FF")]
    [InlineData("C5000100")]
    [InlineData("C60000000100")]
    [InlineData("DF00000001DD00000001C0DE0000")]
    public void ValueThatNoCodecWrites_IsPassedOverExactly(string hex)
    {
        byte[] bytes = [.. Convert.FromHexString(hex), 0xC3];

        AssertSkips(new ReadOnlySequence<byte>(bytes));
        AssertSkips(Segments.EachByte(bytes));
    }

    [Fact]
    public void MessageOfAnOlderPeer_HasDefaultsForWhatIsMissing()
    {
        PeerReader reader = new([0x91, 0x07], PeerCodecLimits.Default);

        Assert.Equal(new Stroke(7, 0, 0), Stroke.PeerCodec.Read(ref reader));
    }

    [Fact]
    public void MessageOfANewerPeer_LosesWhatIsUnknown()
    {
        PeerReader reader = new([0x95, 0x07, 0x08, 0x09, 0x81, 0xA1, 0x61, 0x92, 0xC0, 0xC4, 0x01, 0xFF, 0xC2, 0xC3], PeerCodecLimits.Default);

        Assert.Equal(new Stroke(7, 8, 9), Stroke.PeerCodec.Read(ref reader));
        Assert.True(reader.ReadBoolean());
        Assert.True(reader.End);
    }

    private static void AssertSkips(in ReadOnlySequence<byte> bytes)
    {
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        reader.Skip();
        Assert.Equal(1, reader.Remaining);
        Assert.True(reader.ReadBoolean());
    }
}
