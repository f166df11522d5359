namespace PeerProto.Discovery.Dns;

/// <summary>Record types that discovery understands. Others pass through as opaque data.</summary>
internal enum DnsRecordType : ushort
{
    A = 1,
    Ptr = 12,
    Txt = 16,
    Aaaa = 28,
    Srv = 33,
    Opt = 41,
    Nsec = 47,

    /// <summary>Asks for every type.</summary>
    Any = 255,
}
