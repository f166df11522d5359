using System.Buffers;
using PeerProto.Abstractions.Tests.CompilerServices;
using PeerProto.CompilerServices;

namespace PeerProto.Tests.Messages;

/// <summary>What a run reads is what the reader reads value by value, whatever form the values have and wherever they are cut.</summary>
public sealed class RunTests
{
    private static readonly byte[][] Forms =
    [
        .. new[]
        {
            "00", "7F", "E0", "FF", "CC00", "CC80", "CCFF", "CD0000", "CD00FF", "CDFFFF", "CE00000000", "CE7FFFFFFF", "CE80000000", "CEFFFFFFFF",
            "CF0000000000000001", "CF7FFFFFFFFFFFFFFF", "CF8000000000000000", "CFFFFFFFFFFFFFFFFF", "D000", "D07F", "D080", "D0FF", "D10000", "D17FFF", "D18000",
            "D200000000", "D27FFFFFFF", "D280000000", "D30000000000000000", "D37FFFFFFFFFFFFFFF", "D38000000000000000", "C0", "C1", "C2", "C3", "90", "A0",
            "CA3F800000", "CA00000000", "CB3FF0000000000000", "CB3FF0000000000001", "CB7FF8000000000000",
            "C4100102030405060708090A0B0C0D0E0F10", "C500100102030405060708090A0B0C0D0E0F10", "C40F0102030405060708090A0B0C0D0E0F",
            "D92430663866616435622D643963622D343639662D613136352D373038363737323839353065", "CC", "CD00", "CE000000", "D3", "CB3FF00000", "C410",
        }.Select(Convert.FromHexString),
    ];

    private delegate T ReadOne<T>(ref PeerReader reader);

    [Fact]
    public void Booleans() => AssertSame<TwoBooleans, TwoBooleans.PeerCodec, bool>((ref PeerReader reader) => reader.ReadBoolean(), (a, b) => new(a, b));

    [Fact]
    public void Bytes() => AssertSame<TwoBytes, TwoBytes.PeerCodec, byte>((ref PeerReader reader) => reader.ReadByte(), (a, b) => new(a, b));

    [Fact]
    public void SBytes() => AssertSame<TwoSBytes, TwoSBytes.PeerCodec, sbyte>((ref PeerReader reader) => reader.ReadSByte(), (a, b) => new(a, b));

    [Fact]
    public void Int16s() => AssertSame<TwoInt16s, TwoInt16s.PeerCodec, short>((ref PeerReader reader) => reader.ReadInt16(), (a, b) => new(a, b));

    [Fact]
    public void UInt16s() => AssertSame<TwoUInt16s, TwoUInt16s.PeerCodec, ushort>((ref PeerReader reader) => reader.ReadUInt16(), (a, b) => new(a, b));

    [Fact]
    public void Int32s() => AssertSame<TwoInt32s, TwoInt32s.PeerCodec, int>((ref PeerReader reader) => reader.ReadInt32(), (a, b) => new(a, b));

    [Fact]
    public void UInt32s() => AssertSame<TwoUInt32s, TwoUInt32s.PeerCodec, uint>((ref PeerReader reader) => reader.ReadUInt32(), (a, b) => new(a, b));

    [Fact]
    public void Int64s() => AssertSame<TwoInt64s, TwoInt64s.PeerCodec, long>((ref PeerReader reader) => reader.ReadInt64(), (a, b) => new(a, b));

    [Fact]
    public void UInt64s() => AssertSame<TwoUInt64s, TwoUInt64s.PeerCodec, ulong>((ref PeerReader reader) => reader.ReadUInt64(), (a, b) => new(a, b));

    [Fact]
    public void Chars() => AssertSame<TwoChars, TwoChars.PeerCodec, char>((ref PeerReader reader) => reader.ReadChar(), (a, b) => new(a, b));

    [Fact]
    public void Singles() => AssertSame<TwoSingles, TwoSingles.PeerCodec, float>((ref PeerReader reader) => reader.ReadSingle(), (a, b) => new(a, b));

    [Fact]
    public void Doubles() => AssertSame<TwoDoubles, TwoDoubles.PeerCodec, double>((ref PeerReader reader) => reader.ReadDouble(), (a, b) => new(a, b));

    [Fact]
    public void Guids() => AssertSame<TwoGuids, TwoGuids.PeerCodec, Guid>((ref PeerReader reader) => reader.ReadGuid(), (a, b) => new(a, b));

    [Fact]
    public void TimeSpans() => AssertSame<TwoTimeSpans, TwoTimeSpans.PeerCodec, TimeSpan>((ref PeerReader reader) => reader.ReadTimeSpan(), (a, b) => new(a, b));

    [Fact]
    public void SeveralRunsInAMessage_ArriveWhereverTheyAreCut()
    {
        SeveralRuns sent = new(70_000, "between", -1, 2.5, Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), true, null, 1);
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        SeveralRuns.PeerCodec.Write(ref writer, in sent);
        writer.Flush();
        for (int cut = 0; cut <= output.WrittenCount; cut++)
            Assert.Equal($"{sent}, 0 bytes left", Outcome(Segments.Cut(output.WrittenMemory, cut), (ref PeerReader reader) => SeveralRuns.PeerCodec.Read(ref reader)));
    }

    private static void AssertSame<T, TCodec, TValue>(ReadOne<TValue> read, Func<TValue, TValue, T> make)
        where TCodec : struct, IPeerCodec<T>
    {
        foreach (byte[] first in Forms)
        {
            foreach (byte[] second in Forms.Where((_, index) => index % 6 == 0))
            {
                byte[] message = [0x92, .. first, .. second];
                string expected = Outcome(new ReadOnlySequence<byte>(message), (ref PeerReader reader) =>
                {
                    reader.BeginMessage();
                    TValue a = read(ref reader);
                    return make(a, read(ref reader));
                });
                for (int cut = 0; cut <= message.Length; cut++)
                    Assert.Equal(expected, Outcome(Segments.Cut(message, cut), (ref PeerReader reader) => TCodec.Read(ref reader)));
            }
        }
    }

    /// <summary>What is read and how much is left, or that it is refused.</summary>
    private static string Outcome<T>(ReadOnlySequence<byte> bytes, ReadOne<T> read)
    {
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        try
        {
            T value = read(ref reader);
            return $"{value}, {reader.Remaining} bytes left";
        }
        catch (PeerDecodeException)
        {
            return "refused";
        }
    }
}
