using System.Globalization;
using System.Text;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>The name of an offered service instance (RFC 6763 section 4.1).</summary>
internal sealed class ServiceClaim : Claim
{
    /// <summary>Numbers tried one after another; then they are drawn, or many hosts of one name would meet again at each number.</summary>
    private const int PatientAttempts = 5;

    private const int MaximumStride = 64;

    private readonly ServiceAdvertisement _advertisement;
    private readonly HostClaim _host;
    private readonly DnsName _type;
    private readonly DnsName[] _pointers;
    private readonly Queue<TimeSpan> _updates = new();
    private OpaqueData _txt;
    private DnsName _name;
    private int _attempt = 1;

    public ServiceClaim(int id, ServiceAdvertisement advertisement, HostClaim host)
    {
        Id = id;
        _advertisement = advertisement;
        _host = host;
        _type = MdnsNames.For(advertisement.Type);
        _pointers = [_type, .. advertisement.Subtypes.Select(subtype => MdnsNames.For(advertisement.Type.WithSubtype(subtype)))];
        _txt = new OpaqueData(advertisement.Txt.Encode());
        InstanceName = advertisement.InstanceName;
        _name = _type.Child(InstanceName);
    }

    public int Id { get; }

    /// <summary>The instance name in use: the one asked for, or a numbered variant.</summary>
    public string InstanceName { get; private set; }

    public override DnsName Name => _name;

    public override Claim? Host => _host;

    public override IEnumerable<DnsRecord> SharedRecords =>
    [
        .. OwnSharedRecords,
        new DnsRecord(MdnsNames.ServiceTypes, DnsRecordType.Ptr, new PointerData(_type), MdnsTiming.OtherTimeToLive),
    ];

    public override IEnumerable<DnsRecord> OwnSharedRecords =>
        _pointers.Select(name => new DnsRecord(name, DnsRecordType.Ptr, new PointerData(_name), MdnsTiming.OtherTimeToLive));

    public override IEnumerable<DnsRecord> UniqueRecords(MdnsLinkState link) =>
    [
        new DnsRecord(_name, DnsRecordType.Srv, new ServiceData(0, 0, (ushort)_advertisement.Port, _host.Name), MdnsTiming.HostTimeToLive, IsUnique: true),
        new DnsRecord(_name, DnsRecordType.Txt, _txt, MdnsTiming.OtherTimeToLive, IsUnique: true),
    ];

    /// <summary>Takes another TXT record; false when it says the same.</summary>
    public bool Update(TxtRecord txt)
    {
        var data = new OpaqueData(txt.Encode());
        if (data.Equals(_txt))
            return false;
        _txt = data;
        return true;
    }

    /// <summary>When an update may be told: at once, or later when there were too many (RFC 6762 section 8.4).</summary>
    public TimeSpan NextUpdateAt(TimeSpan now)
    {
        if (_updates.Count > 0 && _updates.Last() is var planned && planned > now)
            return planned;
        TimeSpan at = now;
        if (_updates.Count == MdnsTiming.UpdateLimit && _updates.Dequeue() + MdnsTiming.UpdateWindow is var allowed && allowed > now)
            at = allowed;
        _updates.Enqueue(at);
        return at;
    }

    public override void Rename(Random random)
    {
        _attempt += _attempt < PatientAttempts ? 1 : random.Next(1, MaximumStride);
        InstanceName = Number(_advertisement.InstanceName, _attempt);
        _name = _type.Child(InstanceName);
    }

    /// <summary>"Name (2)", the name shortened at a character if it would not fit a label (RFC 6763 appendix D).</summary>
    internal static string Number(string name, int attempt)
    {
        string suffix = " (" + attempt.ToString(CultureInfo.InvariantCulture) + ")";
        int room = ServiceAdvertisement.MaximumInstanceNameLength - suffix.Length;
        var kept = new StringBuilder();
        foreach (Rune rune in name.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            kept.Append(rune);
        }

        return kept + suffix;
    }
}
