namespace PeerProto;

/// <summary>A silence between two datagrams of a flow.</summary>
/// <param name="Start">When it began, from the first datagram of the flow on.</param>
/// <param name="Length">How long it was.</param>
/// <param name="BytesBefore">Bytes of content since the gap before, or the start.</param>
/// <param name="Lost">How many datagrams were lost in it; null where there are no numbers to tell.</param>
public readonly record struct ReceptionGap(TimeSpan Start, TimeSpan Length, long BytesBefore, long? Lost);
