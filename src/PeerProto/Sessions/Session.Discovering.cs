using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Sessions;

internal sealed partial class Session<TContract>
{
    private const int MaximumTrackedServices = 1024;
    private const int MaximumOwnNames = 16;
    private const string WireVersionKey = "w";
    private const string ContractVersionKey = "v";
    private const string FingerprintKey = "f";

    /// <summary>How long a connection has to last so that the pauses behind it begin anew.</summary>
    private static readonly TimeSpan SteadyTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan SecondMoverDelay = TimeSpan.FromSeconds(1);

    /// <summary>How long an attempt is under way before a network that comes back makes a new one worth more than its outcome.</summary>
    private static readonly TimeSpan StaleAttempt = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, FoundService> _found = [];
    private readonly Queue<NamesOfPeer> _letGo = [];
    private readonly ConcurrentQueue<string> _ownNames = [];
    private string _announcedName = "";

    private static string WireVersion => Hello.CurrentWireVersion.ToString(CultureInfo.InvariantCulture);

    private string Fingerprint => Convert.ToHexStringLower(_hello.Fingerprint.Span);

    public override async IAsyncEnumerable<DiscoveryState> DiscoveryStatesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_discovery is not { } discovery)
        {
            yield return DiscoveryState.Setup;
            yield break;
        }

        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopped);
        await using IAsyncEnumerator<DiscoveryState> states = discovery.StatesAsync(ending.Token).GetAsyncEnumerator(ending.Token);
        while (true)
        {
            try
            {
                if (!await states.MoveNextAsync())
                    yield break;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                yield break; // the session has ended; a discovery that it was given goes on
            }

            yield return states.Current;
        }
    }

    /// <summary>Announces the session under one name after the other. The new one is there before the old one goes, so that the session can be found all the time.</summary>
    private async Task AdvertiseAsync(CancellationToken stopping)
    {
        TxtRecord txt = TxtRecord.Empty
            .With(WireVersionKey, WireVersion)
            .With(ContractVersionKey, _hello.ContractVersion.ToString(CultureInfo.InvariantCulture))
            .With(FingerprintKey, Fingerprint);
        if (AdvertisedPorts.Of(LocalEndpoints.Concat(WebSocketEndpoints())) is not { } ports)
            return; // memory and Unix sockets are not on the network
        IServiceAdvertisement? running = null;
        try
        {
            string name = _hello.Instance;
            while (true)
            {
                IServiceAdvertisement? old = running;
                NoteOwn(name);
                running = await _discovery!.AdvertiseAsync(new ServiceAdvertisement(name, ServiceType.FromContractName(_hello.Contract), ports.Port, ports.AddTo(txt)), stopping);
                Volatile.Write(ref _announcedName, name);
                if (old is not null)
                    await old.DisposeAsync();
                await Task.Delay(NextNameLifetime(), _options.TimeProvider, stopping);
                name = RotatingName.Create(_hello.NameKey.Span, _random);
            }
        }
        catch (DiscoveryException failure)
        {
            SessionLog.DiscoveryFailed(_logger, failure.Message, failure);
        }
        finally
        {
            if (running is not null)
                await running.DisposeAsync();
        }
    }

    /// <summary>Three to five quarters of the lifetime, so that sessions that began together do not change their names together.</summary>
    private TimeSpan NextNameLifetime() =>
        _options.InstanceNameLifetime == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : _options.InstanceNameLifetime * (NextJitter() + 0.25);

    /// <summary>Neither side is to connect to the other by itself any more, under none of its names.</summary>
    private void NoteLetGo(NamesOfPeer names)
    {
        lock (_letGo)
        {
            if (_letGo.Count >= MaximumTrackedServices)
                _letGo.Dequeue();
            _letGo.Enqueue(names);
        }

        foreach (FoundService found in _found.Values.Where(found => names.Contains(found.Service.InstanceName)))
            found.IsLetGo = true;
    }

    /// <summary>
    /// Whether a name is one of a peer that was let go. All sessions of a paired device have names of one key, so there it is only that of the same session while the session's other name is still
    /// there, as it is when names change; a device that went and came back is connected to again.
    /// </summary>
    private bool IsLetGo(string instance)
    {
        lock (_letGo)
        {
            return _letGo.Any(names => names.Contains(instance)
                && (_options.Security.Store is null || _found.Values.Any(other => other.IsLetGo && names.Contains(other.Service.InstanceName))));
        }
    }

    /// <summary>Remembers a name that this session is announced under. A few are enough: old ones are gone from the network soon.</summary>
    private void NoteOwn(string name)
    {
        _ownNames.Enqueue(name);
        if (_ownNames.Count > MaximumOwnNames)
            _ownNames.TryDequeue(out _);
    }

    /// <summary>Follows what discovery finds: one dialling loop for each service, as long as it is there.</summary>
    private async Task BrowseAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (ServiceChange change in _discovery!.BrowseAsync(ServiceType.FromContractName(_hello.Contract), stopping))
            {
                DiscoveredService service = change.Service;
                if (_ownNames.Contains(service.InstanceName))
                    continue;
                if (change.Kind == ServiceChangeKind.Removed)
                {
                    if (_found.TryRemove(service.InstanceName, out FoundService? gone))
                        await gone.Gone.CancelHereAsync();
                }
                else if (_found.TryGetValue(service.InstanceName, out FoundService? known))
                {
                    known.Service = service;
                }
                else if (!SpeaksTheSameWire(service.Txt))
                {
                    SessionLog.SpeaksAnother(_logger, service);
                }
                else if (_found.Count >= MaximumTrackedServices)
                {
                    SessionLog.TooManyServices(_logger, service, _found.Count);
                }
                else
                {
                    SessionLog.Found(_logger, service);
                    FoundService added = new(service);
                    _found[service.InstanceName] = added;
                    if (IsLetGo(service.InstanceName)) // looked at behind that, or neither this nor NoteLetGo would see what the other does
                        added.IsLetGo = true;
                    Track(ending => DialWhilePresentAsync(added, ending));
                }
            }
        }
        catch (DiscoveryException failure)
        {
            SessionLog.DiscoveryFailed(_logger, failure.Message, failure);
        }
    }

    /// <summary>
    /// Keeps a connection to a found service. The side with the smaller instance name connects at once, the other only if that does not come about in a while, so that
    /// both seldom connect at the same time.
    /// </summary>
    private async Task DialWhilePresentAsync(FoundService found, CancellationToken stopping)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(found.Gone.Token, stopping);
        CancellationToken gone = ending.Token;
        string instance = found.Service.InstanceName;
        bool isFirstMover = string.CompareOrdinal(Volatile.Read(ref _announcedName) is { Length: > 0 } announced ? announced : _hello.Instance, instance) < 0;
        RetryDelay delay = new(NextJitter);
        try
        {
            while (true)
            {
                await WhenMayBeTrustedAsync(instance, gone);
                if (!isFirstMover)
                    await WaitForInstanceAsync(instance, present: true, SecondMoverDelay, gone);
                if (found.IsLetGo)
                    return; // it came and was let go meanwhile
                long began = _options.TimeProvider.GetTimestamp();
                Task returned = WorthTrying;
                (string trouble, bool isFinal) = Roster.HasInstance(instance) ? ("", false) : await TryDialAsync(found.Service, gone);
                if (isFinal)
                {
                    SessionLog.DialGivenUp(_logger, instance, trouble);
                    return;
                }

                await WaitForInstanceAsync(instance, present: false, Timeout.InfiniteTimeSpan, gone);
                if (found.IsLetGo)
                    return;

                // A connection that did not last counts like one that did not come about, so that two sides that fail each other do not do it without a pause.
                if (trouble.Length == 0 && _options.TimeProvider.GetElapsedTime(began) >= SteadyTime)
                    delay.Reset();
                TimeSpan wait = delay.Next();
                if (trouble.Length > 0)
                    SessionLog.DialFailed(_logger, instance, wait, trouble);
                if (await WaitForInstanceAsync(instance, present: true, wait, gone, returned))
                    delay.Reset();
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // the service went away, or the session ends
        }
    }

    /// <summary>Connects to a found service.</summary>
    /// <returns>What stood in the way, or nothing; and whether it will as long as both sessions live.</returns>
    private async Task<(string Trouble, bool IsFinal)> TryDialAsync(DiscoveredService service, CancellationToken cancellationToken)
    {
        try
        {
            Peer<TContract> answered = await DialAfreshAsync(AdvertisedPorts.EndpointsOf(service), cancellationToken);
            return (Roster.HasInstance(service.InstanceName) ? "" : $"{answered} answers there under another instance name", false);
        }
        catch (PeerConnectionException failure) when (failure.Code == PeerErrorCode.ContractMismatch && !SaysSameShape(service.Txt))
        {
            return (failure.Message, true); // it says so itself, so it is not another one that answers at an address of its
        }
        catch (PeerConnectionException failure) when (failure.Diagnosis.Code is PeerDiagnosisCode.PasscodeWrong or PeerDiagnosisCode.PasscodeRequired)
        {
            return (failure.Message, true); // no session changes its passcode, and each attempt would let whatever answers there guess once more
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return (failure.Message, false); // whatever it is, the next try may fare better
        }
    }

    /// <summary>Connects, and begins anew when the network comes back while the attempt is under way: packets that were lost are sent again only after seconds.</summary>
    private async Task<Peer<TContract>> DialAfreshAsync(IReadOnlyList<PeerEndpoint> endpoints, CancellationToken cancellationToken)
    {
        while (true)
        {
            using CancellationTokenSource stale = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task returned = WorthTrying;
            long began = _options.TimeProvider.GetTimestamp();
            Task<Peer<TContract>> attempt = DialAsync(endpoints, stale.Token);
            await SchedulerWaits.WhenAnyHereAsync(attempt, returned);
            if (attempt.IsCompleted || _options.TimeProvider.GetElapsedTime(began) < StaleAttempt)
                return await attempt;
            await stale.CancelHereAsync();
            try
            {
                return await attempt;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // begin anew
            }
        }
    }

    /// <summary>Waits until a peer of an instance name is connected, or is not, at most for a time, or until something else happens.</summary>
    /// <returns>Whether that happened.</returns>
    private async Task<bool> WaitForInstanceAsync(string instance, bool present, TimeSpan atMost, CancellationToken cancellationToken, Task? other = null)
    {
        using CancellationTokenSource deadline = new(atMost, _options.TimeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            while (true)
            {
                Task changed = Roster.Changed;
                if (Roster.HasInstance(instance) == present)
                    return false;
                if (other is { IsCompleted: true })
                    return true;
                await (other is null ? changed : SchedulerWaits.WhenAnyHereAsync(changed, other)).WaitHereAsync(ending.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false; // long enough
        }
    }

    /// <summary>Whether a service may be a peer, as far as its TXT record tells; the hello decides. One of another fingerprint may have enough in common.</summary>
    private static bool SpeaksTheSameWire(TxtRecord txt) => (txt.GetText(WireVersionKey) ?? WireVersion) == WireVersion;

    /// <summary>Where a TCP listener takes WebSocket links beside its own.</summary>
    private IEnumerable<PeerEndpoint> WebSocketEndpoints() =>
        from endpoint in LocalEndpoints
        where endpoint is { Transport: TcpTransport.TransportName, Address: not null }
        let shared = PeerEndpoint.FromAddress(WebSocketTransport.TransportName, endpoint.Address!)
        where _transports!.Find(shared)?.Name == TcpTransport.TransportName
        select shared;

    private bool SaysSameShape(TxtRecord txt) => txt.GetText(FingerprintKey) == Fingerprint;

    private sealed class FoundService(DiscoveredService service)
    {
        private bool _isLetGo;

        public DiscoveredService Service { get; set; } = service;

        public CancellationTokenSource Gone { get; } = new();

        /// <summary>Whether one of the two sides has ended a connection in order: neither connects to the other by itself any more.</summary>
        public bool IsLetGo
        {
            get => Volatile.Read(ref _isLetGo);
            set => Volatile.Write(ref _isLetGo, value);
        }
    }
}
