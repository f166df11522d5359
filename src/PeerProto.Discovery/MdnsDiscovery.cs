using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Sockets;
using PeerProto.Networking;

namespace PeerProto.Discovery;

/// <summary>
/// Finds and offers services on the local network by multicast DNS (RFC 6762) and DNS-SD (RFC 6763), without help from the system, on every
/// usable interface over IPv4 and IPv6; on loopback when there is nothing else. It shares port 5353 with other responders of this host. The
/// host name it shows is random and changes with each instance. Sockets open at the first use. Safe for concurrent use.
/// </summary>
public sealed class MdnsDiscovery : IPeerDiscovery
{
    private static readonly DiscoveryState NoNetwork = DiscoveryState.Waiting(new DiscoveryDiagnosis(
        DiscoveryProblem.NoNetwork, "No network interface can be used for discovery", "Connect this machine to a network; discovery begins by itself as soon as there is one"));

    private static readonly DiscoveryState MulticastRefused = DiscoveryState.Waiting(new DiscoveryDiagnosis(
        DiscoveryProblem.MulticastRefused,
        "The system lets this program join multicast DNS on no interface",
        "Give the program the permission for multicast (on iOS the entitlement com.apple.developer.networking.multicast), or use the system's service, SystemDiscovery"));

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<int, MdnsAdvertisement> _advertisements = new();
    private readonly ConcurrentDictionary<int, Action<Exception?>> _browses = new();
    private readonly ConcurrentDictionary<int, Action> _refreshes = new();
    private readonly MdnsDiscoveryOptions _options;
    private readonly Func<IDatagramEdge> _openEdge;
    private readonly ILogger _logger;
    private readonly LatestValue<DiscoveryState> _state = new(DiscoveryState.Setup);
    private NetworkMonitor? _ownMonitor;
    private IDatagramEdge? _edge;
    private MdnsDriver? _driver;
    private bool _isDisposed;
    private int _lastId;

    /// <summary>Prepares discovery; nothing is sent or opened yet.</summary>
    /// <param name="options">How it works; the defaults when <see langword="null"/>. Not to be changed afterwards.</param>
    public MdnsDiscovery(MdnsDiscoveryOptions? options = null)
        : this(options ?? new MdnsDiscoveryOptions(), openEdge: null)
    {
    }

