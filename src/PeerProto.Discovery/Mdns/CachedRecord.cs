using System.Diagnostics.CodeAnalysis;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>A record heard on a link, and how long it still counts.</summary>
internal sealed class CachedRecord
{
    private int _refreshStage;
    private int _unanswered;
    private TimeSpan _unansweredAt;

    public CachedRecord(DnsRecord record, TimeSpan now, Random random)
    {
        HeardSince = now;
        Renew(record, now, random);
    }

    /// <summary>The latest copy, without the cache-flush bit, which belongs to the message (RFC 6762 section 10.2).</summary>
    public DnsRecord Record { get; private set; }

    /// <summary>When it was heard first.</summary>
    public TimeSpan HeardSince { get; }

    /// <summary>When it was heard last.</summary>
    public TimeSpan ReceivedAt { get; private set; }

    public TimeSpan ExpiresAt { get; private set; }

    /// <summary>When a question about the record should be asked again; <see cref="TimeSpan.MaxValue"/> when the last time has passed.</summary>
    public TimeSpan RefreshAt { get; private set; }

    /// <summary>From when on it may be asked for again, when something else is asked anyway; <see cref="TimeSpan.MaxValue"/> when the last time has passed.</summary>
    public TimeSpan RefreshFrom { get; private set; }

    /// <summary>Whether it was said goodbye to or replaced, and only its grace is left.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Takes over a fresh copy and starts its lifetime.</summary>
    [MemberNotNull(nameof(Record))]
    public void Renew(DnsRecord record, TimeSpan now, Random random)
    {
        Record = record.IsUnique ? record with { IsUnique = false } : record;
        ReceivedAt = now;
        IsLeaving = false;
        ExpiresAt = now + Lifetime;
        _refreshStage = 0;
        _unanswered = 0;
        PlanRefresh(random);
    }

    /// <summary>
    /// It was asked for by multicast. When that happened twice without an answer, the record has little time left to be heard of (RFC 6762 sections 10.4 and 10.5).
    /// Its owner need not answer what comes within a second of its last answer (section 6), so that does not count.
    /// </summary>
    public void Doubt(TimeSpan now)
    {
        if (IsLeaving || now - ReceivedAt <= MdnsTiming.RecordInterval || (_unanswered > 0 && now - _unansweredAt < MdnsTiming.RecordInterval))
            return;
        _unansweredAt = now;
        if (++_unanswered == MdnsTiming.UnansweredLimit)
            ExpiresAt = TimeSpan.FromTicks(Math.Min(ExpiresAt.Ticks, (now + MdnsTiming.FailureWindow).Ticks));
    }

    /// <summary>Moves on to the next refresh point.</summary>
    public void AdvanceRefresh(Random random)
    {
        _refreshStage++;
        PlanRefresh(random);
    }

    /// <summary>Leaves it only its grace.</summary>
    public void Leave(TimeSpan now)
    {
        IsLeaving = true;
        ExpiresAt = TimeSpan.FromTicks(Math.Min(ExpiresAt.Ticks, (now + MdnsTiming.GoodbyeGrace).Ticks));
        RefreshAt = RefreshFrom = TimeSpan.MaxValue;
    }

    /// <summary>Whether it has at least half of its lifetime left, so that whoever is asked for it need not repeat it (RFC 6762 section 7.1).</summary>
    public bool IsWorthTelling(TimeSpan now) => !IsLeaving && RemainingSeconds(now) * 2 >= Record.TimeToLive;

    /// <summary>The whole seconds it still counts.</summary>
    public uint RemainingSeconds(TimeSpan now) => (uint)Math.Max(0, (ExpiresAt - now).TotalSeconds);

    private TimeSpan Lifetime => TimeSpan.FromSeconds(Math.Min(Record.TimeToLive, MdnsTiming.MaximumTimeToLive));

    private void PlanRefresh(Random random)
    {
        if (_refreshStage >= MdnsTiming.RefreshPoints.Length)
        {
            RefreshAt = RefreshFrom = TimeSpan.MaxValue;
            return;
        }

        RefreshFrom = ReceivedAt + Lifetime * MdnsTiming.RefreshPoints[_refreshStage];
        RefreshAt = RefreshFrom + Lifetime * (random.NextDouble() * MdnsTiming.RefreshJitter);
    }
}
