using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Networking;
using PeerProto.Observability;
using PeerProto.Protocol;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Sessions;

/// <summary>A running session: composes transport, security and discovery, and gives each connection to the service.</summary>
internal sealed partial class Session<TContract> : PeerSession<TContract>, IConnectionOwner
    where TContract : class, IPeerContract<TContract>
{
    private readonly PeerService<TContract> _service;
    private readonly PeerSessionOptions _options;
    private readonly ILogger _logger;
    private readonly RandomSource _random;
    private readonly PeerIdentity _identity;
    private readonly Hello _hello;
    private readonly ConnectionOptions _connectionOptions;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly Dictionary<int, ISessionChannel> _channels = [];
    private readonly List<SessionListener> _listeners = [];
    private readonly LinkAuthenticator _authenticator;
    private readonly LinkOpener _opener;
    private readonly WinnerMemory _winners;
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _loops = [];
    private SessionTransports? _transports;
    private INetworkMonitor? _network;
    private IPeerDiscovery? _discovery;
    private Task? _disposal;

    public Session(PeerService<TContract> service, PeerSessionOptions options)
    {
        _service = service;
        _options = options;
        _logger = options.LoggerFactory.CreateLogger("PeerProto.Session");
        _random = new RandomSource(options.RandomSeed);
        _identity = options.Identity ?? PeerIdentity.Create();
        Key = options.Security.IdentifiesPeers ? _identity.Key : null;
        StreamSecurityOptions securing = new()
        {
            HandshakeDeadline = options.HandshakeDeadline,
            TrustDeadline = options.TrustDeadline,
            TimeProvider = options.TimeProvider,
            LoggerFactory = options.LoggerFactory,
        };
        _authenticator = new LinkAuthenticator(options.Security.CreateLinkAuthentication(_identity, securing), Key, options.HandshakeDeadline, options.TimeProvider);

        // Where trust is a decision, the other side may be asking a person about this one before it says anything.
        TimeSpan patience = options.Security.MayTakeTime ? options.TrustDeadline : TimeSpan.Zero;
        _opener = new LinkOpener(options.Security.CreateStreamSecurity(_identity, securing), _authenticator, options.UpgradeDeadline + patience, options.TimeProvider);
        _winners = new WinnerMemory(options.TimeProvider);
        Id = Key is null ? NewPeerId() : PeerId.FromKey(Key);
        _hello = CreateHello();
        _txt = new SessionTxt(_hello, options.Txt);
        PeersWanted = options.PeersWanted;
        _pending = new PendingConnections(options.MaximumPendingConnections, options.MaximumPendingConnectionsPerAddress, options.TimeProvider, _logger);
        Roster = new PeerRoster<TContract>(Id, options.MaximumPeers, options.Timings.Hello, options.TimeProvider);
        ProtocolTimings timings = options.Timings with { Hello = options.Timings.Hello + patience };
        _connectionOptions = new ConnectionOptions
        {
            Contract = TContract.Descriptor,
            Owner = this,
            Limits = options.Limits,
            MemoryBudget = options.MemoryBudget,
            Timings = timings,
            MayAsk = options.Security.MayTakeTime,
            CodecLimits = options.CodecLimits,
            Scheduler = options.Scheduler,
            TimeProvider = options.TimeProvider,
            Random = _random,
            Logger = options.LoggerFactory.CreateLogger("PeerProto.Connection"),
            Telemetry = new SessionTelemetry(TContract.Descriptor, options.PropagateTraceContext, options.TellPeersInTraces),
        };
        EveryoneChannels = TContract.Descriptor.CreateEveryone(new SessionEveryoneLink<TContract>(this));
    }

    public override PeerId Id { get; }

    public override PeerKey? Key { get; }

    public override IReadOnlyList<PeerEndpoint> LocalEndpoints => [.. _listeners.Select(static listener => listener.LocalEndpoint).OfType<PeerEndpoint>()];

    public override IReadOnlyList<PeerListener> Listeners => [.. _listeners];

    public override IReadOnlyList<Peer<TContract>> Peers => Roster.Snapshot;

    public override object EveryoneChannels { get; }

    public ILogger Logger => _logger;

    public PeerRoster<TContract> Roster { get; }

    /// <summary>Signalled when nothing of the session is left.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>How many loops the end of the session would wait for.</summary>
    internal int LoopCount
    {
        get
        {
            lock (_gate)
                return _loops.Count;
        }
    }

    /// <summary>Runs work of the session on its scheduler.</summary>
    public Task Run(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _options.Scheduler).Unwrap();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _transports = SessionTransports.Create(
                _options.Transports,
                new TransportSetup { Credentials = _options.Security.CreateTlsCredentials(_identity), TimeProvider = _options.TimeProvider },
                _logger);
            TransportListenOptions place = new() { Port = _options.Port, Address = _options.ListenAddress, Name = _hello.Instance };
            foreach (ITransport transport in _transports.Usable)
                _listeners.Add(new SessionListener(transport.Name, await transport.ListenAsync(place, cancellationToken)));
            _listeners.AddRange(_transports.Unusable.Select(static unusable => new SessionListener(unusable)));
            _service.Attach(EveryoneChannels);
        }
        catch
        {
            foreach (SessionListener listener in _listeners)
                await listener.CancelAsync();
            DisposeIdentity();
            throw;
        }

        SessionLog.Started(_logger, _hello.Instance, _hello.Contract, string.Join(", ", LocalEndpoints));
        foreach (ChannelDescriptor channel in TContract.Descriptor.Channels)
        {
            if (channel.Delivery is not (Delivery.ReliableOrdered or Delivery.ReliableUnordered))
                SessionLog.RidesReliableLink(_logger, channel.Name, channel.Delivery);
        }

        _network = _options.NetworkMonitor;
        if (_network is null && LocalEndpoints.Any(static endpoint => endpoint.Address is not null))
            _network = new NetworkMonitor(_options.TimeProvider, _options.LoggerFactory);
        if (_network is { Current: { } network }) // as it is when the session starts, whenever the loop does
            Track(stopping => WatchNetworkAsync(network, stopping));
        if ((_options.Security.Store ?? _options.Security.Remembers) is { } store)
            Track(stopping => FollowTrustAsync(store, stopping));
        foreach (SessionListener listener in _listeners.Where(static listener => listener.Listener is not null))
            Track(stopping => AcceptAsync(listener, stopping));
        _discovery = _options.UseDiscovery ? _options.Discovery ?? CreateDiscovery() : null;
        _source = CreateSource();
        if (_discovery is null)
            _txt.Complete();
        else
            Track(AdvertiseAsync);
        if (_source is not null)
            Track(SearchAsync);
    }

    public void AddChannel(int number, ISessionChannel channel) => _channels.Add(number, channel);

    public override async IAsyncEnumerable<PeerEvent<TContract>> PeersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        PeerEventQueue<TContract> changes = Roster.Follow();
        try
        {
            while (await changes.ReadAsync(cancellationToken) is { } change)
                yield return change;
        }
        finally
        {
            Roster.Unfollow(changes);
        }
    }

    public override ValueTask FlushAsync(CancellationToken cancellationToken = default) => new(FlushAllAsync(cancellationToken));

    public override ValueTask DisposeAsync()
    {
        lock (_gate)
            return new ValueTask(_disposal ??= Run(StopAsync));
    }

    void IConnectionOwner.Decide(PeerConnection connection) => Roster.Decide(connection);

    void IConnectionOwner.OnReady(PeerConnection connection)
    {
        if (Roster.Add(connection) is not { } peer)
            return;
        if (Update(peer))
            Track(UpdatePathsLaterAsync);
        SessionLog.Joined(_logger, peer, peer.RemoteEndpoint);
        ReportSeen(connection);
        KeepDiscoveryKey(connection);
        if (connection.Agreement.Comparison is { } comparison)
            SessionLog.SpeaksAnotherVersion(_logger, peer, peer.ContractVersion, _hello.ContractVersion, AgreementText.Of(TContract.Descriptor, comparison));
    }

    ValueTask IConnectionOwner.DispatchMessageAsync(Peer from, int channel, ref PeerReader reader) =>
        _service.DispatchMessageAsync(from, channel, ref reader);

    bool IConnectionOwner.MayUse(Peer peer, string permission)
    {
        try
        {
            return _options.Authorize is { } authorize
                ? authorize(peer, permission)
                : peer.Key is { } key && _options.Security.Store?.Find(key)?.Permissions.Contains(permission) == true;
        }
        catch (Exception failure)
        {
            SessionLog.AuthorizationFailed(_logger, permission, peer, failure);
            return false;
        }
    }

    void IConnectionOwner.OnFirstMessage(int channel) => _channels[channel].OnDispatched();

    void IConnectionOwner.OnDropped(int channel, long messages) => _channels[channel].OnDropped(messages);

    ValueTask IConnectionOwner.DispatchCallAsync(int call, ref PeerReader reader, IncomingCall incoming) =>
        _service.DispatchCallAsync(call, ref reader, incoming);

    private Task FlushAllAsync(CancellationToken cancellationToken)
    {
        List<Task> flushes = [];
        foreach (SessionPeer<TContract> peer in Roster.Snapshot)
            flushes.Add(FlushAsync(peer, cancellationToken));
        return Task.WhenAll(flushes);
    }

    private static async Task FlushAsync(SessionPeer<TContract> peer, CancellationToken cancellationToken)
    {
        try
        {
            await peer.FlushAsync(cancellationToken);
        }
        catch (PeerConnectionException)
        {
            // a peer that left has nothing left to confirm; its Left event and UnconfirmedMessages tell what is in doubt
        }
    }

    private async Task StopAsync()
    {
        await AttemptAsync(_stopping.CancelHereAsync);
        foreach (SessionListener listener in _listeners)
            await AttemptAsync(listener.CancelAsync);
        await AttemptAsync(DrainAsync);
        Roster.Close();
        CloseConnections();
        await WhenLoopsEnd();
        Roster.Complete();
        foreach (ISessionChannel channel in _channels.Values)
            channel.Complete();
        await AttemptAsync(_stopped.CancelHereAsync);
        await WriteSeenAsync();
        if (_options.Discovery is null && _discovery is not null)
            await AttemptAsync(() => _discovery.DisposeAsync().AsTask());
        if (_options.NetworkMonitor is null)
            (_network as IDisposable)?.Dispose();
        _authenticator.Dispose();
        DisposeIdentity();
    }

    /// <summary>Takes one step of the end: the others follow, whatever becomes of it.</summary>
    private async Task AttemptAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception failure)
        {
            SessionLog.Broken(_logger, _hello.Instance, failure);
        }
    }

    private async Task DrainAsync()
    {
        using CancellationTokenSource deadline = new(_options.DrainTimeout, _options.TimeProvider);
        try
        {
            await FlushAllAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            foreach (SessionPeer<TContract> peer in Roster.Snapshot)
            {
                if (peer.UnconfirmedMessages > 0)
                    SessionLog.Unconfirmed(_logger, _hello.Instance, peer.UnconfirmedMessages, peer, _options.DrainTimeout);
            }
        }
    }

    /// <summary>Starts a loop whose end the session waits for.</summary>
    public void Track(Func<CancellationToken, Task> loop)
    {
        Task running = Run(() => ObserveAsync(loop));
        lock (_gate)
            _loops.Add(running);
        running.ContinueWith(
            ended =>
            {
                lock (_gate)
                    _loops.Remove(ended);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            _options.Scheduler);
    }

    private async Task ObserveAsync(Func<CancellationToken, Task> loop)
    {
        System.Diagnostics.Activity.Current = null; // a loop outlives what the app was at when it began
        try
        {
            await loop(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // the session ends
        }
        catch (ObjectDisposedException) when (_stopping.IsCancellationRequested)
        {
            // the listener ended with the session
        }
        catch (Exception failure)
        {
            SessionLog.Broken(_logger, _hello.Instance, failure);
        }
    }

    private async Task WhenLoopsEnd()
    {
        while (true)
        {
            Task[] running;
            lock (_gate)
                running = [.. _loops];
            if (running.Length == 0)
                return;
            await Task.WhenAll(running);
            lock (_gate)
                _loops.ExceptWith(running);
        }
    }

    /// <summary>Discovery on the interfaces that the listener is reached on: all usable ones, or that of the one address.</summary>
    private IPeerDiscovery CreateDiscovery() => PeerDiscovery.CreateDefault(new PeerDiscoveryOptions
    {
        Address = _options.ListenAddress,
        NetworkMonitor = _network,
        TimeProvider = _options.TimeProvider,
        Scheduler = _options.Scheduler,
        LoggerFactory = _options.LoggerFactory,
    });

    private void DisposeIdentity()
    {
        if (_options.Identity is null)
            _identity.Dispose();
    }

    private PeerId NewPeerId()
    {
        Span<byte> bytes = stackalloc byte[PeerId.Length];
        _random.Fill(bytes);
        return new PeerId(bytes);
    }

    private Hello CreateHello()
    {
        byte[] nameKey = CreateNameKey();
        return new Hello
        {
            Contract = TContract.Descriptor.Name,
            ContractVersion = TContract.Descriptor.Version,
            Fingerprint = TContract.Descriptor.Fingerprint,
            Id = Id,
            Instance = RotatingName.Create(nameKey, _random),
            NameKey = nameKey,
            DisplayName = _options.DisplayName,
            MaximumMessageBytes = _options.Limits.MaximumMessageBytes,
            ChannelWindowMessages = _options.Limits.ChannelWindowMessages,
            ChannelWindowBytes = _options.Limits.ChannelWindowBytes,
            StreamWindowMessages = _options.Limits.StreamWindowMessages,
            StreamWindowBytes = _options.Limits.StreamWindowBytes,
            MaximumConcurrentCalls = _options.Limits.MaximumConcurrentCalls,
        };
    }
}
