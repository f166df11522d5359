namespace PeerProto.Discovery.Dns;

/// <summary>Record classes. Multicast DNS uses the top bit of the field for something else (RFC 6762 sections 5.4 and 10.2).</summary>
internal enum DnsClass : ushort
{
    Internet = 1,
    Any = 255,
}
