namespace PeerProto.Discovery.Native;

/// <summary>Where an instance is, and its TXT record.</summary>
/// <param name="Error">Why the lookup ended; the rest says nothing then.</param>
/// <param name="Host">The host, escaped and with a trailing dot.</param>
/// <param name="Port">The port.</param>
/// <param name="Txt">The data of the TXT record, in the order of the wire.</param>
internal readonly record struct ResolveReply(DnsSdError Error, string Host, int Port, byte[] Txt);
