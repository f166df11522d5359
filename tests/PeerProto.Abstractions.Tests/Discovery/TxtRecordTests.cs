using System.Text;

namespace PeerProto.Tests.Discovery;

public sealed class TxtRecordTests
{
    [Fact]
    [Conforms("6763-6.1-a", "6763-6.1-b")]
    public void EmptyRecord_IsOneZeroByte()
    {
        Assert.Equal([0], TxtRecord.Empty.Encode());
        Assert.True(TxtRecord.TryDecode([0], out TxtRecord? record));
        Assert.Empty(record);
    }

    [Fact]
    public void Entries_AreWrittenInOrderWithTheirLengths()
    {
        TxtRecord record = TxtRecord.Empty.With("v", "1").WithFlag("flag").With("empty", "");

        Assert.Equal("\u0003v=1\u0004flag\u0006empty="u8.ToArray(), record.Encode());
        Assert.Equal(record.Encode().Length, record.EncodedLength);
    }

    [Fact]
    [Conforms("6763-6.4-e")]
    public void FlagAndEmptyValue_AreToldApart()
    {
        Assert.True(TxtRecord.TryDecode("\u0004flag\u0006empty="u8, out TxtRecord? record));

        Assert.False(record[0].HasValue);
        Assert.Null(record[0].Text);
        Assert.True(record[1].HasValue);
        Assert.Equal("", record[1].Text);
    }

    [Fact]
    [Conforms("6763-6.5-a")]
    public void ValueWithEqualsSign_StaysWhole()
    {
        Assert.True(TxtRecord.TryDecode("\u0005c=x=y"u8, out TxtRecord? record));
        Assert.Equal("x=y", record.GetText("c"));
    }

    [Fact]
    [Conforms("6763-6.4-g")]
    public void FirstOfEqualKeys_Wins()
    {
        Assert.True(TxtRecord.TryDecode("\u0003a=1\u0003A=2"u8, out TxtRecord? record));
        Assert.Equal("a=1", Assert.Single(record).ToString());
    }

    [Fact]
    [Conforms("6763-6.4-a")]
    public void EntriesWithoutAKey_AreSkipped()
    {
        Assert.True(TxtRecord.TryDecode("\u0002=x\u0000\u0003b=2"u8, out TxtRecord? record));
        Assert.Equal("b", Assert.Single(record).Key);
    }

    [Theory]
    [InlineData(new byte[] { 5, 1, 2 })]
    [InlineData(new byte[] { 1 })]
    public void LengthPastTheEnd_IsRefused(byte[] data) => Assert.False(TxtRecord.TryDecode(data, out _));

    [Fact]
    public void ReceivedRecordOverTheLimit_IsRefused() => Assert.False(TxtRecord.TryDecode(new byte[TxtRecord.MaximumReceivedLength + 1], out _));

    [Fact]
    [Conforms("6763-6.5-a")]
    public void BinaryValue_SurvivesTheRoundTrip()
    {
        byte[] value = [0, 255, 61, 10];
        Assert.True(TxtRecord.TryDecode(TxtRecord.Empty.With("b", value).Encode(), out TxtRecord? record));
        Assert.True(record.TryGetValue("B", out TxtEntry entry));
        Assert.Equal(value, entry.Value.ToArray());
    }

    [Fact]
    [Conforms("6763-6.4-f")]
    public void KeySetAgain_KeepsItsPlace()
    {
        TxtRecord record = TxtRecord.Empty.With("a", "1").With("b", "2").With("A", "3");
        Assert.Equal(["A=3", "b=2"], record.Select(entry => entry.ToString()));
    }

    [Theory]
    [InlineData("a=b")]
    [InlineData("ü")]
    [InlineData("a\n")]
    [Conforms("6763-6.4-c")]
    public void KeyThatIsNotAllowed_IsRefused(string key) => Assert.Throws<ArgumentException>(() => TxtRecord.Empty.With(key, "1"));

    [Fact]
    public void EntryAtTheLimit_FitsAndOneMoreByteDoesNot()
    {
        string value = new('x', TxtRecord.MaximumEntryLength - 2);
        Assert.Equal(256, TxtRecord.Empty.With("k", value).EncodedLength);
        Assert.Throws<ArgumentException>(() => TxtRecord.Empty.With("k", value + "x"));
    }

    [Fact]
    [Conforms("6763-6.2-a")]
    public void RecordOverTheLimit_IsRefused()
    {
        TxtRecord record = TxtRecord.Empty;
        for (int i = 0; i < 5; i++)
            record = record.With("k" + i, new string('x', 250));
        Assert.Throws<ArgumentException>(() => record.With("k9", new string('x', 250)));
    }

    [Fact]
    [Conforms("6763-6.4-d")]
    public void RecordsWithEqualEntries_AreEqual()
    {
        Assert.Equal(TxtRecord.Empty.With("a", "1"), TxtRecord.Empty.With("A", Encoding.UTF8.GetBytes("1")));
        Assert.NotEqual(TxtRecord.Empty.With("a", ""), TxtRecord.Empty.WithFlag("a"));
    }

    [Fact]
    [Conforms("6763-6.3-a")]
    public void KeysNobodyKnows_DisturbNothing()
    {
        Assert.True(TxtRecord.TryDecode("\u0005new=1\u0003v=2\u0005\u0020\u0020=x!"u8, out TxtRecord? record));
        Assert.Equal("2", record.GetText("v"));
    }
}
