using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>The records that this host may tell on one link: those of the claims whose names it has there, with the addresses of the link's interface alone.</summary>
internal sealed class LinkRecords(IReadOnlyDictionary<Claim, ClaimProgress> claims, MdnsLinkState state)
{
    public MdnsLinkState State { get; set; } = state;

    /// <summary>What answers a question: every record that fits it, and for a name of ours without one, that there is none (RFC 6762 sections 6, 6.1 and 6.5).</summary>
    public List<DnsRecord> AnswersTo(DnsQuestion question)
    {
        var answers = new List<DnsRecord>();
        var given = new HashSet<DnsRecord>(DnsRecord.Identity);
        foreach (Claim claim in Told())
        {
            bool isFound = false;
            foreach (DnsRecord record in claim.AllRecords(State).Where(question.IsAnsweredBy))
            {
                isFound = true;
                if (given.Add(record))
                    answers.Add(record);
            }

            if (!isFound && question.Name.Equals(claim.Name) && question.Class is DnsClass.Internet or DnsClass.Any)
                answers.Add(claim.Denial(State));
        }

        return answers;
    }

    /// <summary>What an asker will want next (RFC 6763 section 12): of a pointer its service, of a service its host's addresses, of an address the others (RFC 6762 section 6.2).</summary>
    public List<DnsRecord> AdditionalsFor(List<DnsRecord> answers)
    {
        var known = new HashSet<DnsRecord>(answers, DnsRecord.Identity);
        var additionals = new List<DnsRecord>();
        for (int i = 0; i < answers.Count + additionals.Count; i++)
        {
            DnsRecord record = i < answers.Count ? answers[i] : additionals[i - answers.Count];
            DnsName? wanted = record.Data switch
            {
                PointerData pointer => pointer.Target,
                ServiceData service => service.Host,
                AddressData => record.Name,
                _ => null,
            };
            if (wanted is null)
                continue;

            foreach (Claim claim in Told().Where(claim => claim.Name.Equals(wanted)))
                additionals.AddRange(claim.UniqueRecords(State).Append(claim.Denial(State)).Where(known.Add));
        }

        return additionals;
    }

    /// <summary>
    /// The answers, and the rest of each unique set that one of them belongs to: told in part, a set would be taken for the whole (RFC 6762 section 10.2).
    /// </summary>
    public List<DnsRecord> Completed(List<DnsRecord> answers)
    {
        var whole = new List<DnsRecord>(answers);
        var known = new HashSet<DnsRecord>(answers, DnsRecord.Identity);
        foreach (Claim claim in Told())
        {
            whole.AddRange(claim.UniqueRecords(State).Where(record =>
                answers.Exists(answer => answer.IsUnique && answer.Type == record.Type && answer.Name.Equals(record.Name)) && known.Add(record)));
        }

        return whole;
    }

    /// <summary>Whether a claim has a record here that says the same.</summary>
    public DnsRecord? Find(Claim claim, DnsRecord record) => claim.AllRecords(State).FirstOrDefault(record.IsSameAs);

    /// <summary>Everything there is to tell of all claims, those not taken yet too.</summary>
    public HashSet<DnsRecord> All() => claims.Keys.SelectMany(claim => claim.AllRecords(State).Append(claim.Denial(State))).ToHashSet(DnsRecord.Identity);

    private IEnumerable<Claim> Told() => claims.Where(entry => entry.Value.Stage != ClaimStage.Probing).Select(entry => entry.Key);
}
