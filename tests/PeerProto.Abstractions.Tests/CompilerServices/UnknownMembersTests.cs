using System.Buffers;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Members that this side does not know, of a message of which it knows those with the ids 0 and 3.</summary>
public class UnknownMembersTests
{
    private const int Known = 4;

    [Theory]
    [InlineData("9407A36761708101C402080909", "9407A36761708101C402080909")] // both gaps
    [InlineData("9407C0CD010009", "9407C0CD010009")] // the second gap
    [InlineData("9407CD0100C009", "9407CD0100C009")] // the first gap
    [InlineData("9607C0C0099201A3656E64C3", "9607C0C0099201A3656E64C3")] // behind the last
    [InlineData("9607A16109090AC0", "9607A16109090AC0")] // in gaps and behind, where nil is kept too
    [InlineData("9207A161", "9407A161C000")] // a gap in a message that ends before the last known member
    [InlineData("9407C0C009", "9407C0C009")] // none
    [InlineData("9107", "9407C0C000")]
    [InlineData("90", "9400C0C000")]
    public void MembersOfANewerPeer_ComeBackInTheirPlaces(string received, string sent)
    {
        byte[] bytes = Convert.FromHexString(received);
        (int first, int last, UnknownMembers unknown) = Read(new(bytes));
        Assert.Equal(sent, Write(first, last, unknown));

        foreach (ReadOnlySequence<byte> cut in Cuts(bytes))
        {
            (int cutFirst, int cutLast, UnknownMembers cutUnknown) = Read(cut);
            Assert.Equal((first, last), (cutFirst, cutLast));
            Assert.Equal(unknown, cutUnknown);
            Assert.Equal(unknown.GetHashCode(), cutUnknown.GetHashCode());
            Assert.Equal(sent, Write(cutFirst, cutLast, cutUnknown));
        }
    }

    [Theory]
    [InlineData("9407C0C009")]
    [InlineData("9307C0C0")]
    [InlineData("9107")]
    [InlineData("90")]
    public void MessageWithoutAny_KeepsTheDefault(string received)
    {
        UnknownMembers unknown = Read(new(Convert.FromHexString(received))).Unknown;
        Assert.True(unknown.IsEmpty);
        Assert.Equal(default, unknown);
        Assert.True(unknown == default);
        Assert.Equal(default(UnknownMembers).GetHashCode(), unknown.GetHashCode());
        Assert.Equal("none", unknown.ToString());
    }

    [Theory]
    [InlineData("9407A161C009", "9407A162C009")] // another value
    [InlineData("9407A161C009", "9407C0A16109")] // another gap
    [InlineData("9407A161C009", "9507A161C00901")] // one more behind the last
    [InlineData("9507C0C00901", "9607C0C00901C0")] // a nil more
    [InlineData("9507C0C00901", "9507C0C009CD0001")] // the same number in other bytes
    [InlineData("9407A161C009", "9407C0C009")] // none
    public void OtherBytesOrPlaces_AreNotEqual(string left, string right)
    {
        UnknownMembers one = Read(new(Convert.FromHexString(left))).Unknown;
        UnknownMembers other = Read(new(Convert.FromHexString(right))).Unknown;
        Assert.True(one != other);
        Assert.False(one == other);
        Assert.False(one.Equals((object)other));
        Assert.False(one.Equals("none"));
        Assert.False(one.IsEmpty);
        Assert.True(one.Equals((object)Read(new(Convert.FromHexString(left))).Unknown));
    }

    [Fact]
    public void KnownMembers_MakeNoDifference() =>
        Assert.Equal(Read(new(Convert.FromHexString("9407A161C009"))).Unknown, Read(new(Convert.FromHexString("9401A161C002"))).Unknown);

    [Fact]
    public void MoreThanTheLimitOfBinary_IsADecodeError()
    {
        PeerCodecLimits limits = new() { MaxBinaryBytes = 4 };
        Assert.Equal(4, Keep("9407A361616109C0", limits));
        Assert.Throws<PeerDecodeException>(() => Keep("9407A46161616109C0", limits));
    }

    [Theory]
    [InlineData("01")]
    [InlineData("C0")]
    [InlineData("A3616263")]
    [InlineData("C403010203")]
    [InlineData("9301A1628201020304")]
    [InlineData("DD00000002C0C3")]
    [InlineData("D6FF00000001")]
    [InlineData("CBC004000000000000")]
    public void RawValue_IsTheBytesItIsMadeOf(string hex)
    {
        byte[] value = Convert.FromHexString(hex);
        foreach (ReadOnlySequence<byte> cut in Cuts([0xC2, .. value, 0xC3]))
        {
            PeerReader reader = new(cut, PeerCodecLimits.Default);
            Assert.False(reader.ReadBoolean());
            Assert.Equal(value, reader.ReadRaw());
            Assert.True(reader.ReadBoolean());
            Assert.True(reader.End);
        }

        for (int length = 0; length < value.Length; length++)
        {
            foreach (ReadOnlySequence<byte> cut in Cuts(value[..length]))
                Assert.Throws<PeerDecodeException>(() => ReadRaw(cut));
        }
    }

    private static byte[] ReadRaw(ReadOnlySequence<byte> bytes)
    {
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        return reader.ReadRaw();
    }

    private static int Keep(string hex, PeerCodecLimits limits)
    {
        PeerReader reader = new(Convert.FromHexString(hex), limits);
        reader.BeginMessage();
        reader.Skip();
        return reader.ReadRaw().Length;
    }

    /// <summary>Reads as generated code does.</summary>
    private static (int First, int Last, UnknownMembers Unknown) Read(ReadOnlySequence<byte> bytes)
    {
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        UnknownMembersReader unknown = default;
        int count = reader.BeginMessage();
        int first = count > 0 ? reader.ReadInt32() : 0;
        if (count > 1)
            unknown.ReadGap(ref reader);
        if (count > 2)
            unknown.ReadGap(ref reader);
        int last = count > 3 ? reader.ReadInt32() : 0;
        UnknownMembers kept = unknown.End(ref reader, count, Known);
        reader.EndMessage(count, count);
        Assert.True(reader.End);
        return (first, last, kept);
    }

    /// <summary>Writes as generated code does.</summary>
    private static string Write(int first, int last, UnknownMembers members)
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        UnknownMembersWriter unknown = new(members);
        writer.WriteArrayHeader(unknown.CountWith(Known));
        Int32Codec.Write(ref writer, first);
        unknown.WriteGap(ref writer);
        unknown.WriteGap(ref writer);
        Int32Codec.Write(ref writer, last);
        unknown.WriteTrailing(ref writer);
        writer.Flush();
        return Convert.ToHexString(output.WrittenSpan);
    }

    /// <summary>The bytes whole, cut at every position, cut at every two positions, and in single bytes.</summary>
    private static IEnumerable<ReadOnlySequence<byte>> Cuts(byte[] bytes) =>
    [
        new(bytes),
        .. Enumerable.Range(0, bytes.Length + 1).Select(position => Segments.Cut(bytes, position)),
        .. from first in Enumerable.Range(0, bytes.Length) from second in Enumerable.Range(first, bytes.Length - first + 1) select Segments.Cut(bytes, first, second),
        Segments.EachByte(bytes),
    ];
}
