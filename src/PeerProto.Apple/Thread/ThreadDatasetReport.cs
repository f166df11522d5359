namespace PeerProto.Apple;

/// <summary>What bytes that should be a data set hold, and what is wrong with them. Made of any bytes; it never fails.</summary>
public sealed class ThreadDatasetReport
{
    private ThreadDatasetReport(ThreadDataset? dataset, IReadOnlyList<ThreadTlv> tlvs, ThreadDatasetBreak? brokenAt, IReadOnlyList<ThreadFinding> findings)
    {
        Dataset = dataset;
        Tlvs = tlvs;
        Break = brokenAt;
        Findings = findings;
    }

    /// <summary>The data set, when the bytes are TLVs to their end, none twice, and not too many. It may still have findings.</summary>
    public ThreadDataset? Dataset { get; }

    /// <summary>Every TLV that could be read, also before and behind a break.</summary>
    public IReadOnlyList<ThreadTlv> Tlvs { get; }

    /// <summary>Where the bytes stop making sense; null when they do not.</summary>
    public ThreadDatasetBreak? Break { get; }

    /// <summary>What is wrong or suspicious, in the order of the bytes, what is missing last.</summary>
    public IReadOnlyList<ThreadFinding> Findings { get; }

    /// <summary>What a complete data set has and this one has not.</summary>
    public IReadOnlyList<ThreadTlvType> Missing => [.. Findings.Where(finding => finding.Kind == ThreadFindingKind.Missing).Select(finding => finding.Type!.Value)];

    /// <summary>Whether it is a complete data set without errors; warnings do not count.</summary>
    public bool IsGood => Findings.All(finding => finding.Severity != ThreadFindingSeverity.Error);

    /// <summary>Looks at bytes.</summary>
    /// <param name="bytes">The bytes; they are copied. Of more than 4,096 only the length is looked at.</param>
    public static ThreadDatasetReport Of(ReadOnlySpan<byte> bytes)
    {
        ReadOnlyMemory<byte> kept = bytes.Length > ThreadDataset.MaximumInspectedLength ? ReadOnlyMemory<byte>.Empty : bytes.ToArray();
        ThreadTlvWalk walk = ThreadTlvWalk.Of(kept);
        List<ThreadFinding> findings = ThreadDatasetChecks.Check(bytes.Length, walk);
        bool isWhole = !findings.Exists(finding => finding.Kind is ThreadFindingKind.Broken or ThreadFindingKind.TooLong or ThreadFindingKind.Duplicate);
        return new ThreadDatasetReport(isWhole ? new ThreadDataset(kept, walk.Tlvs) : null, walk.Tlvs, walk.Break, findings);
    }
}
