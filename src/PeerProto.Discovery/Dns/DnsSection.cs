namespace PeerProto.Discovery.Dns;

/// <summary>The sections of a message, in wire order.</summary>
internal enum DnsSection
{
    Question,
    Answer,
    Authority,
    Additional,
}
