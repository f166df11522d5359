namespace PeerProto.Cli.Dhcp;

/// <summary>What was seen at the end, and what was missed.</summary>
internal sealed record DhcpSummary(IReadOnlyList<ArpEntry> Clients, long Packets, long Messages, long Malformed, long CutMessages, long DroppedFrames, long DroppedObservations, bool IsTruncated, bool IsCut, IReadOnlyList<UnreadLinkType> Unread, bool IsGood);
