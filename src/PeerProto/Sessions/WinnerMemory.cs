using PeerProto.Networking;

namespace PeerProto.Sessions;

/// <summary>
/// Remembers which transport won on a network, so that it is tried first there the next time: where UDP is blocked, QUIC costs its head start once and not each time. What was learnt fades,
/// since networks change.
/// </summary>
internal sealed class WinnerMemory(TimeProvider timeProvider)
{
    /// <summary>How many networks are remembered; the one not used for longest makes room.</summary>
    public const int MaximumNetworks = 64;

    /// <summary>How long a winner is preferred.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<NetworkIdentity, (string Transport, long At)> _winners = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _winners.Count;
        }
    }

    /// <summary>The transport that won last on a network, or null.</summary>
    public string? Find(NetworkIdentity network)
    {
        lock (_gate)
            return _winners.TryGetValue(network, out (string Transport, long At) winner) && timeProvider.GetElapsedTime(winner.At) < Lifetime ? winner.Transport : null;
    }

    /// <summary>Notes a winner. One that was remembered already does not get younger, so that the others have their chance again.</summary>
    public void Remember(NetworkIdentity network, string transport)
    {
        lock (_gate)
        {
            if (_winners.TryGetValue(network, out (string Transport, long At) known))
            {
                if (known.Transport == transport && timeProvider.GetElapsedTime(known.At) < Lifetime)
                    return;
            }
            else if (_winners.Count == MaximumNetworks)
            {
                _winners.Remove(_winners.MinBy(static entry => entry.Value.At).Key);
            }

            _winners[network] = (transport, timeProvider.GetTimestamp());
        }
    }
}
