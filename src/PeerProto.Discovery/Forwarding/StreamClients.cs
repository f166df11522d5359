namespace PeerProto.Discovery.Forwarding;

/// <summary>
/// The connections of askers, up to a limit. Where all places are taken, a new one gets the place of the one that has had no question for longest, so that nobody holds places by doing nothing.
/// Safe for concurrent use.
/// </summary>
internal sealed class StreamClients(int maximum)
{
    private readonly Lock _gate = new();
    private readonly List<StreamClient> _inside = []; // the one that had a question last comes last
    private readonly InFlightLimit _running = new(int.MaxValue);

    /// <summary>Gives a connection a place. False where all others have questions under way, or the forwarder ends.</summary>
    public bool TryEnter(StreamClient client)
    {
        lock (_gate)
        {
            if (_inside.Count == maximum && !TryMakeRoom())
                return false;
            if (!_running.TryEnter())
                return false;
            _inside.Add(client);
            return true;
        }
    }

    /// <summary>Notes that a connection had a question.</summary>
    public void Touch(StreamClient client)
    {
        lock (_gate)
        {
            if (_inside.Remove(client))
                _inside.Add(client);
        }
    }

    /// <summary>Notes that a connection has ended.</summary>
    public void Leave(StreamClient client)
    {
        lock (_gate)
            _inside.Remove(client);
        _running.Leave();
    }

    /// <summary>Gives no more places, and waits until all connections have ended.</summary>
    public Task EndAsync() => _running.EndAsync();

    private bool TryMakeRoom()
    {
        int index = _inside.FindIndex(static client => client.TryEnd());
        if (index < 0)
            return false;
        _inside.RemoveAt(index);
        return true;
    }
}
