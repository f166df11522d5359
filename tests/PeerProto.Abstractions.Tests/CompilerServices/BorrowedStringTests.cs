using System.Text;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Borrowed strings compare and copy as strings do, wherever they are cut, and are UTF-8.</summary>
public sealed class BorrowedStringTests
{
    private static readonly string[] Texts = ["", "a", "hello", "Grüße", "世界", "🌍🌎", "aé世🌍", new string('x', 300) + "é", "\u0000\uFFFD"];

    [Fact]
    public void StringCutAnywhere_EqualsItsText()
    {
        foreach (string text in Texts)
        {
            byte[] bytes = Encode(text);
            for (int cut = 0; cut <= bytes.Length; cut++)
            {
                PeerReader reader = new(Segments.Cut(bytes, cut), PeerCodecLimits.Default);
                AssertEquals(text, reader.ReadBorrowedString());
                Assert.True(reader.End);
            }

            PeerReader inBytes = new(Segments.EachByte(bytes), PeerCodecLimits.Default);
            AssertEquals(text, inBytes.ReadBorrowedString());
        }
    }

    [Theory]
    [InlineData("80")]
    [InlineData("C3")]
    [InlineData("C0AF")]
    [InlineData("E28281C3")]
    [InlineData("EDA080")]
    [InlineData("F09F98")]
    [InlineData("F4908080")]
    [InlineData("61FF62")]
    public void BytesThatAreNotUtf8_AreRefusedWhereverTheyAreCut(string hex)
    {
        byte[] text = [0x61, .. Convert.FromHexString(hex)];
        byte[] bytes = [(byte)(0xA0 + text.Length), .. text];
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Throws<PeerDecodeException>(() =>
            {
                PeerReader reader = new(Segments.Cut(bytes, cut), PeerCodecLimits.Default);
                reader.ReadBorrowedString();
            });
        }

        Assert.Throws<PeerDecodeException>(() =>
        {
            PeerReader reader = new(Segments.EachByte(bytes), PeerCodecLimits.Default);
            reader.ReadBorrowedString();
        });
    }

    [Fact]
    public void Nil_IsNullAndEqualsOnlyNull()
    {
        PeerReader reader = new(new byte[] { 0xC0 }.AsMemory(), PeerCodecLimits.Default);
        BorrowedString text = reader.ReadBorrowedStringOrNull();
        Assert.True(text.IsNull);
        Assert.True(text == (string?)null);
        Assert.False(text == "");
        Assert.True(text.IsEmpty);
        Assert.Equal("", text.ToString());
    }

    [Fact]
    public void SurrogateWithoutPartner_EqualsWhatItIsSentAs()
    {
        const string Lone = "a\uD800b";
        PeerReader reader = new(Encode(Lone).AsMemory(), PeerCodecLimits.Default);
        Assert.True(reader.ReadBorrowedString() == Lone);
    }

    private static void AssertEquals(string text, BorrowedString borrowed)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Assert.Equal(text, borrowed.ToString());
        Assert.Equal(utf8.Length, borrowed.Length);
        Assert.True(borrowed == text);
        Assert.True(borrowed == utf8.AsSpan());
        Assert.True(borrowed != text + "a");
        Assert.True(borrowed != "b" + text);
        Assert.False(borrowed == (string?)null);
        if (text.Length > 0)
            Assert.True(borrowed != text[..^1] + "~");
        byte[] copy = new byte[utf8.Length];
        borrowed.CopyTo(copy);
        Assert.Equal(utf8, copy);

        PeerReader whole = new(Encode(text).AsMemory(), PeerCodecLimits.Default);
        BorrowedString other = whole.ReadBorrowedString();
        Assert.True(borrowed.Equals(other));
        Assert.True(other.Equals(borrowed));
    }

    private static byte[] Encode(string text)
    {
        System.Buffers.ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        writer.WriteString(text);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
