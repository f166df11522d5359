using System.Net;

namespace PeerProto.Apple.Tests;

public sealed class ThreadDatasetTests
{
    public static TheoryData<string> Whole => ThreadVectors.Whole;

    [Theory]
    [MemberData(nameof(Whole))]
    public void PublishedDataset_IsWrittenAgainByteForByte(string hex)
    {
        ThreadDataset dataset = ThreadDataset.ParseHex(hex);

        Assert.Equal(hex.ToLowerInvariant(), dataset.ToHex());
        Assert.Equal(Convert.FromHexString(hex), dataset.ToArray());
    }

    [Fact]
    public void Active_ReadsAsOpenThreadPrintsIt()
    {
        ThreadDataset dataset = ThreadDataset.ParseHex(ThreadVectors.Active);

        Assert.Equal(new ThreadTimestamp(1), dataset.ActiveTimestamp);
        Assert.Equal(new ThreadChannel(0, 15), dataset.Channel);
        Assert.Equal([new ThreadChannelMask(0, 0x07fff800)], dataset.ChannelMasks);
        Assert.Equal(0x39758ec8144b07fbUL, dataset.ExtendedPanId);
        Assert.Equal(IPNetwork.Parse("fdf1:f1ad:d079:7dc0::/64"), dataset.MeshLocalPrefix);
        Assert.Equal("f366cec7a446bab978d90d27abe38f23", Convert.ToHexStringLower(dataset.NetworkKey.Span));
        Assert.Equal("OpenThread-5938", dataset.NetworkName);
        Assert.Equal((ushort)0x5938, dataset.PanId);
        Assert.Equal("3ca67c969efb0d0c74a4d8ee923b576c", Convert.ToHexStringLower(dataset.Pskc.Span));
        Assert.Equal("672 onrc 0", dataset.SecurityPolicy?.ToString());
        Assert.False(dataset.IsPending);
        Assert.Empty(dataset.Validate());
    }

    [Fact]
    public void Pending_HasItsTimestampAndDelay()
    {
        ThreadDataset dataset = ThreadDataset.ParseHex(ThreadVectors.Pending);

        Assert.Equal(new ThreadTimestamp(2), dataset.PendingTimestamp);
        Assert.Equal(TimeSpan.FromMilliseconds(46354), dataset.DelayTimer);
        Assert.Equal(new ThreadChannel(0, 26), dataset.Channel);
        Assert.True(dataset.IsPending);
        Assert.Empty(dataset.Validate());
    }

    [Fact]
    public void WakeupChannel_IsReadBesideTheChannel()
    {
        ThreadDataset dataset = ThreadDataset.ParseHex(ThreadVectors.WithWakeupChannel);

        Assert.Equal(new ThreadChannel(0, 22), dataset.Channel);
        Assert.Equal(new ThreadChannel(0, 23), dataset.WakeupChannel);
        Assert.Empty(dataset.Validate());
    }

    [Fact]
    public void DatasetOfThePostAboutStoring_IsCompleteAndNotTheFault()
    {
        ThreadDataset dataset = ThreadDataset.ParseHex(ThreadVectors.OfPostAboutStoring);

        Assert.Equal(104, dataset.Length);
        Assert.Equal(new ThreadChannel(0, 16), dataset.Channel);
        Assert.Equal((ushort)0x250b, dataset.PanId);
        Assert.Equal("GL-S20-new001", dataset.NetworkName);
        Assert.Equal(0x3c66f0dc9ef53f1cUL, dataset.ExtendedPanId);
        Assert.Equal(IPNetwork.Parse("fdb3:60c7:2874:da99::/64"), dataset.MeshLocalPrefix);
        Assert.Equal([0, 10, 15, 23, 33, 43, 61, 76, 80, 98], dataset.Tlvs.Select(tlv => tlv.Offset));
        Assert.Equal([14, 0, 53, 2, 7, 5, 3, 1, 4, 12], dataset.Tlvs.Select(tlv => (int)tlv.Type));
        Assert.Empty(dataset.Validate());
        Assert.True(dataset.IsEnoughForMatter);
    }

