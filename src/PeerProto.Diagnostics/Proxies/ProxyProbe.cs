using System.Collections.Concurrent;
using System.Net;
using PeerProto.Diagnostics;

namespace PeerProto;

/// <summary>
/// Tries proxies: asks a page through each, and tells how long that took, why it failed, and what shows that the answer came through the proxy and from the page. The requests never go around a proxy. Safe for concurrent use.
/// </summary>
public sealed class ProxyProbe
{
    private readonly ProxyProbeOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ProxyDial? _dial;

    /// <summary>Makes a probe.</summary>
    /// <param name="options">What it asks for, and how.</param>
    /// <param name="timeProvider">The clock of deadlines and times; null for the system's.</param>
    /// <exception cref="ArgumentException">The page is not of http or https, or an option is out of range.</exception>
    public ProxyProbe(ProxyProbeOptions options, TimeProvider? timeProvider = null)
        : this(options, timeProvider, null)
    {
    }

    internal ProxyProbe(ProxyProbeOptions options, TimeProvider? timeProvider, ProxyDial? dial)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _dial = dial;
    }

    /// <summary>Tries the proxies of a list.</summary>
    /// <param name="list">The list. Lines that are no proxy are reported, and do not count to <see cref="ProxyProbeOptions.MaximumProxies"/>.</param>
    /// <param name="progress">Told of each result as it comes, from several threads at a time, and never of the order.</param>
    /// <param name="cancellationToken">Ends it early, without a report.</param>
    /// <returns>The results, the best first. A proxy that fails is a result, never an exception.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ProxyProbeReport> RunAsync(ProxyList list, IProgress<ProxyProbeResult>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(list);
        (IPAddress? directAddress, string? directProblem) = _options.ComparesDirect ? await new DirectView(_options, _timeProvider).LookAsync(cancellationToken) : (null, null);
        ProxyListEntry[] proxies = [.. list.Entries.Where(static entry => entry.Endpoint is not null)];
        IEnumerable<ProxyListEntry> chosen = list.Entries.Where(static entry => entry.Endpoint is null).Concat(proxies.Take(_options.MaximumProxies));
        ProxyTrial trial = new(_options, directAddress, _timeProvider, _dial);
        ConcurrentBag<ProxyProbeResult> results = [];
        await Parallel.ForEachAsync(chosen, new ParallelOptions { MaxDegreeOfParallelism = _options.Parallelism, CancellationToken = cancellationToken }, async (entry, token) =>
        {
            ProxyProbeResult result = await trial.RunAsync(entry, token);
            results.Add(result);
            progress?.Report(result);
        });
        return new ProxyProbeReport(results, Math.Max(0, proxies.Length - _options.MaximumProxies), directAddress, directProblem);
    }
}
