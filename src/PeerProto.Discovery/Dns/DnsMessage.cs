namespace PeerProto.Discovery.Dns;

/// <summary>A DNS message taken apart. Lists are in wire order.</summary>
internal sealed class DnsMessage
{
    /// <summary>Zero in multicast messages; copied from the query in legacy unicast answers (RFC 6762 section 18.1).</summary>
    public ushort Id { get; init; }

    public bool IsResponse { get; init; }

    /// <summary>In a query: more known answers follow in another message (RFC 6762 section 7.2).</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Whether operation and response codes are zero, as all multicast messages have them (RFC 6762 sections 18.3 and 18.11).</summary>
    public bool HasStandardCodes { get; init; } = true;

    public List<DnsQuestion> Questions { get; } = [];

    /// <summary>Answers of a response; known answers of a query (RFC 6762 section 7.1).</summary>
    public List<DnsRecord> Answers { get; } = [];

    /// <summary>In a probe, the records about to be claimed (RFC 6762 section 8.2).</summary>
    public List<DnsRecord> Authorities { get; } = [];

    public List<DnsRecord> Additionals { get; } = [];
}
