namespace PeerProto;

/// <summary>What was found in a capture.</summary>
/// <param name="Flows">Flows of the chosen datagrams, the largest first; at most <see cref="GapAnalyzer.MaximumFlows"/>.</param>
/// <param name="Packets">How many packets the capture has.</param>
/// <param name="Datagrams">How many of them are UDP datagrams that could be read.</param>
/// <param name="IsTruncated">Whether there were more flows or datagrams than are kept.</param>
/// <param name="IsCut">Whether the capture ends in the middle of a packet.</param>
/// <param name="Unread">Packets that were passed over because their first header is not read; empty where all were read.</param>
/// <param name="Verdict">The verdict on the largest flow, or on the silence where there is none.</param>
public sealed record GapReport(IReadOnlyList<GapFlow> Flows, long Packets, long Datagrams, bool IsTruncated, bool IsCut, IReadOnlyList<UnreadLinkType> Unread, GapVerdict Verdict)
{
    /// <summary>Whether all of the capture was looked at, there is a flow, and none that has enough datagrams misses anything.</summary>
    public bool IsGood => !IsTruncated && !IsCut && Unread.Count == 0 && Verdict.Kind == GapVerdictKind.Steady
        && Flows.All(static flow => flow.Verdict.Kind == GapVerdictKind.TooFew || (flow.Verdict.Kind == GapVerdictKind.Steady && flow.Lost is null or 0));
}
