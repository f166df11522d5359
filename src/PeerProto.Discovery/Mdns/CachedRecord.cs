using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>A record heard on a link, and how long it still counts.</summary>
internal sealed class CachedRecord(DnsRecord record, TimeSpan receivedAt)
{
    private int _refreshStage;

    public DnsRecord Record { get; private set; } = record;

    public TimeSpan ReceivedAt { get; private set; } = receivedAt;

    public TimeSpan ExpiresAt { get; private set; }

    /// <summary>When a question about the record should be asked again; <see cref="TimeSpan.MaxValue"/> when the last time has passed.</summary>
    public TimeSpan RefreshAt { get; private set; }

    /// <summary>Whether it was said goodbye to or replaced, and only its grace is left.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Takes over a fresh copy and starts its lifetime.</summary>
    public void Renew(DnsRecord record, TimeSpan now, Random random)
    {
        Record = record;
        ReceivedAt = now;
        IsLeaving = false;
        ExpiresAt = now + Lifetime;
        _refreshStage = 0;
        PlanRefresh(random);
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
        RefreshAt = TimeSpan.MaxValue;
    }

    /// <summary>The whole seconds it still counts.</summary>
    public uint RemainingSeconds(TimeSpan now) => (uint)Math.Max(0, (ExpiresAt - now).TotalSeconds);

    private TimeSpan Lifetime => TimeSpan.FromSeconds(Math.Min(Record.TimeToLive, MdnsTiming.MaximumTimeToLive));

    private void PlanRefresh(Random random) =>
        RefreshAt = _refreshStage >= MdnsTiming.RefreshPoints.Length
            ? TimeSpan.MaxValue
            : ReceivedAt + Lifetime * (MdnsTiming.RefreshPoints[_refreshStage] + random.NextDouble() * MdnsTiming.RefreshJitter);
}
