namespace PeerProto;

/// <summary>How a <see cref="PeerTrustStore"/> works.</summary>
public sealed record PeerTrustStoreOptions
{
    /// <summary>The default of <see cref="MaximumPeers"/>: 1024.</summary>
    public const int DefaultMaximumPeers = 1024;

    /// <summary>The default of <see cref="LastSeenInterval"/>: one minute.</summary>
    public static readonly TimeSpan DefaultLastSeenInterval = TimeSpan.FromMinutes(1);

    /// <summary>The default of <see cref="RefreshInterval"/>: 2 s.</summary>
    public static readonly TimeSpan DefaultRefreshInterval = TimeSpan.FromSeconds(2);

    /// <summary>The most peers the store takes, 1 to <see cref="PeerTrustStore.MaximumPeers"/>. Default <see cref="DefaultMaximumPeers"/>.</summary>
    public int MaximumPeers { get; init; } = DefaultMaximumPeers;

    /// <summary>
    /// How seldom the file is written only because peers were seen, however many come and go. Default <see cref="DefaultLastSeenInterval"/>. Every other change is written at once, with the times.
    /// </summary>
    public TimeSpan LastSeenInterval { get; init; } = DefaultLastSeenInterval;

    /// <summary>How often those who follow a file's changes look whether another program has changed it. Default <see cref="DefaultRefreshInterval"/>.</summary>
    public TimeSpan RefreshInterval { get; init; } = DefaultRefreshInterval;

    /// <summary>The clock. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumPeers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumPeers, PeerTrustStore.MaximumPeers);
        ArgumentOutOfRangeException.ThrowIfLessThan(LastSeenInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RefreshInterval, TimeSpan.Zero);
    }
}
