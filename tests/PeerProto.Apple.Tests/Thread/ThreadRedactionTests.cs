namespace PeerProto.Apple.Tests;

public sealed class ThreadRedactionTests
{
    private const string Key = "4094dce45388fd3d3426e992cbf0697b";
    private const string Pskc = "6c9f919a4da9b213764fc83f84938108";

    // The data set of the post about storing, with one byte damaged: the key stands in the value of a neighbour, or under a type that no data set has.
    [Theory]
    [InlineData("0708fdb3", "071afdb3", 23)]
    [InlineData("0510" + "4094", "e510" + "4094", 33)]
    [InlineData("0510" + "4094", "0310" + "4094", 33)]
    [InlineData("0510" + "4094", "050f" + "4094", 33)]
    [InlineData("0510" + "4094", "0511" + "4094", 33)]
    [InlineData("0510" + "4094", "3510" + "4094", 10)]
    [InlineData("030d474c", "0320" + "474c", 43)]
    public void KeyThatIsNotAtItsPlace_IsNeitherShownNorLeft(string from, string to, int zeroedFrom)
    {
        ThreadDatasetReport report = ThreadDataset.Inspect(Convert.FromHexString(ThreadVectors.OfPostAboutStoring.Replace(from, to, StringComparison.Ordinal)));

        ThreadRedaction redaction = report.Redact();

        Assert.Equal(zeroedFrom, redaction.ZeroedFrom);
        Assert.DoesNotContain(Key[4..20], redaction.ToHex(), StringComparison.Ordinal);
        Assert.DoesNotContain(Pskc[4..20], redaction.ToHex(), StringComparison.Ordinal);
        string shown = string.Join('\n', [report.Dataset?.ToString() ?? "", .. report.Tlvs.Select(tlv => tlv.ToString()), .. report.Findings.Select(finding => finding.ToString())]);
        Assert.DoesNotContain(Key[4..12], shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Pskc[4..12], shown, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody can join", redaction.Note, StringComparison.Ordinal);
        Assert.Contains($"from byte {zeroedFrom} on", redaction.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenDatasetOfThePost_KeepsWhatStandsBeforeTheBreak()
    {
        ThreadRedaction redaction = ThreadDataset.Inspect(Convert.FromHexString(ThreadVectors.OfPostAboutChipTool)).Redact();

        Assert.Equal((33, null), (redaction.ZeroedFrom, redaction.Dataset));
        Assert.Equal(ThreadVectors.OfPostAboutChipTool[..66], redaction.ToHex()[..66]);
        Assert.Equal(ThreadVectors.OfPostAboutChipTool.Length, redaction.ToHex().Length);
        Assert.Equal(new string('0', ThreadVectors.OfPostAboutChipTool.Length - 66), redaction.ToHex()[66..]);
    }

    [Fact]
    public void LastValueOfADatasetWithoutKeys_IsNotTrusted()
    {
        // Cut from the middle of the prefix to the middle of the key, and cut off at the end of what then looks like a prefix.
        const string cut = "0e080000000000010000" + "000300000f" + "0708fd" + "94dce45388fd3d";

        ThreadDatasetReport report = ThreadDataset.Inspect(Convert.FromHexString(cut));

        Assert.Equal((15, null), (report.Redact().ZeroedFrom, report.Break));
        Assert.DoesNotContain("94dc", report.Redact().ToHex() + string.Join(' ', report.Tlvs), StringComparison.Ordinal);
    }

    [Fact]
    public void AdditionThatNoDatasetHas_LosesItsValueAndNothingElse()
    {
        ThreadDataset dataset = ThreadDataset.ParseHex("8003cafe01" + ThreadVectors.OfPostAboutStoring);

        ThreadRedaction redaction = dataset.Redact();

        Assert.Null(redaction.ZeroedFrom);
        Assert.Equal("GL-S20-new001", redaction.Dataset!.NetworkName);
        Assert.StartsWith("8003000000", redaction.ToHex(), StringComparison.Ordinal);
        Assert.Equal([(ThreadTlvType)0x80, ThreadTlvType.NetworkKey, ThreadTlvType.Pskc], redaction.Zeroed);
        Assert.DoesNotContain("cafe", string.Join(' ', dataset.Tlvs), StringComparison.Ordinal);
    }

    [Fact]
    public void DatasetWithoutKeys_IsLeftAsItIs()
    {
        ThreadRedaction redaction = ThreadDataset.ParseHex("0102face" + "000300000b").Redact();

        Assert.Equal(("0102face" + "000300000b", "There was no key in it, and nothing was replaced"), (redaction.ToHex(), redaction.Note));
    }
}
