using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>
/// Watches an interface of a device that clients join: tells how they get their addresses, and finds those that keep theirs without asking. Linux only; elsewhere
/// read a capture with <see cref="DhcpAnalyzer"/>. Sends nothing but what <see cref="ProbeAsync"/> asks. Safe for concurrent use, with one reader of observations.
/// </summary>
public sealed class DhcpWatch : IAsyncDisposable
{
    /// <summary>How many observations wait for their reader; the oldest go first, and are counted.</summary>
    public const int MaximumWaiting = 1024;

    /// <summary>How many addresses are probed at once.</summary>
    public const int MaximumProbed = 256;

    /// <summary>How long probing waits where nothing else is said: 1 s.</summary>
    public static readonly TimeSpan DefaultProbeTime = TimeSpan.FromSeconds(1);

    private const int ProbeRounds = 3;

    private readonly ILinkTap _tap;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly DhcpObserver _observer;
    private readonly Channel<DhcpObservation> _observations;
    private readonly List<ArpProbeRound> _probes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private readonly DateTimeOffset _began;
    private readonly long _beganAt;
    private readonly Task _reading;
    private readonly bool _followsNetwork;
    private long _dropped;
    private long _droppedFrames;
    private bool _isTapClosed;

    internal DhcpWatch(ILinkTap tap, DhcpObserverOptions? options, TimeProvider? timeProvider)
    {
        _tap = tap;
        _time = timeProvider ?? TimeProvider.System;
        _began = _time.GetUtcNow();
        _beganAt = _time.GetTimestamp();
        options ??= new DhcpObserverOptions();
        _followsNetwork = options.Network is null;
        _observer = new DhcpObserver(options with { Network = options.Network ?? tap.Network, Ignored = [.. options.Ignored, tap.HardwareAddress] });
        _observations = Channel.CreateBounded<DhcpObservation>(
            new BoundedChannelOptions(MaximumWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
        _timer = _time.CreateTimer(static state => ((DhcpWatch)state!).HandleTime(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        HandleLink(tap.IsUp);
        _reading = Task.WhenAll(Task.Run(ReadFramesAsync), Task.Run(ReadStatesAsync));
    }

    /// <summary>The interface's own IPv4 address; null where it has none now.</summary>
    public IPAddress? Address
    {
        get
        {
            lock (_gate)
                return _isTapClosed ? null : _tap.Address;
        }
    }

    /// <summary>Whether the interface is up now, with a carrier.</summary>
    public bool IsUp
    {
        get
        {
            lock (_gate)
                return !_isTapClosed && _tap.IsUp;
        }
    }

    /// <summary>Who uses which address, the one seen last at the end.</summary>
    public IReadOnlyList<ArpEntry> Clients
    {
        get
        {
            lock (_gate)
                return _observer.Learner.Entries;
        }
    }

    /// <summary>What was seen so far, and what was missed.</summary>
    public DhcpWatchCounters Counters
    {
        get
        {
            lock (_gate)
            {
                if (!_isTapClosed)
                    _droppedFrames = _tap.Drops;
                return new DhcpWatchCounters(_observer.Frames, _observer.Messages, _observer.Malformed, _observer.Cut, _droppedFrames, _observer.Dropped + Interlocked.Read(ref _dropped));
            }
        }
    }

    // not moved by a clock that is set
    private DateTimeOffset Now => _began + _time.GetElapsedTime(_beganAt);

    /// <summary>Begins to watch. What clients do from here on is seen: begin before the network comes back, also while the interface is still down.</summary>
    /// <param name="interfaceName">The interface that clients are connected to, such as <c>wlan0</c> or <c>br0</c>.</param>
    /// <param name="options">What is known; the network is that of the interface where nothing is said. Null for the defaults.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="DhcpWatchException">It cannot be watched.</exception>
    public static DhcpWatch Open(string interfaceName, DhcpObserverOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(interfaceName);
        return OperatingSystem.IsLinux()
            ? new DhcpWatch(LinuxLinkTap.Open(interfaceName), options, timeProvider)
            : throw new DhcpWatchException(DhcpWatchError.NotSupported, $"Watching {interfaceName}", "this system has no packet sockets as Linux does", "Capture with 'tcpdump -w file' or Wireshark, and use --pcap");
    }

    /// <summary>What is seen, as it is seen, until the token is cancelled or the watch is disposed. One reader at a time.</summary>
    /// <param name="cancellationToken">Ends the reading, not the watch.</param>
    /// <exception cref="DhcpWatchException">Reading the interface failed, or the interface is gone; one of the same name that comes later is to be watched anew.</exception>
    public IAsyncEnumerable<DhcpObservation> ObserveAsync(CancellationToken cancellationToken = default) => _observations.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Asks by ARP who uses addresses, such as those of clients before a restart. Three requests each, within half of the time.</summary>
    /// <param name="addresses">IPv4 addresses, at most <see cref="MaximumProbed"/>.</param>
    /// <param name="within">How long to wait for answers; null for <see cref="DefaultProbeTime"/>. It ends earlier when all have answered.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>One result for each address, in order.</returns>
    /// <exception cref="ArgumentException">There are too many addresses, or one is not IPv4.</exception>
    /// <exception cref="DhcpWatchException">Nothing can be sent, such as while the interface is down, or it has no IPv4 address.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, or the watch was disposed meanwhile.</exception>
    public async Task<IReadOnlyList<ArpProbeResult>> ProbeAsync(IReadOnlyCollection<IPAddress> addresses, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        TimeSpan time = within ?? DefaultProbeTime;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(within));
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        if (addresses.Count > MaximumProbed)
            throw new ArgumentException($"{addresses.Count} addresses are more than the {MaximumProbed} that are probed at once.", nameof(addresses));
        if (addresses.FirstOrDefault(static address => address.AddressFamily != AddressFamily.InterNetwork) is { } wrong)
            throw new ArgumentException($"{wrong} is no IPv4 address.", nameof(addresses));
        ArpProbeRound round = new([.. addresses.Distinct()], _time);
        lock (_gate)
            _probes.Add(round);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            for (int i = 0; i < ProbeRounds && !round.Done.IsCompleted; i++)
            {
                await AskAsync(round, isLast: i == ProbeRounds - 1, stop.Token);
                TimeSpan pause = i < ProbeRounds - 1 ? time / (2 * (ProbeRounds - 1)) : time / 2;
                await round.Done.WaitAsync(pause, _time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stop.Token.ThrowIfCancellationRequested();
            }

            lock (_gate)
                return [.. addresses.Select(round.ResultOf)];
        }
        finally
        {
            lock (_gate)
                _probes.Remove(round);
        }
    }

    /// <summary>Ends the watch.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        lock (_gate)
        {
            _droppedFrames = _tap.Drops;
            _isTapClosed = true;
        }

        _tap.Dispose();
        await _reading;
        await _timer.DisposeAsync();
        _observations.Writer.TryComplete();
    }

    // Without an address of its own a request would be a probe of RFC 5227: a client that is just checking the same address would take it for a conflict. An interface that has just come up may get one in a moment.
    private async Task AskAsync(ArpProbeRound round, bool isLast, CancellationToken cancellationToken)
    {
        IPAddress[] missing;
        IPAddress? own;
        lock (_gate)
        {
            _stop.Token.ThrowIfCancellationRequested();
            missing = round.Missing;
            own = _tap.Address;
            round.HasAsked |= own is not null && missing.Length > 0;
        }

        if (own is null)
        {
            if (isLast && !round.HasAsked)
                throw new DhcpWatchException(DhcpWatchError.Failed, "Probing addresses", "the interface has no IPv4 address to ask from", "Give it the accessory's address first");
            return;
        }

        try
        {
            foreach (IPAddress address in missing)
                await _tap.SendAsync(ArpPacket.Request(_tap.HardwareAddress, own, address), cancellationToken);
        }
        catch (Exception ended) when (ended is ObjectDisposedException || (ended is SocketException && _stop.IsCancellationRequested))
        {
            throw new OperationCanceledException("The watch was disposed.", ended, _stop.Token);
        }
        catch (SocketException failure)
        {
            throw new DhcpWatchException(DhcpWatchError.Failed, "Probing addresses", failure.Message.TrimEnd('.'), "See that the interface is up", failure);
        }
    }

    private async Task ReadFramesAsync()
    {
        byte[] buffer = new byte[LinkFilter.WholeFrame];
        try
        {
            while (true)
            {
                int length = await _tap.ReadAsync(buffer, _stop.Token);
                HandleFrame(buffer.AsSpan(0, length));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException || _stop.IsCancellationRequested)
        {
            _observations.Writer.TryComplete();
        }
        catch (Exception failure)
        {
            End(DhcpWatchError.Failed, failure.Message.TrimEnd('.'), failure);
        }
    }

    private async Task ReadStatesAsync()
    {
        try
        {
            while (true)
            {
                LinkState state = await _tap.ReadStateAsync(_stop.Token);
                if (state == LinkState.Gone)
                {
                    End(DhcpWatchError.NoSuchInterface, "the interface is gone", null);
                    return;
                }

                HandleLink(state == LinkState.Up);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException || _stop.IsCancellationRequested)
        {
            // The watch ends.
        }
        catch (Exception failure)
        {
            // Without word of the link nothing could be told for certain.
            End(DhcpWatchError.Failed, failure.Message.TrimEnd('.'), failure);
        }
    }

    private void End(DhcpWatchError error, string cause, Exception? failure) => _observations.Writer.TryComplete(
        new DhcpWatchException(error, "Reading the interface", cause, "See that the interface is there, then begin again", failure));

    private void HandleFrame(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            DateTimeOffset now = Now;
            _observer.HandleFrame(now, LinkFrame.Ethernet, frame);
            if (_probes.Count > 0 && LinkFrame.TryRead(LinkFrame.Ethernet, frame, out LinkFrame link) && link.Protocol == LinkFrame.Arp && ArpPacket.TryRead(frame[link.Start..], out ArpPacket arp))
                _probes.ForEach(round => round.Handle(arp, link.Source));
            Pass(now);
        }
    }

    private void HandleLink(bool isUp)
    {
        lock (_gate)
        {
            DateTimeOffset now = Now;
            if (isUp && _followsNetwork && !_isTapClosed && _tap.Network is { } network)
                _observer.Learner.Network = network;
            _observer.HandleLink(now, isUp);
            Pass(now);
        }
    }

    private void HandleTime()
    {
        lock (_gate)
        {
            DateTimeOffset now = Now;
            _observer.HandleTime(now);
            Pass(now);
        }
    }

    /// <summary>Passes on what was seen, and sets the timer for what is due next.</summary>
    private void Pass(DateTimeOffset now)
    {
        while (_observer.TryGetObservation(out DhcpObservation? observation))
            _observations.Writer.TryWrite(observation);
        if (!_stop.IsCancellationRequested)
            _timer.Change(_observer.NextDeadline is { } next ? Later(next - now) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // A timer's milliseconds are whole: one that fires early would find nothing due, and fire again at once.
    private static TimeSpan Later(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, time.TotalMilliseconds)));
}
