namespace PeerProto.Discovery.Dns;

/// <summary>A question of a message.</summary>
/// <param name="Name">The name asked about.</param>
/// <param name="Type">The type asked for.</param>
/// <param name="WantsUnicast">Whether the asker prefers a unicast answer (RFC 6762 section 5.4).</param>
/// <param name="Class">The class asked for.</param>
internal sealed record DnsQuestion(DnsName Name, DnsRecordType Type, bool WantsUnicast = false, DnsClass Class = DnsClass.Internet)
{
    /// <summary>Whether a record answers this question.</summary>
    public bool IsAnsweredBy(DnsRecord record) =>
        (Type == record.Type || Type == DnsRecordType.Any)
        && (Class == record.Class || Class == DnsClass.Any)
        && Name.Equals(record.Name);
}
