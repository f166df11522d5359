using System.Net;
using PeerProto.Networking;

namespace PeerProto.Sessions;

/// <summary>The path of one connection and its changes. That it is no longer viable is told only when it has lasted, since networks flicker.</summary>
internal sealed class PathWatch(PeerEndpoint local, PeerEndpoint remote, TimeProvider timeProvider)
{
    /// <summary>How long a path has not to be viable before it is told.</summary>
    public static readonly TimeSpan ViabilityDelay = TimeSpan.FromMilliseconds(300);

    private readonly Lock _gate = new();
    private readonly ChangeFeed<PeerPath> _feed = new(new PeerPath { LocalEndpoint = local, RemoteEndpoint = remote });
    private long? _lostAt;

    public PeerPath Current => _feed.Value;

    public IAsyncEnumerable<PeerPath> ReadAsync(CancellationToken cancellationToken) => _feed.ReadAsync(cancellationToken);

    /// <summary>Looks at the network.</summary>
    /// <param name="network">The machine's network, or null where it is not watched.</param>
    /// <param name="alternatives">Other addresses at which the peer is known.</param>
    /// <returns>Whether it is to be looked at again in <see cref="ViabilityDelay"/>.</returns>
    public bool Update(NetworkSnapshot? network, IEnumerable<IPAddress> alternatives)
    {
        lock (_gate)
        {
            PeerPath before = _feed.Value;
            PeerPath now = PathFinder.Describe(network, local, remote, before, alternatives);
            if (now.IsViable != false)
            {
                _lostAt = null;
            }
            else if (before.IsViable != false)
            {
                _lostAt ??= timeProvider.GetTimestamp();
                if (timeProvider.GetElapsedTime(_lostAt.Value) < ViabilityDelay)
                    return true;
            }

            if (!IsSame(before, now))
                _feed.Set(now);
            return false;
        }
    }

    public void Complete() => _feed.Complete();

    private static bool IsSame(PeerPath one, PeerPath other) =>
        one.InterfaceAddresses.AsSpan().SequenceEqual(other.InterfaceAddresses.AsSpan())
        && one with { InterfaceAddresses = [] } == other with { InterfaceAddresses = [] };
}
