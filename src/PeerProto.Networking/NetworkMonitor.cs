using System.Net.NetworkInformation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PeerProto.Networking;

/// <summary>
/// Watches the interfaces, addresses and default routes of this machine. The system's change events only say that something happened, so each one leads to a new
/// snapshot that is compared with the last; a slow poll catches what the system does not announce.
/// </summary>
public sealed class NetworkMonitor : INetworkMonitor, IDisposable
{
    /// <summary>The time between two polls where the system leaves changes out and none is given: two seconds. .NET announces no change of routes, and on Linux none of IPv6 addresses.</summary>
    public static readonly TimeSpan DefaultPollInterval = TimeSpan.FromSeconds(2);

    /// <summary>The time between two polls where the system announces every change, as Linux does, and none is given: half a minute. A poll costs about a tenth of a megabyte of garbage.</summary>
    public static readonly TimeSpan AnnouncedPollInterval = TimeSpan.FromSeconds(30);

    /// <summary>The time between two looks while an address is being checked for duplicates, which takes a second or so and ends unannounced.</summary>
    internal static readonly TimeSpan SettleInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a change that Linux announced waits for others, since one event of the network is a burst of them.</summary>
    internal static readonly TimeSpan GatherInterval = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly Func<CapturedNetwork> _capture;
    private readonly ILogger _logger;
    private readonly LatestValue<NetworkSnapshot> _latest;
    private readonly TimeSpan _pollInterval;
    private readonly ITimer _poll;
    private readonly LinuxChangeSocket? _changes;
    private bool _isGathering;
    private bool _isDisposed;

    /// <summary>Starts watching.</summary>
    /// <param name="timeProvider">Times the poll; the system's when <see langword="null"/>.</param>
    /// <param name="loggerFactory">Where changes are logged; nowhere when <see langword="null"/>.</param>
    /// <param name="pollInterval">The time between two polls; <see cref="AnnouncedPollInterval"/> or <see cref="DefaultPollInterval"/> when <see langword="null"/>.</param>
    public NetworkMonitor(TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null, TimeSpan? pollInterval = null)
        : this(SystemNetwork.Capture, timeProvider ?? TimeProvider.System, loggerFactory, pollInterval ?? DefaultPollInterval)
    {
        NetworkChange.NetworkAddressChanged += OnAddressChanged;
        NetworkChange.NetworkAvailabilityChanged += OnAvailabilityChanged;
        if (OperatingSystem.IsLinux())
            _changes = LinuxChangeSocket.TryStart(Gather);
        if (_changes is null || pollInterval is not null)
            return;
        lock (_gate)
        {
            _pollInterval = AnnouncedPollInterval;
            Gather();
        }
    }

    internal NetworkMonitor(Func<CapturedNetwork> capture, TimeProvider timeProvider, ILoggerFactory? loggerFactory, TimeSpan pollInterval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pollInterval, TimeSpan.Zero);
        _capture = capture;
        _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger("PeerProto.Networking");
        _pollInterval = pollInterval;
        CapturedNetwork first = capture();
        _latest = new LatestValue<NetworkSnapshot>(first.Snapshot);
        _poll = timeProvider.CreateTimer(static state => ((NetworkMonitor)state!).Refresh(), this, UntilNext(first), Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public NetworkSnapshot Current => _latest.Value;

    /// <inheritdoc/>
    public IAsyncEnumerable<NetworkSnapshot> WatchAsync(CancellationToken cancellationToken) => _latest.WatchAsync(cancellationToken);

    /// <summary>Stops watching and ends every watch.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }

        NetworkChange.NetworkAddressChanged -= OnAddressChanged;
        NetworkChange.NetworkAvailabilityChanged -= OnAvailabilityChanged;
        if (OperatingSystem.IsLinux())
            _changes?.Dispose();
        _poll.Dispose();
        _latest.Complete();
    }

    /// <summary>Takes a snapshot now and publishes it if it differs.</summary>
    internal void Refresh()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;

            _isGathering = false;
            CapturedNetwork next;
            try
            {
                next = _capture();
            }
            catch (NetworkInformationException exception)
            {
                NetworkingLog.CaptureFailed(_logger, exception);
                _poll.Change(_pollInterval, Timeout.InfiniteTimeSpan);
                return;
            }

            _poll.Change(UntilNext(next), Timeout.InfiniteTimeSpan);
            NetworkDifference difference = next.Snapshot.Since(_latest.Value);
            if (difference.IsEmpty)
                return;

            NetworkingLog.NetworkChanged(_logger, difference.Added.Length, difference.Changed.Length, difference.Removed.Length);
            _latest.Set(next.Snapshot);
        }
    }

    /// <summary>Something changed: takes a snapshot in a moment, one for all that changes until then.</summary>
    internal void Gather()
    {
        lock (_gate)
        {
            if (_isDisposed || _isGathering)
                return;
            _isGathering = true;
            _poll.Change(GatherInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private TimeSpan UntilNext(CapturedNetwork captured) =>
        captured.IsSettling && SettleInterval < _pollInterval ? SettleInterval : _pollInterval;

    private void OnAddressChanged(object? sender, EventArgs arguments) => Refresh();

    private void OnAvailabilityChanged(object? sender, NetworkAvailabilityEventArgs arguments) => Refresh();
}
