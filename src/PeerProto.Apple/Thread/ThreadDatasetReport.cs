namespace PeerProto.Apple;

/// <summary>What bytes that should be a data set hold, and what is wrong with them. Made of any bytes; it never fails.</summary>
public sealed class ThreadDatasetReport
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ThreadTlvWalk _walk;

    private ThreadDatasetReport(ReadOnlyMemory<byte> bytes, ThreadTlvWalk walk, ThreadDataset? dataset, IReadOnlyList<ThreadFinding> findings)
    {
        _bytes = bytes;
        _walk = walk;
        Dataset = dataset;
        Findings = findings;
    }

    /// <summary>The data set, when the bytes are TLVs to their end, none twice, and not too many. It may still have findings.</summary>
    public ThreadDataset? Dataset { get; }

    /// <summary>Every TLV that could be read, also before and behind a break.</summary>
    public IReadOnlyList<ThreadTlv> Tlvs => _walk.Tlvs;

    /// <summary>Where the bytes stop making sense; null when they do not.</summary>
    public ThreadDatasetBreak? Break => _walk.Break;

    /// <summary>What is wrong or suspicious, in the order of the bytes, what is missing last.</summary>
    public IReadOnlyList<ThreadFinding> Findings { get; }

    /// <summary>What a complete data set has and this one has not.</summary>
    public IReadOnlyList<ThreadTlvType> Missing => [.. Findings.Where(finding => finding.Kind == ThreadFindingKind.Missing).Select(finding => finding.Type!.Value)];

    /// <summary>Whether it is a complete data set without errors; warnings do not count.</summary>
    public bool IsGood => Findings.All(finding => finding.Severity != ThreadFindingSeverity.Error);

    /// <summary>
    /// The bytes without what is or may be a key. Of a whole data set the keys become zeros, and so do values of TLVs that have no place in one; of a broken one everything from the first byte on that
    /// cannot be trusted. Nothing is left of more than 4,096 bytes.
    /// </summary>
    /// <returns>The bytes, and what was replaced.</returns>
    public ThreadRedaction Redact() => ThreadSecrets.Redact(_bytes.Span, _walk);

    /// <summary>Looks at bytes.</summary>
    /// <param name="bytes">The bytes; they are copied. Of more than 4,096 only the length is looked at.</param>
    public static ThreadDatasetReport Of(ReadOnlySpan<byte> bytes)
    {
        ReadOnlyMemory<byte> kept = bytes.Length > ThreadDataset.MaximumInspectedLength ? ReadOnlyMemory<byte>.Empty : bytes.ToArray();
        ThreadTlvWalk walk = ThreadTlvWalk.Of(kept);
        List<ThreadFinding> findings = ThreadDatasetChecks.Check(bytes.Length, walk);
        bool isWhole = !findings.Exists(finding => finding.Kind is ThreadFindingKind.Broken or ThreadFindingKind.TooLong or ThreadFindingKind.Duplicate);
        return new ThreadDatasetReport(kept, walk, isWhole ? new ThreadDataset(kept, walk.Tlvs) : null, findings);
    }
}
