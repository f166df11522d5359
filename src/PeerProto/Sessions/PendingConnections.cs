using Microsoft.Extensions.Logging;

namespace PeerProto.Sessions;

/// <summary>Counts accepted connections that have not said who they are, in total and for each address, so that a stranger who opens many keeps nobody else out for long.</summary>
internal sealed class PendingConnections(int maximum, int maximumPerAddress, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byAddress = [];
    private int _total;
    private long _dropped;
    private long? _reported;

    public bool TryEnter(PeerEndpoint remote)
    {
        lock (_gate)
        {
            int here = _byAddress.GetValueOrDefault(remote.Host);
            if (_total < maximum && here < maximumPerAddress)
            {
                _total++;
                _byAddress[remote.Host] = here + 1;
                return true;
            }

            _dropped++;
            if (_reported is { } reported && timeProvider.GetElapsedTime(reported) < ReportInterval)
                return false;
            _reported = timeProvider.GetTimestamp();
            SessionLog.TooManyPending(logger, remote.Host, _dropped);
            _dropped = 0;
            return false;
        }
    }

    public void Leave(PeerEndpoint remote)
    {
        lock (_gate)
        {
            _total--;
            int here = _byAddress[remote.Host] - 1;
            if (here == 0)
                _byAddress.Remove(remote.Host);
            else
                _byAddress[remote.Host] = here;
        }
    }
}
