using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerProto.Discovery;

namespace PeerProto;

/// <summary>Makes sources of peers. <see cref="PeerList"/> is another one, for peers that the app knows.</summary>
public static class PeerSource
{
    /// <summary>Makes a discovery a source of peers: <see cref="WideAreaDiscovery"/> for peers in domains of unicast DNS, for example.</summary>
    /// <param name="discovery">The discovery. Disposing the source disposes it.</param>
    public static IPeerSource FromDiscovery(IPeerDiscovery discovery)
    {
        ArgumentNullException.ThrowIfNull(discovery);
        return new DiscoverySource(discovery, isOwned: true);
    }

    /// <summary>
    /// Makes one source of several. Candidates of one <see cref="PeerCandidate.Identity"/> are told as one, with the endpoints of all; one without a key that is announced under a name of one with a
    /// key belongs to that. While at least one source works, the failure of another is logged and told by its state.
    /// </summary>
    /// <param name="sources">The sources; endpoints and TXT records of the first come first. Disposing the merged one disposes them.</param>
    /// <param name="loggerFactory">Where failures are told. Nowhere unless told otherwise.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public static IPeerSource Merge(IEnumerable<IPeerSource> sources, ILoggerFactory? loggerFactory = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        IPeerSource[] all = [.. sources];
        if (all.Length == 0 || Array.Exists(all, static source => source is null))
            throw new ArgumentException("There is nothing to merge, or one of the sources is null. Give one or more.", nameof(sources));
        return new MergedPeerSource(all, (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger("PeerProto.Discovery"));
    }
}
