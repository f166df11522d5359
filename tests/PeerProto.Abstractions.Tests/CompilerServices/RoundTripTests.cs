using System.Buffers;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Every sample through its codec, however input and output are cut.</summary>
public class RoundTripTests
{
    /// <summary>Long samples are cut at every position near both ends and at some between.</summary>
    private const int NearTheEnds = 48;
    private const int CutsInTheMiddle = 12;

    public static TheoryData<string> Samples => CodecSamples.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public void Whole_ReadsTheSame(string name)
    {
        ICodecSample sample = CodecSamples.Find(name);

        sample.AssertReads(new ReadOnlySequence<byte>(sample.Encode()));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void CutInTwoAnywhere_ReadsTheSame(string name)
    {
        ICodecSample sample = CodecSamples.Find(name);
        byte[] bytes = sample.Encode();

        foreach (int position in Positions(bytes.Length))
        {
            sample.AssertReads(Segments.Cut(bytes, position));
            if (bytes.Length < 1_000)
                sample.AssertReads(Segments.Slice(bytes, position));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void ByteByByte_ReadsTheSame(string name)
    {
        ICodecSample sample = CodecSamples.Find(name);

        sample.AssertReads(Segments.EachByte(sample.Encode()));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void EndedAnywhere_IsADecodeException(string name)
    {
        ICodecSample sample = CodecSamples.Find(name);
        byte[] bytes = sample.Encode();

        foreach (int length in Positions(bytes.Length).Where(length => length < bytes.Length))
        {
            Assert.Throws<PeerDecodeException>(() => sample.ReadAny(new ReadOnlySequence<byte>(bytes, 0, length)));
            Assert.Throws<PeerDecodeException>(() => sample.ReadAny(Segments.Cut(bytes.AsMemory(0, length), length / 2)));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void OutputOfTinySpans_GetsTheSameBytes(string name)
    {
        ICodecSample sample = CodecSamples.Find(name);
        TinyBufferWriter output = new();

        sample.Write(output);

        Assert.Equal(sample.Encode(), output.Written);
        Assert.InRange(output.LargestRequest, 0, 4_096);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void ClaimedLargestSize_IsKept(string name)
    {
        ICodecSample sample = CodecSamples.Find(name);

        Assert.InRange(sample.Encode().Length, 1, sample.MaxSize);
    }

    private static IEnumerable<int> Positions(int length)
    {
        for (int position = 0; position <= length; position += position < NearTheEnds || position >= length - NearTheEnds ? 1 : Math.Min(1 + length / CutsInTheMiddle, length - NearTheEnds - position))
            yield return position;
    }
}
