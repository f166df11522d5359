namespace PeerProto.Discovery.Mdns;

/// <summary>The times of RFC 6762, each with its section.</summary>
internal static class MdnsTiming
{
    /// <summary>Section 10: lifetime in seconds of records that hold a host name or address.</summary>
    public const uint HostTimeToLive = 120;

    /// <summary>Section 10: lifetime in seconds of other records, 75 minutes.</summary>
    public const uint OtherTimeToLive = 4500;

    /// <summary>Section 6.7: the longest lifetime told to an asker that is not multicast DNS.</summary>
    public const uint LegacyTimeToLive = 10;

    /// <summary>The longest lifetime a received record is kept: one day, whatever it says.</summary>
    public const uint MaximumTimeToLive = 86_400;

    /// <summary>Section 8.1: probes sent before a name is taken.</summary>
    public const int ProbeCount = 3;

    /// <summary>Section 8.3: announcements sent once a name is taken.</summary>
    public const int AnnouncementCount = 2;

    /// <summary>Section 8.1: conflicts within <see cref="ConflictWindow"/> after which probing slows down.</summary>
    public const int ConflictLimit = 15;

    /// <summary>Section 8.1: the longest random wait before the first probe.</summary>
    public static readonly TimeSpan MaximumProbeDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Section 8.1: between probes, and from the last one to the announcement.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Section 8.2: how long the loser of simultaneous probes waits.</summary>
    public static readonly TimeSpan TieBreakDelay = TimeSpan.FromSeconds(1);

    /// <summary>Section 8.1: the window in which conflicts are counted.</summary>
    public static readonly TimeSpan ConflictWindow = TimeSpan.FromSeconds(10);

    /// <summary>Section 8.1: the wait before each probe once there were too many conflicts.</summary>
    public static readonly TimeSpan ConflictDelay = TimeSpan.FromSeconds(5);

    /// <summary>Section 8.3: from the first announcement to the second.</summary>
    public static readonly TimeSpan AnnouncementInterval = TimeSpan.FromSeconds(1);

    /// <summary>Section 6: the shortest random delay of an answer that others may give too.</summary>
    public static readonly TimeSpan MinimumSharedDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>Section 6: the longest such delay.</summary>
    public static readonly TimeSpan MaximumSharedDelay = TimeSpan.FromMilliseconds(120);

    /// <summary>Section 7.2: the shortest wait for further known answers.</summary>
    public static readonly TimeSpan MinimumTruncatedDelay = TimeSpan.FromMilliseconds(400);

    /// <summary>Section 7.2: the longest such wait.</summary>
    public static readonly TimeSpan MaximumTruncatedDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>Section 6.4: how long an answer may wait on for others to go with it.</summary>
    public static readonly TimeSpan AggregationDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>Section 6: the shortest time between two multicasts of a record on one link.</summary>
    public static readonly TimeSpan RecordInterval = TimeSpan.FromSeconds(1);

    /// <summary>Section 6: the same when answering a probe.</summary>
    public static readonly TimeSpan DefenceInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Section 5.2: the shortest random delay of a first query.</summary>
    public static readonly TimeSpan MinimumQueryDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>Section 5.2: the longest such delay.</summary>
    public static readonly TimeSpan MaximumQueryDelay = TimeSpan.FromMilliseconds(120);

    /// <summary>Section 5.2: from the first query to the second; each later wait doubles.</summary>
    public static readonly TimeSpan FirstQueryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Section 5.2: the longest wait between two queries.</summary>
    public static readonly TimeSpan MaximumQueryInterval = TimeSpan.FromMinutes(60);

    /// <summary>Sections 10.1 and 10.2: how long a record lives after a goodbye or after being replaced.</summary>
    public static readonly TimeSpan GoodbyeGrace = TimeSpan.FromSeconds(1);

    /// <summary>Section 8.4: records updated within <see cref="UpdateWindow"/> at most.</summary>
    public const int UpdateLimit = 10;

    /// <summary>Section 8.4: the window in which updates are counted.</summary>
    public static readonly TimeSpan UpdateWindow = TimeSpan.FromMinutes(1);

    /// <summary>Sections 10.4 and 10.5: queries without an answer after which a record is in doubt.</summary>
    public const int UnansweredLimit = 2;

    /// <summary>Sections 10.4 and 10.5: how long a record in doubt waits for its answer.</summary>
    public static readonly TimeSpan FailureWindow = TimeSpan.FromSeconds(10);

    /// <summary>How late an own multicast may still come in through another interface: wireless networks hold multicasts back.</summary>
    public static readonly TimeSpan LatestEcho = TimeSpan.FromSeconds(5);

    /// <summary>How long a pointer may wait for the location of its service before it has to make room for others, should room be short.</summary>
    public static readonly TimeSpan ResolutionTime = TimeSpan.FromSeconds(10);

    /// <summary>The pause after a search for records to evict that brought little.</summary>
    public static readonly TimeSpan EvictionPause = TimeSpan.FromSeconds(1);

    /// <summary>Section 5.2: the parts of its lifetime at which a record in use is asked for again.</summary>
    public static ReadOnlySpan<double> RefreshPoints => [0.80, 0.85, 0.90, 0.95];

    /// <summary>Section 5.2: the random part added to each refresh point.</summary>
    public const double RefreshJitter = 0.02;
}
