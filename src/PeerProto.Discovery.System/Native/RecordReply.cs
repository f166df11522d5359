namespace PeerProto.Discovery.Native;

/// <summary>A record came, or has gone.</summary>
/// <param name="Flags"><see cref="DnsSdFlags.Add"/> when it came.</param>
/// <param name="InterfaceIndex">The interface it was seen on.</param>
/// <param name="Error">Why the query ended; the rest says nothing then.</param>
/// <param name="Data">The record's data in the form of the wire, names not compressed.</param>
internal readonly record struct RecordReply(DnsSdFlags Flags, uint InterfaceIndex, DnsSdError Error, byte[] Data);
