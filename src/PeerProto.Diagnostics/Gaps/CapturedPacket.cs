namespace PeerProto.Diagnostics;

/// <summary>A packet of a capture. Its bytes are valid until the next one is read.</summary>
/// <param name="TimeNanoseconds">When it was seen, since 1970.</param>
/// <param name="LinkType">What its first header is, by the numbers of tcpdump.org.</param>
/// <param name="Bytes">What was captured of it.</param>
internal readonly record struct CapturedPacket(long TimeNanoseconds, int LinkType, ReadOnlyMemory<byte> Bytes);
