namespace PeerProto.Discovery.Mdns;

/// <summary>The state of one claim on one link.</summary>
internal sealed class ClaimProgress
{
    private bool _wasTold;

    public ClaimStage Stage { get; private set; }

    /// <summary>Probes or announcements sent in this stage.</summary>
    public int Sent { get; private set; }

    /// <summary>When the next one is due; <see cref="TimeSpan.MaxValue"/> for never.</summary>
    public TimeSpan DueAt { get; private set; } = TimeSpan.MaxValue;

    /// <summary>Whether the name was taken and told at least once. It stays so while something new is still to be told.</summary>
    public bool IsClaimed => _wasTold && Stage != ClaimStage.Probing;

    /// <summary>Whether a response can refuse the name. Before the first probe it may be a stale one.</summary>
    public bool IsProbeUnderWay => Stage == ClaimStage.Probing && Sent > 0;

    public void Probe(TimeSpan firstAt)
    {
        Stage = ClaimStage.Probing;
        _wasTold = false;
        Sent = 0;
        DueAt = firstAt;
    }

    public void Announce(TimeSpan firstAt)
    {
        Stage = ClaimStage.Announcing;
        Sent = 0;
        DueAt = firstAt;
    }

    /// <summary>A probe was sent; after the last one and its wait, the claim is announced.</summary>
    public void ProbeSent(TimeSpan now)
    {
        Sent++;
        DueAt = now + MdnsTiming.ProbeInterval;
    }

    /// <summary>Whether all probes were sent and their wait is over.</summary>
    public bool HasProbed => Stage == ClaimStage.Probing && Sent >= MdnsTiming.ProbeCount;

    /// <summary>The announcement that is due has to wait.</summary>
    public void Postpone(TimeSpan until) => DueAt = until;

    /// <summary>An announcement was sent.</summary>
    public void AnnouncementSent(TimeSpan now)
    {
        _wasTold = true;
        Sent++;
        if (Sent < MdnsTiming.AnnouncementCount)
        {
            DueAt = now + MdnsTiming.AnnouncementInterval;
            return;
        }

        Stage = ClaimStage.Established;
        DueAt = TimeSpan.MaxValue;
    }
}