    internal MdnsDiscovery(MdnsDiscoveryOptions options, Func<IDatagramEdge>? openEdge)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumCachedRecords, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumCachedBytes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumServicesPerBrowse, 1, nameof(options));
        _options = options;
        _logger = options.LoggerFactory.CreateLogger("PeerProto.Discovery");
        _openEdge = openEdge ?? (() => new MulticastEdge(options.TimeProvider, _logger));
    }

    /// <inheritdoc/>
    public DiscoveryState State => _state.Value;

    /// <inheritdoc/>
    public IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default) => _state.WatchAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(advertisement);
        cancellationToken.ThrowIfCancellationRequested();
        MdnsDriver driver = EnsureStarted();
        var handle = new MdnsAdvertisement(Interlocked.Increment(ref _lastId), advertisement.InstanceName, UpdateAsync, WithdrawAsync);
        await CallAsync(driver, (engine, now) =>
        {
            engine.Responder.AddService(handle.Id, advertisement, now);
            _advertisements[handle.Id] = handle;
        });
        try
        {
            await handle.Claimed.WaitAsync(cancellationToken);
            return handle;
        }
        catch
        {
            await handle.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        return BrowseServicesAsync(EnsureStarted(), type, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<InstanceChange> BrowseInstancesAsync(ServiceType type, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        return BrowseInstancesAsync(EnsureStarted(), type, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<DiscoveredService> ResolveAsync(ServiceType type, string instanceName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentException.ThrowIfNullOrEmpty(instanceName);
        DnsName instance = MdnsNames.For(type.BaseType).Child(instanceName);
        cancellationToken.ThrowIfCancellationRequested();
        MdnsDriver driver = EnsureStarted();
        return await SettledService.FirstAsync(
                token => FollowAsync(driver, engine => engine.CreateInstanceResolver(type.BaseType, instance), resolver => resolver.Service, token), _options.TimeProvider, cancellationToken)
            ?? throw new ObjectDisposedException(nameof(MdnsDiscovery));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ServiceType> BrowseTypesAsync(CancellationToken cancellationToken = default) =>
        BrowseTypesAsync(EnsureStarted(), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The network is asked twice for the records that lead to the service; when nobody answers within ten seconds they are dropped, and the service with them.</remarks>
    public async ValueTask ReconfirmAsync(DiscoveredService service, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(service);
        cancellationToken.ThrowIfCancellationRequested();
        await CallAsync(EnsureStarted(), (engine, now) => engine.Reconfirm(service, now));
    }

    /// <summary>Says goodbye to what is still advertised, ends every browse and closes the sockets.</summary>
    /// <returns>Completes when the goodbyes are sent and everything is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        MdnsDriver? driver;
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            driver = _driver;
        }

        if (driver is not null)
        {
            foreach (MdnsAdvertisement handle in _advertisements.Values)
                await handle.DisposeAsync();
            await driver.DisposeAsync();
            // Calls that came just before the end may have left handles behind.
            foreach (MdnsAdvertisement handle in _advertisements.Values)
                handle.Fail(new ObjectDisposedException(nameof(MdnsDiscovery)));
        }

        EndBrowses(null);
        SetState(DiscoveryState.Cancelled);
        _state.Complete();
        _ownMonitor?.Dispose();
    }

    private MdnsDriver EnsureStarted()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_driver is not null)
                return _driver.Failure is { } failure ? throw Stopped(failure) : _driver;

            _edge = OpenEdge();
            INetworkMonitor network = _options.NetworkMonitor
                ?? (_ownMonitor ??= new NetworkMonitor(_options.TimeProvider, _options.LoggerFactory));
            var engine = new MdnsEngine(
                new MdnsLimits(_options.MaximumCachedRecords, _options.MaximumCachedBytes, _options.MaximumServicesPerBrowse),
                _options.RandomSeed is { } seed ? new Random(seed) : new Random());
            return _driver = new MdnsDriver(engine, _edge, network, _options, _logger, AfterTurn, Fail);
        }
    }

    private IDatagramEdge OpenEdge()
    {
        try
        {
            return _openEdge();
        }
        catch (DiscoveryException failure)
        {
            SetState(DiscoveryState.Failed(failure.Diagnosis));
            throw;
        }
    }

    private async IAsyncEnumerable<ServiceChange> BrowseServicesAsync(
        MdnsDriver driver, ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImmutableDictionary<DnsName, DiscoveredService> seen = ImmutableDictionary<DnsName, DiscoveredService>.Empty;
        await foreach (var services in FollowAsync(driver, engine => engine.CreateServiceBrowser(type), browser => browser.Services, cancellationToken))
        {
            foreach (ServiceChange change in ServiceDifference.Between(seen, services))
                yield return change;
            seen = services;
        }
    }

    private async IAsyncEnumerable<InstanceChange> BrowseInstancesAsync(
        MdnsDriver driver, ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImmutableHashSet<DnsName> seen = [];
        await foreach (var instances in FollowAsync(driver, engine => engine.CreateInstanceBrowser(type), browser => browser.Instances, cancellationToken))
        {
            foreach (InstanceChange change in ServiceDifference.Between(seen, instances, static name => name.FirstLabelText))
                yield return change;
            seen = instances;
        }
    }

    private async IAsyncEnumerable<ServiceType> BrowseTypesAsync(MdnsDriver driver, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<ServiceType>();
        await foreach (var types in FollowAsync(driver, engine => engine.CreateTypeBrowser(), browser => browser.Types, cancellationToken))
        {
            foreach (ServiceType type in types)
            {
                if (seen.Count < _options.MaximumServicesPerBrowse && seen.Add(type))
                    yield return type;
            }
        }
    }

    /// <summary>Runs a browser in the engine and yields its result whenever that changed.</summary>
    private async IAsyncEnumerable<TResult> FollowAsync<TBrowser, TResult>(
        MdnsDriver driver, Func<MdnsEngine, TBrowser> create, Func<TBrowser, TResult> resultOf, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TBrowser : Browser
    {
        int id = Interlocked.Increment(ref _lastId);
        LatestValue<TResult>? latest = null;
        await CallAsync(driver, (engine, now) =>
        {
            TBrowser browser = create(engine);
            latest = new LatestValue<TResult>(resultOf(browser));
            _refreshes[id] = () => latest.Set(resultOf(browser));
            _browses[id] = latest.Complete;
            engine.AddBrowser(id, browser, now);
        });
        try
        {
            await foreach (TResult result in latest!.WatchAsync(cancellationToken))
                yield return result;
        }
        finally
        {
            _refreshes.TryRemove(id, out _);
            _browses.TryRemove(id, out _);
            await TryCallAsync(driver, (engine, now) => engine.RemoveBrowser(id, now));
        }
    }

    /// <summary>Runs in the driver's loop after each turn.</summary>
    private void AfterTurn(MdnsEngine engine)
    {
        SetState(engine.Links.Any() ? DiscoveryState.Ready : _edge!.IsIncomplete ? MulticastRefused : NoNetwork);
        foreach (MdnsAdvertisement handle in _advertisements.Values)
        {
            if (handle.Update(engine.Responder.InstanceNameOf(handle.Id), engine.Responder.IsClaimed(handle.Id)))
                DiscoveryLog.Renamed(_logger, handle.WantedName, handle.InstanceName);
        }

        while (engine.TryGetChanged(out int id))
        {
            if (_refreshes.TryGetValue(id, out Action? refresh))
                refresh();
        }
    }

    private Task UpdateAsync(MdnsAdvertisement handle, TxtRecord txt) =>
        CallAsync(_driver!, (engine, now) => engine.Responder.UpdateService(handle.Id, txt, now));

    private async Task WithdrawAsync(MdnsAdvertisement handle) => await TryCallAsync(_driver!, (engine, _) =>
    {
        _advertisements.TryRemove(handle.Id, out MdnsAdvertisement? _);
        engine.Responder.RemoveService(handle.Id);
        handle.Fail(new ObjectDisposedException(nameof(MdnsDiscovery)));
    });

    private void Fail(Exception exception)
    {
        SetState(DiscoveryState.Failed(Stopped(exception).Diagnosis));
        foreach (MdnsAdvertisement handle in _advertisements.Values)
            handle.Fail(Stopped(exception));
        EndBrowses(Stopped(exception));
    }

    private void SetState(DiscoveryState state)
    {
        if (_state.Value != state)
            _state.Set(state);
    }

    private void EndBrowses(Exception? error)
    {
        foreach (Action<Exception?> end in _browses.Values)
            end(error);
    }

    private async Task CallAsync(MdnsDriver driver, Action<MdnsEngine, TimeSpan> call)
    {
        if (!await TryCallAsync(driver, call))
            throw driver.Failure is { } failure ? Stopped(failure) : new ObjectDisposedException(nameof(MdnsDiscovery));
    }

    /// <summary>Runs a call on the engine; false when the driver has stopped.</summary>
    private static async Task<bool> TryCallAsync(MdnsDriver driver, Action<MdnsEngine, TimeSpan> call)
    {
        try
        {
            await driver.InvokeAsync(call);
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    private static DiscoveryException Stopped(Exception cause) => new(
        "running", $"An unexpected error stopped it ({cause.Message})", "Dispose this discovery and make a new one; please report the error with its log", cause);
}
