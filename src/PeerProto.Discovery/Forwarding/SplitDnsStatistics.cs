namespace PeerProto.Discovery;

/// <summary>What a <see cref="SplitDnsResolver"/> has done since it began.</summary>
/// <param name="Answered">Questions that an upstream answered.</param>
/// <param name="Failed">Questions that no upstream answered.</param>
/// <param name="Refused">Messages that are no question, or one that cannot be asked on or is for nobody, such as names below <c>local</c>.</param>
/// <param name="Overflowed">Questions and connections that came while there were too many.</param>
/// <param name="InFlight">Questions that wait for upstreams now.</param>
public sealed record SplitDnsStatistics(long Answered, long Failed, long Refused, long Overflowed, int InFlight);
