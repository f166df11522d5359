using System.Text;

namespace PeerProto.Apple.Tests;

public sealed class PropertyListTests
{
    public static PropertyListValue Sample { get; } = PropertyListValue.Of(
        ("text", PropertyListValue.Of("a <b> & \"c\" 'd'")),
        ("umlaut", PropertyListValue.Of("Grüße 🎈")),
        ("empty", PropertyListValue.Of("")),
        ("small", PropertyListValue.Of(7)),
        ("byte", PropertyListValue.Of(200)),
        ("short", PropertyListValue.Of(40_000)),
        ("negative", PropertyListValue.Of(-5)),
        ("large", PropertyListValue.Of((Int128)ulong.MaxValue)),
        ("most", PropertyListValue.Of((Int128)long.MaxValue)),
        ("real", PropertyListValue.Of(1.5)),
        ("true", PropertyListValue.Of(true)),
        ("false", PropertyListValue.Of(false)),
        ("date", PropertyListValue.Of(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero))),
        ("data", PropertyListValue.Of([0, 1, 2, 254, 255])),
        ("array", PropertyListValue.Of([PropertyListValue.Of("one"), PropertyListValue.Of("one"), PropertyListValue.Of([PropertyListValue.Of(2)])])),
        ("none", PropertyListValue.Of(Array.Empty<PropertyListValue>())),
        ("many", PropertyListValue.Of(Enumerable.Range(0, 300).Select(i => PropertyListValue.Of($"item {i}")))),
        ("dictionary", PropertyListValue.Of(("within", PropertyListValue.Of("text")))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatIsWritten_IsReadAgain(bool isBinary)
    {
        byte[] written = isBinary ? PropertyList.WriteBinary(Sample) : Encoding.UTF8.GetBytes(PropertyList.WriteXml(Sample));
        PropertyListValue read = PropertyList.Read(written);
        Assert.Equal(PropertyList.WriteXml(Sample), PropertyList.WriteXml(read));
        Assert.Equal("a <b> & \"c\" 'd'", read["text"]?.Text);
        Assert.Equal(-5, read["negative"]?.Number);
        Assert.Null(read["large"]?.Number);
        Assert.Equal([0, 1, 2, 254, 255], read["data"]?.Data?.ToArray());
        Assert.Null(read["text"]?.Data);
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), read["date"]?.Date);
        Assert.Equal(300, read["many"]?.Items.Count);
        Assert.Null(read["nothing"]);
        Assert.Empty(read["text"]!.Members);
    }

    [Fact]
    public void KnownBytes_AreRead()
    {
        // {"a": 1} as Apple's documentation of the form lays it out
        byte[] bytes = [.. "bplist00"u8, 0xD1, 1, 2, 0x51, (byte)'a', 0x10, 1, 8, 11, 13, 0, 0, 0, 0, 0, 0, 1, 1, .. Big(3), .. Big(0), .. Big(15)];
        Assert.Equal(1, PropertyList.Read(bytes)["a"]?.Number);
    }

    [Theory]
    [InlineData("", "neither", "XML breaks")]
    [InlineData("<plist/>", "is empty", "")]
    [InlineData("<html/>", "neither binary nor XML", "")]
    [InlineData("<plist><dict><string>x</string></dict></plist>", "without a key", "")]
    [InlineData("<plist><dict><key>x</key></dict></plist>", "a value is missing", "")]
    [InlineData("<plist><integer>x</integer></plist>", "not of the kind", "")]
    [InlineData("<plist><date>today</date></plist>", "not of the kind", "")]
    [InlineData("<plist><data>%</data></plist>", "not of the kind", "")]
    [InlineData("<plist><strange/></plist>", "no property list has", "")]
    [InlineData("<plist><true/><true/></plist>", "more than one", "")]
    [InlineData("<!DOCTYPE plist [<!ENTITY a \"b\">]><plist><string>&a;</string></plist>", "XML breaks", "")]
    [InlineData("bplist00", "too short", "")]
    public void WhatIsNone_IsRefusedWithAReason(string text, string cause, string other)
    {
        Assert.False(PropertyList.TryRead(Encoding.UTF8.GetBytes(text), out PropertyListValue? value, out PropertyListException? failure));
        Assert.Null(value);
        Assert.True(failure.Cause.Contains(cause, StringComparison.Ordinal) || (other.Length > 0 && failure.Cause.Contains(other, StringComparison.Ordinal)), failure.Cause);
    }

    [Fact]
    public void ValueThatHoldsItself_IsRefused()
    {
        byte[] bytes = [.. "bplist00"u8, 0xA1, 0, 8, 0, 0, 0, 0, 0, 0, 1, 1, .. Big(1), .. Big(0), .. Big(10)];
        Assert.Contains("holds itself", Assert.Throws<PropertyListException>(() => PropertyList.Read(bytes)).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void FewBytesThatStandForBillionsOfValues_AreRefused()
    {
        List<byte> bytes = [.. "bplist00"u8];
        List<byte> offsets = [];
        for (int i = 0; i < 60; i++) // each array holds the next one twice
        {
            offsets.Add((byte)bytes.Count);
            bytes.AddRange([0xA2, (byte)(i + 1), (byte)(i + 1)]);
        }

        offsets.Add((byte)bytes.Count);
        bytes.Add(0x09);
        int table = bytes.Count;
        bytes.AddRange([.. offsets, 0, 0, 0, 0, 0, 0, 1, 1, .. Big(61), .. Big(0), .. Big((ulong)table)]);
        Assert.Contains("more than 1000000 values", Assert.Throws<PropertyListException>(() => PropertyList.Read([.. bytes])).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void ValuesThatLieOverEachOther_AreRefused()
    {
        const int Count = 200;
        byte[] text = new byte[20_000];
        List<byte> bytes = [.. "bplist00"u8, 0x5F, 0x11, (byte)(text.Length >> 8), (byte)(text.Length & 0xFF), .. text];
        int array = bytes.Count;
        bytes.AddRange([0xAF, 0x10, Count, .. Enumerable.Range(1, Count).Select(i => (byte)i)]);
        int table = bytes.Count;
        bytes.AddRange([(byte)(array >> 8), (byte)array, .. Enumerable.Range(0, Count).SelectMany(_ => (byte[])[0, 8]), 0, 0, 0, 0, 0, 0, 2, 1, .. Big(Count + 1), .. Big(0), .. Big((ulong)table)]);
        Assert.Contains("over each other", Assert.Throws<PropertyListException>(() => PropertyList.Read([.. bytes])).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<array>")]
    [InlineData("<dict><key>a</key>")]
    public void ValuesWithinEachOtherWithoutEnd_AreRefused(string opening) =>
        Assert.Contains("within each other", Assert.Throws<PropertyListException>(() => PropertyList.Read(Encoding.UTF8.GetBytes("<plist>" + string.Concat(Enumerable.Repeat(opening, 100_000))))).Cause, StringComparison.Ordinal);

    [Fact]
    public void TextThatXmlCannotHold_IsWrittenInBinaryOnly()
    {
        PropertyListValue value = PropertyListValue.Of("\u0001");
        Assert.Contains("binary", Assert.Throws<PropertyListException>(() => PropertyList.WriteXml(value)).Remedy, StringComparison.Ordinal);
        Assert.Equal("\u0001", PropertyList.Read(PropertyList.WriteBinary(value)).Text);
    }

    [Fact]
    public void MutatedList_IsReadOrRefusedAndNothingElse()
    {
        byte[][] inputs = [PropertyList.WriteBinary(Sample), Encoding.UTF8.GetBytes(PropertyList.WriteXml(Sample["dictionary"]!)), PropertyList.WriteBinary(Sample["array"]!), Encoding.UTF8.GetBytes(PropertyList.WriteXml(Sample["data"]!))];
        int read = 0;
        Parallel.For(0, Mutations.Count, seed =>
        {
            byte[] bytes = Mutations.Of(inputs[seed % inputs.Length], seed);
            if (PropertyList.TryRead(bytes, out PropertyListValue? value, out PropertyListException? failure))
            {
                Interlocked.Increment(ref read);
                Assert.Equal(PropertyList.WriteBinary(value), PropertyList.WriteBinary(PropertyList.Read(PropertyList.WriteBinary(value))));
            }
            else
            {
                Assert.InRange(failure.Cause.Length, 1, 200);
            }
        });
        Assert.InRange(read, Mutations.Count / 100, Mutations.Count);
    }

    private static byte[] Big(ulong value) => [.. BitConverter.GetBytes(value).Reverse()];
}
