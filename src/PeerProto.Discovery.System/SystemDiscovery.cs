using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Native;
using PeerProto.Discovery.Native.Windows;
using PeerProto.Discovery.Requests;
using PeerProto.Networking;

namespace PeerProto.Discovery;

/// <summary>
/// Finds and offers services on the local network by the system's own DNS-SD service: mDNSResponder on Apple's systems, Bonjour on Windows or else Windows' own, Avahi
/// through its compatibility library on Linux. On iOS it is the only way without an entitlement for multicast. Where the service does not run, or a
/// permission is missing, <see cref="State"/> says so, and what was asked for begins as soon as that has passed. Safe for concurrent use.
/// </summary>
public sealed class SystemDiscovery : IPeerDiscovery
{
    private readonly Lock _gate = new();
    private readonly List<StandingRequest> _requests = []; // the loop's
    private readonly LatestValue<DiscoveryState> _state = new(DiscoveryState.Setup);
    private readonly SystemDiscoveryOptions _options;
    private readonly IDnsSd? _library;
    private readonly Func<IReadinessWaiter> _openWaiter;
    private readonly ILogger _logger;
    private RequestContext? _context;
    private Exception? _failure;
    private bool _isDisposed;

    /// <summary>Prepares discovery; nothing is asked of the system yet.</summary>
    /// <param name="options">How it works; the defaults when <see langword="null"/>. Not to be changed afterwards.</param>
    public SystemDiscovery(SystemDiscoveryOptions? options = null)
        : this(options ?? new SystemDiscoveryOptions(), Service, OpenWaiter)
    {
    }