    [Fact]
    public void DatasetOfThePostAboutChipTool_IsBrokenAtByte43AndLacksItsNetwork()
    {
        ThreadDatasetReport report = ThreadDataset.Inspect(Convert.FromHexString(ThreadVectors.OfPostAboutChipTool));

        Assert.Null(report.Dataset);
        Assert.False(report.IsGood);
        Assert.Equal(new ThreadDatasetBreak(43, 54, (ThreadTlvType)0xDC, 148, 7, 57), report.Break);
        Assert.Equal([ThreadTlvType.NetworkKey, ThreadTlvType.NetworkName, ThreadTlvType.PanId, ThreadTlvType.Pskc], report.Missing);
        Assert.Equal(
            "The data set is broken at byte 43, and at byte 54 a TLV of type 0xDC claims 148 bytes where 7 are left; from byte 57 on it reads again",
            report.Findings[0].Cause);
        Assert.Equal([0, 10, 15, 23, 33, 57], report.Tlvs.Select(tlv => tlv.Offset));
        Assert.Equal("8 bytes, not shown", report.Tlvs[4].Describe()); // it ends where bytes are missing, and they may be of a key
        Assert.Contains(report.Findings, finding => finding.Kind == ThreadFindingKind.TimestampIsZero);
        ThreadDatasetException refusal = Assert.Throws<ThreadDatasetException>(() => ThreadDataset.ParseHex(ThreadVectors.OfPostAboutChipTool));
        Assert.Contains("byte 43", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownType_IsKeptAtItsPlaceAndNamedInAWarning()
    {
        string hex = "FF03ABCDEF" + ThreadVectors.Active;
        ThreadDataset dataset = ThreadDataset.ParseHex(hex);

        Assert.Equal(hex.ToLowerInvariant(), dataset.ToHex());
        ThreadFinding finding = Assert.Single(dataset.Validate());
        Assert.Equal((ThreadFindingKind.UnknownType, ThreadFindingSeverity.Warning, 0), (finding.Kind, finding.Severity, finding.Offset));
        Assert.True(ThreadDataset.Inspect(dataset.ToArray()).IsGood);
    }

    [Theory]
    [InlineData("killevippen", "not hexadecimal")]
    [InlineData("0e0", "odd number")]
    [InlineData("", "no digit")]
    [InlineData("hex:", "no digit")]
    [InlineData("FF", "no length")]
    [InlineData("030E4F70656E54687265616444656D", "claims 14 bytes where 13 are left")]
    [InlineData("00FF", "extended length")]
    [InlineData("0003000f1a0003000f1a", "twice")]
    public void TextThatIsNoDataset_IsRefusedWithTheReason(string hex, string reason) =>
        Assert.Contains(reason, Assert.Throws<ThreadDatasetException>(() => ThreadDataset.ParseHex(hex)).Message, StringComparison.Ordinal);

    [Fact]
    public void NameThatIsNotUtf8_IsAnError() =>
        Assert.Contains(
            ThreadDataset.ParseHex("030E4F70656E54687265616444656DFF").Validate(),
            finding => finding is { Kind: ThreadFindingKind.NameMalformed, Severity: ThreadFindingSeverity.Error, Offset: 0 });

    [Fact]
    public void MoreThan254Bytes_AreRefused()
    {
        byte[] bytes = [0x24, 0xFC, .. new byte[252]];

        Assert.True(ThreadDataset.TryParse(bytes, out _));
        Assert.False(ThreadDataset.TryParse([.. bytes, 0x24, 0x00], out _));
        Assert.Contains("255", Assert.Throws<ThreadDatasetException>(() => ThreadDataset.Parse([.. bytes, 0])).Message, StringComparison.Ordinal);
        Assert.Equal(ThreadFindingKind.TooLong, ThreadDataset.Inspect(new byte[1_000_000]).Findings[0].Kind);
    }

    // The values that OpenThread's tests/unit/test_dataset.cpp takes and refuses (BSD-3-Clause).
    [Theory]
    [InlineData("0102ffff", ThreadFindingKind.PanIdIsBroadcast)]
    [InlineData("0102fffe", null)]
    [InlineData("02080000000000000000", ThreadFindingKind.ExtendedPanIdUnusable)]
    [InlineData("0208ffffffffffffffff", ThreadFindingKind.ExtendedPanIdUnusable)]
    [InlineData("02080000000000000001", null)]
    [InlineData("070820010db800000000", ThreadFindingKind.PrefixNotLocal)]
    [InlineData("0708fc00000000000000", ThreadFindingKind.PrefixNotLocal)]
    [InlineData("0708fddead00beef0000", null)]
    [InlineData("0300", ThreadFindingKind.WrongLength)]
    [InlineData("03116161616161616161616161616161616161", ThreadFindingKind.WrongLength)]
    [InlineData("0303610062", ThreadFindingKind.NameMalformed)]
    [InlineData("031061616161616161616161616161616161", null)]
    [InlineData("00030000" + "0a", ThreadFindingKind.ChannelOutOfRange)]
    [InlineData("00030000" + "1b", ThreadFindingKind.ChannelOutOfRange)]
    [InlineData("00030100" + "0f", ThreadFindingKind.ChannelOutOfRange)]
    [InlineData("3506000400", ThreadFindingKind.Broken)]
    [InlineData("35060005001fffe0", ThreadFindingKind.ChannelMaskMalformed)]
    [InlineData("0c040001f7f8", ThreadFindingKind.RotationTooShort)]
    [InlineData("0c0302a0f7", null)]
    [InlineData("05100000000000000000000000000000" + "0000", ThreadFindingKind.KeyIsZero)]
    public void Value_IsJudgedAsOpenThreadDoes(string hex, ThreadFindingKind? expected)
    {
        ThreadFindingKind[] errors =
        [
            .. ThreadDataset.Inspect(Convert.FromHexString(hex)).Findings
                .Where(finding => finding is { Severity: ThreadFindingSeverity.Error, Kind: not ThreadFindingKind.Missing })
                .Select(finding => finding.Kind),
        ];

        Assert.Equal(expected is { } kind ? [kind] : [], errors);
    }

    [Fact]
    public void KeyOfTheExamples_IsWarnedOf()
    {
        ThreadFinding finding = Assert.Single(ThreadDataset.ParseHex(ThreadVectors.OfBorderRouterDemo).Validate());

        Assert.Equal((ThreadFindingKind.KeyIsPublished, ThreadFindingSeverity.Warning), (finding.Kind, finding.Severity));
    }

    [Fact]
    public void ChannelOutsideTheMask_IsWarnedOf() =>
        Assert.Contains(
            ThreadDataset.ParseHex(ThreadVectors.Active).With(ThreadTlvType.ChannelMask, Convert.FromHexString("000400000020")).Validate(),
            finding => finding.Kind == ThreadFindingKind.ChannelNotInMask && finding.Cause.Contains("(26)", StringComparison.Ordinal));

    [Theory]
    [InlineData("hex:")]
    [InlineData("0x")]
    [InlineData("\"")]
    [InlineData("  \n")]
    public void WrittenForm_IsTakenAsPeoplePasteIt(string before)
    {
        string wrapped = string.Join('\n', ThreadVectors.Active.Chunk(32).Select(line => new string(line)));

        Assert.Equal(ThreadVectors.Active, ThreadDataset.ParseHex(before + wrapped + (before == "\"" ? "\"" : "\r\n")).ToHex());
    }

    [Fact]
    public void Comparison_TellsWhatDiffersAndHidesKeys()
    {
        ThreadDataset before = ThreadDataset.ParseHex(ThreadVectors.Active);
        ThreadDataset after = before.With(ThreadTlvType.NetworkKey, new byte[16]).Without(ThreadTlvType.PanId).With((ThreadTlvType)222, [1]);

        Assert.Equal(
            ["~ Network Key: 16 bytes, not shown -> 16 bytes, not shown", "- PAN ID: 0x5938", "+ type 222 (0xDE): 1 bytes, not shown"],
            before.Compare(after).Select(difference => difference.ToString()));
        Assert.False(before.HasSameContent(after));
    }

    [Fact]
    public void OrderOfTlvs_DoesNotCountInAComparison()
    {
        ThreadDataset one = ThreadDataset.ParseHex("0102face" + "000300000b");
        ThreadDataset other = ThreadDataset.ParseHex("000300000b" + "0102face");

        Assert.True(one.HasSameContent(other));
        Assert.NotEqual(one.ToHex(), other.ToHex());
    }

    [Fact]
    public void Redaction_KeepsTheTlvsAndSaysWhatItReplaced()
    {
        ThreadDataset dataset = ThreadDataset.ParseHex(ThreadVectors.OfPostAboutStoring);
        ThreadRedaction redaction = dataset.Redact();

        Assert.Equal([ThreadTlvType.NetworkKey, ThreadTlvType.Pskc], redaction.Zeroed);
        Assert.Equal("Network Key and PSKc are replaced by zeros; nobody can join with it, and names and identifiers are left in", redaction.Note);
        Assert.Equal(dataset.Tlvs.Select(tlv => (tlv.Type, tlv.Offset, tlv.Value.Length)), redaction.Dataset!.Tlvs.Select(tlv => (tlv.Type, tlv.Offset, tlv.Value.Length)));
        Assert.DoesNotContain("4094dce4", redaction.Dataset.ToHex(), StringComparison.Ordinal);
        Assert.DoesNotContain("6c9f919a", redaction.Dataset.ToHex(), StringComparison.Ordinal);
        Assert.Equal(2, redaction.Dataset.Validate().Count(finding => finding.Kind == ThreadFindingKind.KeyIsZero));
        Assert.Empty(redaction.Dataset.Redact().Zeroed);
    }

    [Fact]
    public void NoWrittenForm_ShowsAKeyByAccident()
    {
        ThreadDataset dataset = ThreadDataset.ParseHex(ThreadVectors.Active);
        string everything = string.Join('\n', [dataset.ToString(), .. dataset.Tlvs.Select(tlv => tlv.ToString()), .. dataset.Compare(dataset.Redact().Dataset!).Select(difference => difference.ToString())]);

        Assert.Contains("OpenThread-5938", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("f366cec7", everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("3ca67c96", everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void ChipToolCommand_CarriesThePrefixThatItNeeds()
    {
        ThreadDataset dataset = ThreadDataset.ParseHex(ThreadVectors.OfBorderRouterDemo);

        Assert.Equal($"chip-tool pairing ble-thread 110 hex:{dataset.ToHex()} 20202021 3840", dataset.ToChipTool(110, 20202021, 3840));
        Assert.Equal($"chip-tool pairing code-thread 110 hex:{dataset.ToHex()} MT:Y.K9042C00KA0648G00", dataset.ToChipTool(110, "MT:Y.K9042C00KA0648G00"));
    }

    [Theory]
    [InlineData("34970112332;reboot")]
    [InlineData("$(id)")]
    [InlineData("MT: X")]
    public void PayloadThatAShellWouldRead_IsRefused(string payload) =>
        Assert.Throws<ArgumentException>(() => ThreadDataset.ParseHex(ThreadVectors.Active).ToChipTool(1, payload));

    [Fact]
    public void ChipToolCommand_IsRefusedForADatasetThatMatterWouldRefuse()
    {
        ThreadDataset dataset = ThreadDataset.ParseHex(ThreadVectors.Active);

        Assert.Contains("Network Key", Assert.Throws<ThreadDatasetException>(() => dataset.Without(ThreadTlvType.NetworkKey).ToChipTool(1, 20202021, 3840)).Message, StringComparison.Ordinal);
        Assert.Contains("redacted", Assert.Throws<ThreadDatasetException>(() => dataset.Redact().Dataset!.ToChipTool(1, 20202021, 3840)).Message, StringComparison.Ordinal);
    }
}
