namespace PeerProto.Diagnostics;

/// <summary>A client that uses an address and has not asked a server yet.</summary>
internal readonly record struct PendingReuse(DhcpClientState State, ArpEntry Entry, DateTimeOffset Deadline);
