using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.CompilerServices;
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
    private static readonly TimeSpan ServersKept = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly LatestValue<DiscoveryState> _state = new(DiscoveryState.Setup);
    private readonly CancellationTokenSource _disposing = new();
    private readonly Dictionary<WideAreaBrowse, string?> _troubles = [];
    private readonly WideAreaDiscoveryOptions _options;
    private readonly UnicastResolver _resolver;
    private readonly ILogger _logger;
    private (long At, IReadOnlyList<IPEndPoint> Servers)? _systemServers;

    /// <summary>Prepares discovery; nobody is asked yet.</summary>
    /// <param name="options">The domains, and how they are browsed. Not to be changed afterwards.</param>
    /// <exception cref="ArgumentException">There is no domain, or too many, or one is none; or an interval makes no sense.</exception>
    public WideAreaDiscovery(WideAreaDiscoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Domains.Count is 0 or > WideAreaDiscoveryOptions.MaximumDomains)
            throw new ArgumentException($"There are {options.Domains.Count} domains to browse. Give 1 to {WideAreaDiscoveryOptions.MaximumDomains}.", nameof(options));
        if (options.Domains.FirstOrDefault(static domain => !DnsMatch.TryRead(domain, out DnsName? name) || !WideAreaBrowse.CanBrowse(name)) is { } wrong)
            throw new ArgumentException($"'{wrong}' is no domain to browse. Write one such as example.com; the local network's, local, is for MdnsDiscovery.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumServicesPerBrowse, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Attempts, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.AnswerTimeout, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.MinimumInterval, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.AnswerTimeout, LongestInterval, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumInterval, options.MinimumInterval, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaximumInterval, LongestInterval, nameof(options));
        _options = options;
        _logger = options.LoggerFactory.CreateLogger("PeerProto.Discovery");
        _resolver = new UnicastResolver(
            [.. options.ResolverRules], options.Servers is { } servers ? () => [.. servers] : ServersOfTheSystem, options.AnswerTimeout, options.Attempts, options.TimeProvider);
    }

    /// <inheritdoc/>
    public DiscoveryState State => _state.Value;

    /// <inheritdoc/>
    public IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default) => _state.WatchAsync(cancellationToken);

    /// <summary>Never offers anything.</summary>
    /// <param name="advertisement">What is to be offered.</param>
    /// <param name="cancellationToken">Of no use here.</param>
    /// <returns>Nothing: it always throws.</returns>
    /// <exception cref="DiscoveryException">Always: the records of a domain are made by its administrator.</exception>
    public ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(advertisement);
        return ValueTask.FromException<IServiceAdvertisement>(new DiscoveryException("offering a service in a domain", new DiscoveryDiagnosis(
            DiscoveryProblem.NotSupported, "The records of a domain are made by its administrator", "Have PTR, SRV and TXT records added to the domain, or offer the service on the local network")));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(type);
        ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, this);
        return BrowseServicesAsync(type, cancellationToken);
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
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        WideAreaBrowse browse = null!;
        browse = new WideAreaBrowse(type, _resolver, _options, trouble => Report(browse, trouble));
        Task running = RunAsync(browse, ending.Token);
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
            await ending.CancelAsync();
            await running;
            Forget(browse);
        }
    }

    private static async Task RunAsync(WideAreaBrowse browse, CancellationToken ending)
    {
        try
        {
            await browse.RunAsync(ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            browse.Services.Complete();
        }
        catch (Exception failure)
        {
            browse.Services.Complete(failure);
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

    /// <summary>The name servers that the interfaces of this machine were given, looked up every few seconds.</summary>
    private IReadOnlyList<IPEndPoint> ServersOfTheSystem()
    {
        lock (_gate)
        {
            if (_systemServers is not { } known || _options.TimeProvider.GetElapsedTime(known.At) > ServersKept)
                _systemServers = known = (_options.TimeProvider.GetTimestamp(), FindServersOfTheSystem());
            return known.Servers;
        }
    }

    private static IReadOnlyList<IPEndPoint> FindServersOfTheSystem()
    {
        const int DnsPort = 53;
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(static network => network.OperationalStatus == OperationalStatus.Up)
                    .SelectMany(static network => network.GetIPProperties().DnsAddresses)
                    .Where(static address => !address.IsIPv6SiteLocal)
                    .Distinct()
                    .Select(static address => new IPEndPoint(address, DnsPort)),
            ];
        }
        catch (Exception failure) when (failure is NetworkInformationException or PlatformNotSupportedException)
        {
            return []; // the question then fails for want of a name server, with the remedy
        }
    }
}
