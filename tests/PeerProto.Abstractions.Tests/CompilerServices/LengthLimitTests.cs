using System.Buffers;
using System.Collections.Immutable;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Lengths that members limit, before anything is read and before anything is written.</summary>
public class LengthLimitTests
{
    private const string Member = "Note.Text";

    [Theory]
    [InlineData("A3616161")]
    [InlineData("DB00000003616161")]
    [InlineData("A9E4B8ADE4B8ADE4B8AD")] // three characters of three bytes
    [InlineData("A5F09F988061")] // a surrogate pair and one more
    [InlineData("93010203")]
    [InlineData("DD00000003010203")]
    [InlineData("83010102020303")]
    [InlineData("C403010203")]
    [InlineData("C0")]
    [InlineData("CD0100")]
    public void ValueOfTheLimit_StaysNext(string hex)
    {
        foreach (ReadOnlySequence<byte> bytes in Both(hex))
        {
            PeerReader reader = new(bytes, PeerCodecLimits.Default);
            long before = reader.Remaining;
            Assert.Equal(before, reader.Limit(3, Member).Remaining);
            reader.Skip();
            Assert.True(reader.End);
        }
    }

    [Theory]
    [InlineData("A461616161", 4)]
    [InlineData("ACE4B8ADE4B8ADE4B8ADE4B8AD", 12)] // more than three bytes a character
    [InlineData("A8F09F9880F09F9880", 4)] // two surrogate pairs
    [InlineData("9401020304", 4)]
    [InlineData("DDFFFFFFFF", uint.MaxValue)]
    [InlineData("DFFFFFFFFF", uint.MaxValue)]
    [InlineData("C40401020304", 4)]
    [InlineData("C6FFFFFFFF", uint.MaxValue)]
    public void LongerValue_IsRefused(string hex, long length)
    {
        foreach (ReadOnlySequence<byte> bytes in Both(hex))
        {
            PeerDecodeException exception = Assert.Throws<PeerDecodeException>(() => new PeerReader(bytes, PeerCodecLimits.Default).Limit(3, Member).Skip());
            Assert.Equal($"Expected Note.Text at byte 0 and found one of {length}, beyond the limit of 3 (MaxLength).", exception.Message);
        }
    }

    [Fact]
    public void PackedNumbers_CountAsNumbers()
    {
        byte[] bytes = [0xC4, 12, .. new byte[12]];
        PeerReader reader = new(bytes, PeerCodecLimits.Default);

        Assert.Equal(3, PackedMemoryCodec<int, Int32Codec>.Read(ref reader.Limit(3, Member, sizeof(int))).Length);
        Assert.Throws<PeerDecodeException>(() => new PeerReader(bytes, PeerCodecLimits.Default).Limit(2, Member, sizeof(int)).Skip());
    }

    [Theory]
    [InlineData("")]
    [InlineData("A4F09F98")]
    [InlineData("DD0000")]
    public void ValueThatIsCutShort_IsRefused(string hex)
    {
        foreach (ReadOnlySequence<byte> bytes in Both(hex))
            Assert.Throws<PeerDecodeException>(() => new PeerReader(bytes, PeerCodecLimits.Default).Limit(3, Member).Skip());
    }

    [Fact]
    public void LongerValue_IsNotWritten()
    {
        AssertLimits(length => LengthLimit.Check(new string('a', length), 3, Member));
        AssertLimits(length => LengthLimit.Check(new byte[length], 3, Member));
        AssertLimits(length => LengthLimit.Check(new Memory<int>(new int[length]), 3, Member));
        AssertLimits(length => LengthLimit.Check(new ReadOnlyMemory<byte>(new byte[length]), 3, Member));
        AssertLimits(length => LengthLimit.Check(Segments.EachByte(new byte[length]), 3, Member));
        AssertLimits(length => LengthLimit.Check(ImmutableArray.Create(new int[length]), 3, Member));
        AssertLimits(length => LengthLimit.Check(Enumerable.Range(0, length).ToHashSet(), 3, Member));
        AssertLimits(length => LengthLimit.Check(Enumerable.Range(0, length).ToDictionary(number => number), 3, Member));
        AssertLimits(length => LengthLimit.Check(ImmutableStack.CreateRange(new int[length]), 3, Member));
        static void AssertLimits(Action<int> check)
        {
            check(0);
            check(3);
            Assert.Equal(
                "Note.Text has a length of 4, beyond its limit of 3 (MaxLength). Shorten it, or raise the limit on both sides.",
                Assert.Throws<PeerEncodeException>(() => check(4)).Message);
        }
    }

    [Fact]
    public void NullAndDefault_AreLeftToTheCodec()
    {
        LengthLimit.Check((string?)null, 1, Member);
        LengthLimit.Check((List<int>?)null, 1, Member);
        LengthLimit.Check(default(ImmutableArray<int>), 1, Member);
        LengthLimit.Check(default(ReadOnlySequence<byte>), 1, Member);
    }

    private static IEnumerable<ReadOnlySequence<byte>> Both(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        return [new(bytes), Segments.EachByte(bytes)];
    }
}
