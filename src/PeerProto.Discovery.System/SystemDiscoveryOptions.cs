using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PeerProto.Discovery;

/// <summary>How <see cref="SystemDiscovery"/> works. The defaults suit an app on a local network.</summary>
public sealed class SystemDiscoveryOptions
{
    /// <summary>The default of <see cref="MaximumServicesPerBrowse"/>: 1,024.</summary>
    public const int DefaultMaximumServicesPerBrowse = 1024;

    /// <summary>Times retries. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where discovery logs, under <c>PeerProto.Discovery.System</c>. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>The index of the interface to use, as the system numbers them. Default: 0, all of them.</summary>
    public int InterfaceIndex { get; set; }

    /// <summary>
    /// Whether peer-to-peer interfaces are used too (peer-to-peer Wi-Fi, which Apple's devices need no network for), as <c>includePeerToPeer</c> of the
    /// Network framework. It costs other Wi-Fi traffic throughput, so look only as long as it takes to find the peer. Elsewhere than on Apple's systems
    /// it does nothing, which is logged. Default: false. With an <see cref="InterfaceIndex"/> it has no effect.
    /// </summary>
    public bool IncludePeerToPeer { get; set; }

    /// <summary>
    /// The most services (or service types) that one browse keeps; further ones are left out. A service on several interfaces counts once for each.
    /// </summary>
    public int MaximumServicesPerBrowse { get; set; } = DefaultMaximumServicesPerBrowse;
}
