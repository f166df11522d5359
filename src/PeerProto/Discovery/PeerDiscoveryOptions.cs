using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerProto.Networking;

namespace PeerProto;

/// <summary>What <see cref="PeerDiscovery.CreateDefault"/> makes. The defaults are those of a session.</summary>
public sealed class PeerDiscoveryOptions
{
    /// <summary>What does the work. <see cref="DiscoveryBackend.Automatic"/> unless told otherwise.</summary>
    public DiscoveryBackend Backend { get; set; }

    /// <summary>
    /// Whether peer-to-peer interfaces are used too, as <c>includePeerToPeer</c> of the Network framework. Only the service of Apple's systems knows
    /// them; elsewhere this does nothing, which is logged. False unless told otherwise.
    /// </summary>
    public bool IncludePeerToPeer { get; set; }

    /// <summary>Keeps discovery to the interface that has this address; null (the default) and wildcards mean all interfaces.</summary>
    public IPAddress? Address { get; set; }

    /// <summary>Tells the interfaces of the machine; stays the caller's. Null (the default): a monitor of its own.</summary>
    public INetworkMonitor? NetworkMonitor { get; set; }

    /// <summary>Times everything. The system's clock unless told otherwise.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Runs the loops of the managed backend. The thread pool unless told otherwise.</summary>
    public TaskScheduler Scheduler { get; set; } = TaskScheduler.Default;

    /// <summary>Where discovery logs. Nowhere unless told otherwise.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;
}
