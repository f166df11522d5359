using System.Runtime.InteropServices;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>
/// All that this host has to tell on one link, to be looked up by name and by what a record says: whatever others send costs a look-up for each record. Made anew when a claim or an
/// address changes.
/// </summary>
internal sealed class RecordIndex
{
    private readonly Dictionary<DnsRecord, OwnRecord> _records = new(DnsRecord.Identity);
    private readonly Dictionary<DnsName, List<OwnRecord>> _names = [];
    private readonly Dictionary<DnsName, Claim> _claims = [];

    public RecordIndex(IEnumerable<Claim> claims, MdnsLinkState state)
    {
        foreach (Claim claim in claims)
        {
            _claims.TryAdd(claim.Name, claim);
            foreach (DnsRecord record in claim.AllRecords(state))
                Add(record, isDenial: false, claim);
            Add(claim.Denial(state), isDenial: true, claim);
        }
    }

    /// <summary>The claim that has a name for itself.</summary>
    public Claim? ClaimOf(DnsName name) => _claims.GetValueOrDefault(name);

    /// <summary>The records of a name, in the order they are announced and the denial last.</summary>
    public IReadOnlyList<OwnRecord> At(DnsName name) => _names.TryGetValue(name, out List<OwnRecord>? records) ? records : [];

    /// <summary>The record that says the same.</summary>
    public OwnRecord? Find(DnsRecord record) => _records.GetValueOrDefault(record);

    private void Add(DnsRecord record, bool isDenial, Claim claim)
    {
        ref OwnRecord? own = ref CollectionsMarshal.GetValueRefOrAddDefault(_records, record, out bool isKnown);
        if (!isKnown)
        {
            own = new OwnRecord(record, isDenial);
            ref List<OwnRecord>? records = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, record.Name, out _);
            (records ??= []).Add(own);
        }

        own!.Claims.Add(claim);
    }
}
