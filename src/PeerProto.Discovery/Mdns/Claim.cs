using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>
/// A name this host wants for itself, and the records that come with it: the host with its addresses, or a service instance. The name is the
/// same on every link; the addresses are those of the link's interface.
/// </summary>
internal abstract class Claim
{
    /// <summary>The name claimed.</summary>
    public abstract DnsName Name { get; }

    /// <summary>The claim whose name these records tell, so that they are announced no earlier; <see langword="null"/> for none.</summary>
    public virtual Claim? Host => null;

    /// <summary>Records of <see cref="Name"/>, which nobody else may have.</summary>
    public abstract IEnumerable<DnsRecord> UniqueRecords(MdnsLinkState link);

    /// <summary>Records that lead to the name and that other hosts may have too.</summary>
    public virtual IEnumerable<DnsRecord> SharedRecords => [];

    /// <summary>The shared records that end with this claim; others may still be true for the link.</summary>
    public virtual IEnumerable<DnsRecord> OwnSharedRecords => [];

    /// <summary>Takes another name because this one is taken.</summary>
    public abstract void Rename(Random random);

    /// <summary>All records in the order they are announced.</summary>
    public IEnumerable<DnsRecord> AllRecords(MdnsLinkState link) => SharedRecords.Concat(UniqueRecords(link));

    /// <summary>The types that exist for the name, as an NSEC record tells them (RFC 6762 section 6.1).</summary>
    public DnsRecord Denial(MdnsLinkState link) => new(
        Name,
        DnsRecordType.Nsec,
        new DenialData(Name, [.. UniqueRecords(link).Select(record => record.Type).Distinct().Order()]),
        MdnsTiming.HostTimeToLive,
        IsUnique: true);
}
