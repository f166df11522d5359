namespace PeerProto;

/// <summary>What a capture tells of clients and their addresses.</summary>
/// <param name="Observations">What was seen, in order; at most <see cref="DhcpAnalyzer.MaximumObservations"/>.</param>
/// <param name="Clients">Who uses which address at its end, the one seen last at the end.</param>
/// <param name="Packets">How many packets there were.</param>
/// <param name="Messages">How many DHCP messages.</param>
/// <param name="Malformed">How many datagrams between the ports of DHCP were none.</param>
/// <param name="CutMessages">How many DHCP messages could not be read, since the capture has too little of each packet, or since they came in fragments.</param>
/// <param name="IsTruncated">Whether there was more than was looked at.</param>
/// <param name="IsCut">Whether the capture ends in the middle of a packet.</param>
/// <param name="Unread">Packets that were passed over, since what they begin with is not read; empty where all were read.</param>
public sealed record DhcpReport(IReadOnlyList<DhcpObservation> Observations, IReadOnlyList<ArpEntry> Clients, long Packets, long Messages, long Malformed, long CutMessages, bool IsTruncated, bool IsCut, IReadOnlyList<UnreadLinkType> Unread)
{
    /// <summary>Whether clients were seen, none needs attention, and the whole capture was looked at and could be read.</summary>
    public bool IsGood => !IsTruncated && !IsCut && CutMessages == 0 && Unread.Count == 0 && Observations.Any(static observation => observation.Client is not null) && !Observations.Any(static observation => observation.NeedsAttention);
}
