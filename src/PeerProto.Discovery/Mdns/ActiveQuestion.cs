using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>A question somebody wants answered, and when it is sent next (RFC 6762 section 5.2).</summary>
internal sealed class ActiveQuestion(DnsQuestion question)
{
    public DnsQuestion Question { get; } = question;

    /// <summary>When it is due; <see cref="TimeSpan.MaxValue"/> while it is answered for good.</summary>
    public TimeSpan DueAt { get; private set; }

    /// <summary>The wait after the next sending.</summary>
    public TimeSpan Interval { get; private set; }

    /// <summary>PTR answers come from many hosts, so they are never complete.</summary>
    public bool IsShared => Question.Type == DnsRecordType.Ptr;

    /// <summary>Begins anew: first at a time, then ever more rarely.</summary>
    public void Start(TimeSpan at)
    {
        DueAt = at;
        Interval = MdnsTiming.FirstQueryInterval;
    }

    /// <summary>It was just asked, by this host or by another in the same words.</summary>
    public void Asked(TimeSpan now)
    {
        DueAt = now + Interval;
        Interval = TimeSpan.FromTicks(Math.Min(Interval.Ticks * 2, MdnsTiming.MaximumQueryInterval.Ticks));
    }

    /// <summary>The one owner answered; only its record's refresh asks again.</summary>
    public void Rest() => DueAt = TimeSpan.MaxValue;
}
