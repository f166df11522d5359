namespace PeerProto.Apple.Tests;

public sealed class ThreadDatasetMutationTests
{
    [Fact]
    public void MutatedDataset_IsReadOrRefusedAndNothingElse()
    {
        byte[][] inputs = [.. ThreadVectors.Whole.Select(row => Convert.FromHexString(row.Data)), Convert.FromHexString(ThreadVectors.OfPostAboutChipTool)];
        int whole = 0;
        for (int seed = 0; seed < Mutations.Count; seed++)
        {
            byte[] bytes = Mutations.Of(inputs[seed % inputs.Length], seed);
            ThreadDatasetReport report = ThreadDataset.Inspect(bytes);
            Assert.True(report.Tlvs.Sum(tlv => tlv.Value.Length + 2) <= bytes.Length, $"seed {seed}");
            if (report.Dataset is not { } dataset)
            {
                Assert.True(report.Findings.Count > 0 && !report.IsGood, $"seed {seed}");
                continue;
            }

            whole++;
            Assert.True(dataset.ToArray().AsSpan().SequenceEqual(bytes), $"seed {seed}");
            Assert.True(dataset.HasSameContent(dataset), $"seed {seed}");
            if (seed % 16 == 0)
                Assert.Equal(dataset.Length, dataset.Redact().Bytes.Length);
            _ = (dataset.ToString(), dataset.Channel, dataset.MeshLocalPrefix, dataset.SecurityPolicy, dataset.DelayTimer, dataset.ExtendedPanId, dataset.PanId);
        }

        Assert.InRange(whole, Mutations.Count / 100, Mutations.Count);
    }

    [Fact]
    public void MutatedDataset_NeverShowsItsKeysAndLosesThemWhenRedacted()
    {
        string[] sets = [.. ThreadVectors.Whole.Select(row => row.Data)];
        foreach (string hex in sets)
        {
            ThreadDataset whole = ThreadDataset.ParseHex(hex);
            string[] runs = [.. Runs(whole.NetworkKey), .. Runs(whole.Pskc)];
            for (int seed = 0; seed < Mutations.Count / sets.Length; seed++)
            {
                ThreadDatasetReport report = ThreadDataset.Inspect(Mutations.Of(whole.ToArray(), seed));
                string shown = string.Join('\n', [
                    report.Redact().ToHex(), report.Dataset?.ToString() ?? "", .. report.Tlvs.Select(tlv => tlv.Describe()), .. report.Findings.Select(finding => finding.Cause),
                    .. (report.Dataset?.Compare(whole) ?? []).Select(difference => difference.ToString())]);
                Assert.False(runs.Any(run => shown.Contains(run, StringComparison.OrdinalIgnoreCase)), $"{hex} seed {seed} {shown}");
            }
        }

        // Six bytes, so that a part of a key counts too.
        static IEnumerable<string> Runs(ReadOnlyMemory<byte> key) => Enumerable.Range(0, key.Length - 5).Select(start => Convert.ToHexStringLower(key.Span.Slice(start, 6)));
    }

    [Fact]
    public void MutatedText_IsReadOrRefusedAndNothingElse()
    {
        byte[] input = [.. "hex:"u8, .. System.Text.Encoding.ASCII.GetBytes(ThreadVectors.Active)];
        for (int seed = 0; seed < Mutations.Count; seed++)
        {
            string text = System.Text.Encoding.Latin1.GetString(Mutations.Of(input, seed));
            bool isHex = ThreadDataset.TryDecodeHex(text, out byte[]? bytes, out ThreadDatasetException? failure);
            Assert.True(isHex ? bytes!.Length > 0 && failure is null : failure!.Message.Length < 300, $"seed {seed}");
        }
    }
}
