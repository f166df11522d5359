using System.Buffers;
using System.Runtime.InteropServices;
using PeerProto.Abstractions.Tests.CompilerServices;
using PeerProto.CompilerServices;

namespace PeerProto.Tests.Views;

/// <summary>Views have what was sent, wherever the bytes are cut, and take nothing that the message would not.</summary>
public sealed class ViewTests
{
    private static readonly byte[] Bytes = Encode(Frame.Sample);

    [Fact]
    public void MessageInOnePiece_HasEachMember() => Assert.Equal(Frame.Sample.ToString(), Describe(new ReadOnlySequence<byte>(Bytes)));

    [Fact]
    public void MessageCutAnywhere_HasEachMember()
    {
        for (int position = 0; position <= Bytes.Length; position++)
        {
            Assert.Equal(Frame.Sample.ToString(), Describe(Segments.Cut(Bytes, position)));
            Assert.Equal(Frame.Sample.ToString(), Describe(Segments.Slice(Bytes, position)));
        }

        Assert.Equal(Frame.Sample.ToString(), Describe(Segments.EachByte(Bytes)));
    }

    [Fact]
    public void Payload_LiesWhereItWasReceived()
    {
        PeerReader reader = new(Bytes.AsMemory(), PeerCodecLimits.Default);
        Frame.View view = new(ref reader);
        Assert.True(view.Payload.IsSingleSegment);
        Assert.True(MemoryMarshal.TryGetArray(view.Payload.First, out ArraySegment<byte> payload));
        Assert.Same(Bytes, payload.Array);
        Assert.True(view.Name.TryGetSpan(out ReadOnlySpan<byte> name));
        Assert.True(Bytes.AsSpan().Overlaps(name));
    }

    [Fact]
    public void MessageCutShort_IsRefused()
    {
        for (int length = 0; length < Bytes.Length; length++)
            Assert.Throws<PeerDecodeException>(() => Describe(new ReadOnlySequence<byte>(Bytes, 0, length)));
    }

    [Fact]
    public void AnyByteChanged_IsRefusedWhenTheViewIsMadeOrByNobody()
    {
        for (int position = 0; position < Bytes.Length; position++)
        {
            foreach (byte replacement in (byte[])[0xC1, 0xC0, 0x00, 0xFF, 0x93, 0xA3, 0x81, 0xC4])
            {
                byte[] changed = [.. Bytes];
                changed[position] = replacement;
                AssertSameVerdict(changed);
            }
        }
    }

    [Fact]
    public void MembersThatAnOlderPeerDoesNotSend_HaveTheDefaultsOfTheMessage()
    {
        byte[] older = [0x99, .. Bytes[1..IndexOfMember(9)]];
        Assert.Equal((Frame.Sample with { Weight = null, Origin = "here" }).ToString(), Describe(new ReadOnlySequence<byte>(older)));
    }

    [Fact]
    public void RequiredMemberThatAnOlderPeerDoesNotSend_IsRefused() =>
        Assert.Contains("Frame.Payload", Assert.Throws<PeerDecodeException>(() => Describe(new ReadOnlySequence<byte>([0x92, 0xA0, 0xC0]))).Message, StringComparison.Ordinal);

    [Fact]
    public void MembersOfANewerPeer_AreSkipped()
    {
        byte[] newer = [0xDC, 0x00, 0x10, .. Bytes[1..], 0x93, 0x01, 0x02, 0x03, 0xA1, 0x41];
        Assert.Equal(Frame.Sample.ToString(), Describe(Segments.EachByte(newer)));
    }

    [Fact]
    public void LimitsOfTheReader_Hold()
    {
        Assert.Contains("MaxBinaryBytes", Refusal(new PeerCodecLimits { MaxBinaryBytes = 299 }), StringComparison.Ordinal);
        Assert.Contains("MaxStringBytes", Refusal(new PeerCodecLimits { MaxStringBytes = 5 }), StringComparison.Ordinal);
        Assert.Contains("MaxCount", Refusal(new PeerCodecLimits { MaxCount = 2 }), StringComparison.Ordinal);
        Assert.Contains("MaxDepth", Refusal(new PeerCodecLimits { MaxDepth = 1 }), StringComparison.Ordinal);
    }

    [Fact]
    public void DefaultView_IsNothing()
    {
        Frame.View view = default;
        Assert.True(view.IsNull);
        Assert.True(view.Name.IsNull);
        Assert.True(view.Payload.IsEmpty);
        Assert.True(view.Before.IsNull);
        Assert.Null(view.Counts);
    }

    [Fact]
    public void ReaderOfASpan_CannotBeBorrowedFrom() => Assert.Throws<InvalidOperationException>(() =>
    {
        PeerReader reader = new(Bytes.AsSpan(), PeerCodecLimits.Default);
        _ = new Frame.View(ref reader);
    });

    private static string Refusal(PeerCodecLimits limits) => Assert.Throws<PeerDecodeException>(() =>
    {
        PeerReader reader = new(Bytes.AsMemory(), limits);
        _ = new Frame.View(ref reader);
    }).Message;

    /// <summary>The codec takes the bytes if and only if the view does, and both have the same then.</summary>
    private static void AssertSameVerdict(byte[] bytes)
    {
        string? expected = null;
        try
        {
            PeerReader reader = new(bytes, PeerCodecLimits.Default);
            expected = Frame.PeerCodec.Read(ref reader).ToString();
        }
        catch (PeerDecodeException)
        {
            Assert.Throws<PeerDecodeException>(() =>
            {
                PeerReader reader = new(bytes.AsMemory(), PeerCodecLimits.Default);
                _ = new Frame.View(ref reader);
            });
        }

        if (expected is null)
            return;
        PeerReader again = new(bytes.AsMemory(), PeerCodecLimits.Default);
        Assert.Equal(expected, Frame.Describe(new Frame.View(ref again)));
    }

    private static string Describe(ReadOnlySequence<byte> bytes)
    {
        PeerReader reader = new(bytes, PeerCodecLimits.Default);
        string text = Frame.Describe(new Frame.View(ref reader));
        Assert.True(reader.End);
        return text;
    }

    private static int IndexOfMember(int member)
    {
        PeerReader reader = new(Bytes, PeerCodecLimits.Default);
        reader.BeginMessage();
        for (int skipped = 0; skipped < member; skipped++)
            reader.Skip();
        return Bytes.Length - (int)reader.Remaining;
    }

    private static byte[] Encode(Frame frame)
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        Frame.PeerCodec.Write(ref writer, in frame);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
