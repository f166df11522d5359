using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerProto.Networking;

namespace PeerProto.Discovery;

/// <summary>How <see cref="MdnsDiscovery"/> works. The defaults suit an app on a local network.</summary>
public sealed class MdnsDiscoveryOptions
{
    /// <summary>The default of <see cref="MaximumCachedRecords"/>: 8,192, room for about 1,500 services.</summary>
    public const int DefaultMaximumCachedRecords = 8192;

    /// <summary>The default of <see cref="MaximumCachedBytes"/>: 4 MiB, 512 bytes for each of <see cref="DefaultMaximumCachedRecords"/>.</summary>
    public const int DefaultMaximumCachedBytes = 4 * 1024 * 1024;

    /// <summary>The default of <see cref="MaximumServicesPerBrowse"/>: 1,024.</summary>
    public const int DefaultMaximumServicesPerBrowse = 1024;

    /// <summary>Times everything. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Runs the background loops and all their continuations. Default: the thread pool.</summary>
    public TaskScheduler TaskScheduler { get; set; } = TaskScheduler.Default;

    /// <summary>Where discovery logs, under <c>PeerProto.Discovery</c>. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>Tells the interfaces of the machine; stays the caller's. Default (<see langword="null"/>): a monitor of its own.</summary>
    public INetworkMonitor? NetworkMonitor { get; set; }

    /// <summary>Leaves out interfaces for which it returns false. Default (<see langword="null"/>): none is left out.</summary>
    public Func<NetworkInterfaceSnapshot, bool>? InterfaceFilter { get; set; }

    /// <summary>The most records kept of one interface and family. When full, records nobody asked for make room, then pointers that led nowhere for a while; after that new ones are refused.</summary>
    public int MaximumCachedRecords { get; set; } = DefaultMaximumCachedRecords;

    /// <summary>
    /// The most bytes of names and data kept of one interface and family, beside <see cref="MaximumCachedRecords"/>; a record may have up to 9,000.
    /// When full, the same happens as there.
    /// </summary>
    public int MaximumCachedBytes { get; set; } = DefaultMaximumCachedBytes;

    /// <summary>The most services (or service types) one browse lists; further ones are left out.</summary>
    public int MaximumServicesPerBrowse { get; set; } = DefaultMaximumServicesPerBrowse;

    /// <summary>Makes delays and the host name repeatable, for tests and simulations. Default (<see langword="null"/>): unpredictable.</summary>
    public int? RandomSeed { get; set; }
}
