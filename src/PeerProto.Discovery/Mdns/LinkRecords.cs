using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>The records that this host may tell on one link: those of the claims whose names it has there, with the addresses of the link's interface alone.</summary>
internal sealed class LinkRecords(IReadOnlyDictionary<Claim, ClaimProgress> claims, MdnsLinkState state)
{
    private MdnsLinkState _state = state;
    private RecordIndex? _index;

    public MdnsLinkState State
    {
        get => _state;
        set
        {
            _state = value;
            _index = null;
        }
    }

    /// <summary>Everything there is to tell of all claims, those not taken yet too.</summary>
    public RecordIndex Index => _index ??= new RecordIndex(claims.Keys, _state);

    /// <summary>A claim came, went or changed.</summary>
    public void Renew() => _index = null;

    /// <summary>What answers a question: every record that fits it, and for a name of ours without one, that there is none (RFC 6762 sections 6, 6.1 and 6.5).</summary>
    public List<DnsRecord> AnswersTo(DnsQuestion question)
    {
        var answers = new List<DnsRecord>();
        DnsRecord? denial = null;
        foreach (OwnRecord own in Index.At(question.Name))
        {
            if (!IsTold(own))
                continue;
            if (own.IsDenial)
                denial = own.Record;
            else if (question.IsAnsweredBy(own.Record))
                answers.Add(own.Record);
        }

        if (answers.Count == 0 && denial is not null && question.Class is DnsClass.Internet or DnsClass.Any)
            answers.Add(denial);
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
            if (wanted is not null && Index.ClaimOf(wanted) is { } claim && IsTold(claim))
                additionals.AddRange(Index.At(wanted).Select(own => own.Record).Where(known.Add));
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
        foreach (DnsRecord answer in answers.Where(answer => answer.IsUnique))
            whole.AddRange(Index.At(answer.Name).Where(own => own.Record.Type == answer.Type && IsTold(own) && known.Add(own.Record)).Select(own => own.Record));
        return whole;
    }

    /// <summary>Whether a record is told here: one of its claims has its name.</summary>
    public bool IsTold(OwnRecord own) => own.Claims.Exists(IsTold);

    /// <summary>Whether a claim has its name here.</summary>
    public bool IsTold(Claim claim) => claims[claim].Stage != ClaimStage.Probing;
}
