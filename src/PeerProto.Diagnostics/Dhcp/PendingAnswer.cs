namespace PeerProto.Diagnostics;

/// <summary>A client that waits for a server.</summary>
internal readonly record struct PendingAnswer(DhcpClientState State, DhcpObservation Question, DateTimeOffset Deadline);
