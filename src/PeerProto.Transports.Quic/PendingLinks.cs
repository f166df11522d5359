using System.Net;

namespace PeerProto.Transports.Quic;

/// <summary>The places of links that were accepted and have not passed their first steps, in all and for each address, so that nobody takes all of them from one.</summary>
internal sealed class PendingLinks(int maximum, int maximumPerAddress)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _total;

    public bool TryEnter(IPAddress from)
    {
        lock (_gate)
        {
            int here = _byAddress.GetValueOrDefault(from);
            if (_total >= maximum || here >= maximumPerAddress)
                return false;
            _total++;
            _byAddress[from] = here + 1;
            return true;
        }
    }

    public void Leave(IPAddress from)
    {
        lock (_gate)
        {
            _total--;
            int here = _byAddress[from] - 1;
            if (here == 0)
                _byAddress.Remove(from);
            else
                _byAddress[from] = here;
        }
    }
}
