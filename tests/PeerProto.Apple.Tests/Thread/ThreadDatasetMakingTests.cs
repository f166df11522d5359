namespace PeerProto.Apple.Tests;

public sealed class ThreadDatasetMakingTests
{
    [Fact]
    public void NewDataset_IsCompleteAndInTheOrderOfOpenThread()
    {
        ThreadDataset dataset = ThreadDataset.Create();

        Assert.Empty(dataset.Validate());
        Assert.Equal(ThreadDataset.ParseHex(ThreadVectors.Active).Tlvs.Select(tlv => tlv.Type), dataset.Tlvs.Select(tlv => tlv.Type));
        Assert.Equal($"PeerProto-{dataset.PanId:x4}", dataset.NetworkName);
        Assert.Equal(ThreadSecurityPolicy.Default, dataset.SecurityPolicy);
        Assert.EndsWith("0c0402a0f7f8", dataset.ToHex(), StringComparison.Ordinal);
    }

    [Fact]
    public void TwoNewDatasets_ShareNoKey()
    {
        ThreadDataset one = ThreadDataset.Create();
        ThreadDataset other = ThreadDataset.Create();

        Assert.NotEqual(one.NetworkKey.ToArray(), other.NetworkKey.ToArray());
        Assert.NotEqual(one.Pskc.ToArray(), other.Pskc.ToArray());
        Assert.NotEqual(one.ExtendedPanId, other.ExtendedPanId);
    }

    [Fact]
    public void Options_AreKept()
    {
        ThreadDataset dataset = ThreadDataset.Create(new ThreadDatasetOptions { NetworkName = "Küche", Channel = 26, Passphrase = "correct horse" });

        Assert.Equal("Küche", dataset.NetworkName);
        Assert.Equal(new ThreadChannel(0, 26), dataset.Channel);
        Assert.Equal(ThreadPskc.Derive("correct horse", "Küche", Convert.FromHexString(dataset.ExtendedPanId!.Value.ToString("x16", null))), dataset.Pskc.ToArray());
    }

    [Fact]
    public void SameRandomness_MakesTheSameDataset()
    {
        Random first = new(7), second = new(7);

        Assert.Equal(ThreadDataset.Create(new ThreadDatasetOptions(), first.NextBytes).ToHex(), ThreadDataset.Create(new ThreadDatasetOptions(), second.NextBytes).ToHex());
    }

    [Fact]
    public void ValuesThatNoNetworkMayHave_AreDrawnAgain()
    {
        int draws = 0;

        // The first draws are all ones: an extended PAN identifier and a PAN identifier that may not be used.
        ThreadDataset dataset = ThreadDataset.Create(new ThreadDatasetOptions(), bytes => bytes.Fill(draws++ == 0 ? (byte)0xFF : (byte)draws));

        Assert.Empty(dataset.Validate());
        Assert.Equal(0x0202020202020202UL, dataset.ExtendedPanId);
    }

    [Fact]
    public void OptionsThatCannotBe_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new ThreadDatasetOptions { NetworkName = "seventeen letters" });
        Assert.Throws<ArgumentException>(() => new ThreadDatasetOptions { NetworkName = "" });
        Assert.Throws<ArgumentException>(() => new ThreadDatasetOptions { NetworkName = "a\nb" });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThreadDatasetOptions { Channel = 10 });
        Assert.Throws<ArgumentException>(() => new ThreadDatasetOptions { Passphrase = "short" });
        Assert.DoesNotContain("correct", new ThreadDatasetOptions { Passphrase = "correct horse" }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SetValue_StaysAtItsPlaceAndTheRestIsUnchanged()
    {
        ThreadDataset dataset = ThreadDataset.ParseHex(ThreadVectors.Active);

        Assert.Equal(ThreadVectors.Active.Replace("0102" + "5938", "0102" + "cafe", StringComparison.Ordinal), dataset.With(ThreadTlvType.PanId, [0xCA, 0xFE]).ToHex());
        Assert.Equal(ThreadVectors.Active.Replace("0102" + "5938", "", StringComparison.Ordinal), dataset.Without(ThreadTlvType.PanId).ToHex());
        Assert.Throws<ArgumentException>(() => dataset.With(ThreadTlvType.VendorData, new byte[200]));
        Assert.Throws<ArgumentException>(() => dataset.With(ThreadTlvType.VendorData, new byte[300]));
    }

    [Theory]
    [InlineData("02a0f7f8", "672 onrc 0")]
    [InlineData("02a0fff8", "672 onrc 0")]
    [InlineData("0001" + "0000", "1 CepR 0")]
    [InlineData("02a0" + "f7ba", "672 onrcR 2")]
    public void SecurityPolicy_ReadsAndWritesItsBits(string hex, string text)
    {
        ThreadSecurityPolicy policy = ThreadDataset.ParseHex("0c04" + hex).SecurityPolicy!.Value;

        Assert.Equal(text, policy.ToString());
        Assert.Equal(Convert.ToInt32(hex, 16) | 0x38, Convert.ToInt32(Convert.ToHexString(policy.Encode()), 16));
    }

    [Theory]
    [InlineData("0000000000010000", "1 s")]
    [InlineData("0000650a2b3c8001", "1695165244 s + 16384/32768, authoritative")]
    public void Timestamp_ReadsAndWritesItsParts(string hex, string text)
    {
        ThreadTimestamp timestamp = ThreadDataset.ParseHex("0e08" + hex).ActiveTimestamp!.Value;

        Assert.Equal(text, timestamp.ToString());
        Assert.Equal(hex, Convert.ToHexStringLower(timestamp.Encode()));
    }

    [Theory]
    [InlineData("0004001fffe0", "11-26")]
    [InlineData("0004001fffc0", "11-25")]
    [InlineData("000400000020", "26")]
    [InlineData("000480000001" + "0204f0000000", "0, 31; 0-3 on page 2")]
    public void ChannelMask_CountsFromItsFirstBit(string hex, string text) =>
        Assert.Equal(text, string.Join("; ", ThreadDataset.ParseHex($"35{hex.Length / 2:x2}" + hex).ChannelMasks));
}