    internal SystemDiscovery(SystemDiscoveryOptions options, IDnsSd? library, Func<IReadinessWaiter> openWaiter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumServicesPerBrowse, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.InterfaceIndex, nameof(options));
        _options = options;
        _library = library;
        _openWaiter = openWaiter;
        _logger = options.LoggerFactory.CreateLogger("PeerProto.Discovery.System");
    }

    /// <summary>Whether this machine has the library of a DNS-SD service. Whether the service runs, <see cref="State"/> tells.</summary>
    public static bool IsSupported => Service is not null;

    /// <summary>Why this machine has none and what brings it, where <see cref="IsSupported"/> is false; otherwise null.</summary>
    public static string? UnsupportedReason => Service is null ? $"{DnsSdLibrary.ReasonAgainst}. {SystemKind.HowToInstall}." : null;

    /// <summary>Whether <c>dns_sd.h</c> is what the service is spoken to by, and not Windows' own calls, which tell less.</summary>
    internal static bool IsBonjour => DnsSdLibrary.Instance is not null;

    /// <summary>The service of <c>dns_sd.h</c>, or where there is none, Windows' own.</summary>
    private static IDnsSd? Service => (IDnsSd?)DnsSdLibrary.Instance ?? WindowsDnsSd.Instance;

    /// <inheritdoc/>
    public DiscoveryState State => _state.Value;

    /// <inheritdoc/>
    public IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default) => _state.WatchAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(advertisement);
        cancellationToken.ThrowIfCancellationRequested();
        RequestContext context = EnsureStarted();
        Registration registration = new(context, advertisement);
        SystemAdvertisement handle = new(registration, UpdateAsync, EndAsync);
        await BeginAsync(context, registration);
        try
        {
            await registration.Claimed.WaitAsync(cancellationToken);
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
        if (Encoding.UTF8.GetByteCount(instanceName) > ServiceAdvertisement.MaximumInstanceNameLength)
            throw new ArgumentException($"'{instanceName}' is longer than the {ServiceAdvertisement.MaximumInstanceNameLength} bytes of an instance name.", nameof(instanceName));
        cancellationToken.ThrowIfCancellationRequested();
        RequestContext context = EnsureStarted();
        InstanceResolve resolve = new(context, type.BaseType, instanceName);
        await BeginAsync(context, resolve);
        try
        {
            return await SettledService.FirstAsync(resolve.Service.WatchAsync, context.TimeProvider, cancellationToken) ?? throw new ObjectDisposedException(nameof(SystemDiscovery));
        }
        finally
        {
            await EndAsync(resolve);
        }
    }

    /// <inheritdoc/>
    /// <remarks>iOS answers only apps that have the entitlement for multicast.</remarks>
    public IAsyncEnumerable<ServiceType> BrowseTypesAsync(CancellationToken cancellationToken = default) => BrowseTypesAsync(EnsureStarted(), cancellationToken);

    /// <summary>Does nothing: the system's service notices by itself who falls silent, and takes no hints.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cancellationToken">Of no use here.</param>
    /// <exception cref="ObjectDisposedException">The discovery was disposed.</exception>
    public ValueTask ReconfirmAsync(DiscoveredService service, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_gate)
            ObjectDisposedException.ThrowIf(_isDisposed, this);
        return default;
    }

    /// <summary>Withdraws what is still advertised and ends every browse.</summary>
    /// <returns>Completes when the system has been told.</returns>
    public async ValueTask DisposeAsync()
    {
        RequestContext? context;
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            context = _context;
        }

        if (context is not null)
        {
            await context.Loop.TryInvokeAsync(() => EndAll(null));
            await context.Loop.StopAsync();
            EndAll(null); // what was begun between the two; the thread is gone, so nobody else touches it
        }

        SetState(DiscoveryState.Cancelled);
        _state.Complete();
    }

    private static IReadinessWaiter OpenWaiter() => !OperatingSystem.IsWindows() ? new PollWaiter() : IsBonjour ? new WindowsWaiter() : new EventWaiter();

    private RequestContext EnsureStarted()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_failure is not null)
                throw Stopped(_failure);
            if (_context is not null)
                return _context;
            if (_library is null)
            {
                DiscoveryDiagnosis absent = new(DiscoveryProblem.SystemServiceAbsent, DnsSdLibrary.ReasonAgainst ?? SystemKind.WhatIsMissing, SystemKind.HowToInstall);
                SetState(DiscoveryState.Failed(absent));
                throw new DiscoveryException("looking for the system's DNS-SD service", absent);
            }

            RequestLoop loop = new(_openWaiter(), AfterTurn, Fail, _logger);
            return _context = new RequestContext(
                _library, loop, FlagsOf(_library), (uint)_options.InterfaceIndex, _options.MaximumServicesPerBrowse, _options.TimeProvider, _logger);
        }
    }

    private DnsSdFlags FlagsOf(IDnsSd library)
    {
        if (!_options.IncludePeerToPeer || _options.InterfaceIndex != 0)
            return DnsSdFlags.None;
        if (library.KnowsPeerToPeer)
            return DnsSdFlags.IncludeP2P | DnsSdFlags.IncludeAwdl;
        SystemDiscoveryLog.NoPeerToPeer(_logger);
        return DnsSdFlags.None;
    }

    private async IAsyncEnumerable<ServiceChange> BrowseServicesAsync(
        RequestContext context, ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ServiceBrowse browse = new(context, type);
        await BeginAsync(context, browse);
        try
        {
            ImmutableDictionary<string, DiscoveredService> seen = ImmutableDictionary<string, DiscoveredService>.Empty;
            await foreach (ImmutableDictionary<string, DiscoveredService> services in browse.Services.WatchAsync(cancellationToken))
            {
                foreach (ServiceChange change in ServiceDifference.Between(seen, services))
                    yield return change;
                seen = services;
            }
        }
        finally
        {
            await EndAsync(browse);
        }
    }

    private async IAsyncEnumerable<InstanceChange> BrowseInstancesAsync(
        RequestContext context, ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        InstanceBrowse browse = new(context, type);
        await BeginAsync(context, browse);
        try
        {
            ImmutableHashSet<string> seen = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
            await foreach (ImmutableHashSet<string> instances in browse.Instances.WatchAsync(cancellationToken))
            {
                foreach (InstanceChange change in ServiceDifference.Between(seen, instances, static name => name))
                    yield return change;
                seen = instances;
            }
        }
        finally
        {
            await EndAsync(browse);
        }
    }

    private async IAsyncEnumerable<ServiceType> BrowseTypesAsync(RequestContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TypeBrowse browse = new(context);
        await BeginAsync(context, browse);
        try
        {
            HashSet<ServiceType> seen = [];
            await foreach (ImmutableHashSet<ServiceType> types in browse.Types.WatchAsync(cancellationToken))
            {
                foreach (ServiceType type in types.Where(seen.Add))
                    yield return type;
            }
        }
        finally
        {
            await EndAsync(browse);
        }
    }

    private async Task BeginAsync(RequestContext context, StandingRequest request)
    {
        bool isBegun = await context.Loop.TryInvokeAsync(() =>
        {
            _requests.Add(request);
            request.Begin();
        });
        if (!isBegun)
            throw _failure is { } failure ? Stopped(failure) : new ObjectDisposedException(nameof(SystemDiscovery));
    }

    private async Task UpdateAsync(Registration registration, TxtRecord txt)
    {
        bool isThere = false;
        await _context!.Loop.TryInvokeAsync(() =>
        {
            isThere = _requests.Contains(registration);
            if (isThere)
                registration.Update(txt);
        });
        ObjectDisposedException.ThrowIf(!isThere, this);
    }

    private async Task EndAsync(StandingRequest request) => await _context!.Loop.TryInvokeAsync(() =>
    {
        TellState(); // what it failed for since the last turn, before it is forgotten
        if (_requests.Remove(request))
            request.End();
    });

    /// <summary>Runs on the loop after each turn.</summary>
    private void AfterTurn()
    {
        foreach (StandingRequest request in _requests)
            request.Publish();
        TellState();
    }

    private void TellState()
    {
        StandingRequest? waiting = _requests.Find(static request => request is { Problem: not null, HasFailed: false });
        StandingRequest? failed = _requests.Find(static request => request.HasFailed);
        if (waiting is not null)
            SetState(DiscoveryState.Waiting(waiting.Problem!));
        else if (failed is not null)
            SetState(DiscoveryState.Failed(failed.Problem!));
        else if (_requests.Count > 0)
            SetState(DiscoveryState.Ready);
        else if (_state.Value.Kind == DiscoveryStateKind.Waiting)
            SetState(DiscoveryState.Setup); // nobody waits any more
    }

    /// <summary>Runs on the loop when it is about to end for an unexpected error.</summary>
    private void Fail(Exception failure)
    {
        lock (_gate)
            _failure = failure;
        DiscoveryException stopped = Stopped(failure);
        SetState(DiscoveryState.Failed(stopped.Diagnosis));
        EndAll(stopped);
    }

    private void EndAll(DiscoveryException? failure)
    {
        foreach (StandingRequest request in _requests)
        {
            request.End();
            request.Complete((Exception?)failure ?? new ObjectDisposedException(nameof(SystemDiscovery)), isQuiet: failure is null);
        }

        _requests.Clear();
    }

    private void SetState(DiscoveryState state)
    {
        if (_state.Value != state)
            _state.Set(state);
    }

    private static DiscoveryException Stopped(Exception cause) => new(
        "running", $"An unexpected error stopped it ({cause.Message})", "Dispose this discovery and make a new one; please report the error with its log", cause);
}
