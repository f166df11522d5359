using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PeerProto.Discovery;

/// <summary>How <see cref="WideAreaDiscovery"/> works.</summary>
public sealed class WideAreaDiscoveryOptions
{
    /// <summary>The default of <see cref="MaximumServicesPerBrowse"/>: 1,024.</summary>
    public const int DefaultMaximumServicesPerBrowse = 1024;

    /// <summary>The most domains that one discovery browses.</summary>
    public const int MaximumDomains = 16;

    /// <summary>The domains to browse, such as <c>example.com</c>; 1 to <see cref="MaximumDomains"/>.</summary>
    public IList<string> Domains { get; set; } = [];

    /// <summary>
    /// Whether the domains that the administrator of <see cref="Domains"/> recommends for browsing are browsed as well: the pointers of <c>b._dns-sd._udp</c> and <c>lb._dns-sd._udp</c>
    /// there (RFC 6763 section 11). Default: true.
    /// </summary>
    public bool BrowseRecommendedDomains { get; set; } = true;

    /// <summary>Which name servers are asked about which names. Default: none, so that <see cref="Servers"/> are asked about all.</summary>
    public IList<DnsResolverRule> ResolverRules { get; set; } = [];

    /// <summary>The name servers for names that no rule is for; an empty list where nobody is to be asked about those. Default (<see langword="null"/>): those of the system.</summary>
    public IList<IPEndPoint>? Servers { get; set; }

    /// <summary>How long a name server has to answer before the question is put again, to the next one where there is one. Default: 2 s.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a question is put before nobody counts as answering; each name server is asked once at least. Default: 3.</summary>
    public int MaximumAttempts { get; set; } = 3;

    /// <summary>The shortest pause between two questions about the same name, however short records live. Default: 5 s.</summary>
    public TimeSpan MinimumInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest such pause, however long records live: what is new is found within it. Default: 1 min.</summary>
    public TimeSpan MaximumInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The most services that one browse lists; further ones are left out.</summary>
    public int MaximumServicesPerBrowse { get; set; } = DefaultMaximumServicesPerBrowse;

    /// <summary>Times everything. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Runs the browses and all their continuations. Default: the thread pool.</summary>
    public TaskScheduler TaskScheduler { get; set; } = TaskScheduler.Default;

    /// <summary>Where discovery logs, under <c>PeerProto.Discovery</c>. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;
}
