namespace PeerProto;

/// <summary>What a watch has seen so far, and what it has missed.</summary>
/// <param name="Frames">Frames that were looked at.</param>
/// <param name="Messages">DHCP messages among them.</param>
/// <param name="Malformed">Datagrams between the ports of DHCP that are none.</param>
/// <param name="CutMessages">DHCP messages that could not be read, since they came in fragments or were too long.</param>
/// <param name="DroppedFrames">Frames that the system dropped, since they were not read in time: what they would have shown is not known.</param>
/// <param name="DroppedObservations">Observations that nobody took in time.</param>
public readonly record struct DhcpWatchCounters(long Frames, long Messages, long Malformed, long CutMessages, long DroppedFrames, long DroppedObservations);
