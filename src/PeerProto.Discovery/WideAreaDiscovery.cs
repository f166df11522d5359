using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.WideArea;
using PeerProto.Networking;

namespace PeerProto.Discovery;

/// <summary>
/// Finds services that a domain's name servers tell of: DNS-SD over unicast DNS (RFC 6763 section 11), which reaches beyond the local network. Which name servers are asked about which names,
/// rules say (<see cref="DnsResolverRule"/>). It offers nothing: what a domain tells is its administrator's. Safe for concurrent use.
/// </summary>
public sealed class WideAreaDiscovery : IPeerDiscovery
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly LatestValue<DiscoveryState> _state = new(DiscoveryState.Setup);
    private readonly CancellationTokenSource _disposing = new();
    private readonly Dictionary<WideAreaBrowse, string?> _troubles = [];
    private readonly WideAreaDiscoveryOptions _options;
    private readonly UnicastResolver _resolver;
    private readonly ILogger _logger;

    /// <summary>Prepares discovery; nobody is asked yet.</summary>
    /// <param name="options">The domains, and how they are browsed. Not to be changed afterwards.</param>
    /// <exception cref="ArgumentException">There is no domain, or too many, or one is none; or there is no name server; or an interval makes no sense.</exception>
    public WideAreaDiscovery(WideAreaDiscoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Domains.Count is 0 or > WideAreaDiscoveryOptions.MaximumDomains)
            throw new ArgumentException($"There are {options.Domains.Count} domains to browse. Give 1 to {WideAreaDiscoveryOptions.MaximumDomains}.", nameof(options));
        if (options.Domains.FirstOrDefault(static domain => !DnsMatch.TryRead(domain, out DnsName? name) || !WideAreaBrowse.CanBrowse(name)) is { } wrong)
            throw new ArgumentException($"'{wrong}' is no domain to browse. Write one such as example.com; the local network's, local, is for MdnsDiscovery.", nameof(options));
        if (options.Servers is { Count: 0 } && options.ResolverRules.Count == 0)
            throw new ArgumentException("There is no name server to ask: neither one for all names nor a rule that names one. Leave Servers out for those of the system.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumServicesPerBrowse, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumAttempts, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.AnswerTimeout, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.MinimumInterval, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.AnswerTimeout, LongestInterval, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumInterval, options.MinimumInterval, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaximumInterval, LongestInterval, nameof(options));
        _options = options;
        _logger = options.LoggerFactory.CreateLogger("PeerProto.Discovery");
        _resolver = new UnicastResolver(
            [.. options.ResolverRules], options.Servers is { } servers ? () => [.. servers] : new SystemNameServers(options.TimeProvider).Get, options.AnswerTimeout, options.MaximumAttempts, options.TimeProvider);
    }

    /// <inheritdoc/>
    public DiscoveryState State => _state.Value;

    /// <inheritdoc/>
    public IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default) => _state.WatchAsync(cancellationToken);

    /// <summary>Never offers anything.</summary>
    /// <param name="advertisement">What is to be offered.</param>
    /// <param name="cancellationToken">Of no use here.</param>
    /// <returns>Always an error: the records of a domain are made by its administrator.</returns>
    /// <exception cref="DiscoveryException">Always, of the problem <see cref="DiscoveryProblem.NotSupported"/>.</exception>
    /// <exception cref="ObjectDisposedException">The discovery was disposed.</exception>
    public ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(advertisement);
        ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, this);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<IServiceAdvertisement>(cancellationToken)
            : ValueTask.FromException<IServiceAdvertisement>(new DiscoveryException("offering a service in a domain", new DiscoveryDiagnosis(
                DiscoveryProblem.NotSupported, "The records of a domain are made by its administrator", "Have PTR, SRV and TXT records added to the domain, or offer the service on the local network")));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, this);
        return BrowseServicesAsync(type, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<InstanceChange> BrowseInstancesAsync(ServiceType type, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, this);
        return BrowseNamesAsync(type, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Where several domains have an instance of the name, one of them is told.</remarks>
    public async ValueTask<DiscoveredService> ResolveAsync(ServiceType type, string instanceName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentException.ThrowIfNullOrEmpty(instanceName);
        if (Encoding.UTF8.GetByteCount(instanceName) > ServiceAdvertisement.MaximumInstanceNameLength)
            throw new ArgumentException($"'{instanceName}' is longer than the {ServiceAdvertisement.MaximumInstanceNameLength} bytes of an instance name.", nameof(instanceName));
        ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, this);
        await foreach (var services in RunAsync(browse => browse.Services, type.BaseType, isForNames: false, instanceName, cancellationToken))
        {
            if (!services.IsEmpty)
                return services.Values.First();
        }

        throw new ObjectDisposedException(nameof(WideAreaDiscovery));
    }

    /// <inheritdoc/>
    /// <remarks>Those that the administrator of a domain lists; not every domain has such a list.</remarks>
    public IAsyncEnumerable<ServiceType> BrowseTypesAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, this);
        return ListTypesAsync(cancellationToken);
    }

    /// <summary>Does nothing: name servers are asked anew by themselves, and what a domain tells does not depend on whether somebody answers there.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cancellationToken">Of no use here.</param>
    /// <exception cref="ObjectDisposedException">The discovery was disposed.</exception>
    public ValueTask ReconfirmAsync(DiscoveredService service, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(service);
        ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, this);
        return default;
    }

    /// <summary>Ends every browse.</summary>
    /// <returns>Completes at once.</returns>
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        lock (_gate)
        {
            SetState(DiscoveryState.Cancelled);
            _state.Complete();
        }
    }

    private async IAsyncEnumerable<ServiceChange> BrowseServicesAsync(ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImmutableDictionary<string, DiscoveredService> seen = ImmutableDictionary<string, DiscoveredService>.Empty;
        await foreach (var services in RunAsync(browse => browse.Services, type, isForNames: false, instanceName: null, cancellationToken))
        {
            foreach (ServiceChange change in ServiceDifference.Between(seen, services))
                yield return change;
            seen = services;
        }
    }

    private async IAsyncEnumerable<InstanceChange> BrowseNamesAsync(ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImmutableHashSet<DnsName> seen = [];
        await foreach (var instances in RunAsync(browse => browse.Instances, type, isForNames: true, instanceName: null, cancellationToken))
        {
            foreach (InstanceChange change in ServiceDifference.Between(seen, instances, static name => name.FirstLabelText))
                yield return change;
            seen = instances;
        }
    }

    private async IAsyncEnumerable<ServiceType> ListTypesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<ServiceType> seen = [];
        await foreach (var names in RunAsync(browse => browse.Instances, type: null, isForNames: true, instanceName: null, cancellationToken))
        {
            foreach (DnsName name in names)
            {
                if (ServiceType.TryParse($"{name.FirstLabelText}.{name.Parent.FirstLabelText}", out ServiceType? type) && seen.Count < _options.MaximumServicesPerBrowse && seen.Add(type))
                    yield return type;
            }
        }
    }

    /// <summary>Runs a browse and yields its result whenever that changed.</summary>
    private async IAsyncEnumerable<TResult> RunAsync<TResult>(
        Func<WideAreaBrowse, LatestValue<TResult>> resultOf, ServiceType? type, bool isForNames, string? instanceName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        WideAreaBrowse browse = null!;
        browse = new WideAreaBrowse(type, _resolver, _options, trouble => Report(browse, trouble), isForNames, instanceName);
        LatestValue<TResult> result = resultOf(browse);
        Task running = Task.Factory.StartNew(
            () => RunAsync(browse, result.Complete, ending.Token), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _options.TaskScheduler).Unwrap();
        try
        {
            await foreach (TResult known in result.WatchAsync(cancellationToken))
                yield return known;
        }
        finally
        {
            await ending.CancelAsync();
            await running;
            Forget(browse);
        }
    }

    private static async Task RunAsync(WideAreaBrowse browse, Action<Exception?> complete, CancellationToken ending)
    {
        try
        {
            await browse.RunAsync(ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            complete(null);
        }
        catch (Exception failure)
        {
            complete(failure);
        }
    }

    /// <summary>A browse has asked all it had to ask. One to which nobody answered anything makes the whole wait.</summary>
    private void Report(WideAreaBrowse browse, string? trouble)
    {
        lock (_gate)
        {
            if (trouble is not null && _troubles.GetValueOrDefault(browse) is null)
                DiscoveryLog.NobodyAnswers(_logger, trouble);
            _troubles[browse] = trouble;
            TellState();
        }
    }

    private void Forget(WideAreaBrowse browse)
    {
        lock (_gate)
        {
            if (_troubles.Remove(browse))
                TellState();
        }
    }

    private void TellState() => SetState(
        _troubles.Values.FirstOrDefault(static trouble => trouble is not null) is { } trouble
            ? DiscoveryState.Waiting(new DiscoveryDiagnosis(
                DiscoveryProblem.NameServerSilent, $"No name server answers ({trouble})",
                "Check that this machine is on a network that reaches the domain's name servers, and that the resolver rules name them; it is asked again by itself"))
            : DiscoveryState.Ready);

    private void SetState(DiscoveryState state)
    {
        if (_state.Value != state)
            _state.Set(state);
    }
}
