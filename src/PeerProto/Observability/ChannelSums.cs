namespace PeerProto.Observability;

/// <summary>The sums of all channels, by their full names. There are as many as the contracts of the process have channels.</summary>
internal sealed class ChannelSums
{
    private readonly Dictionary<string, ChannelSum> _sums = [];

    public IEnumerable<KeyValuePair<string, ChannelSum>> All => _sums;

    /// <summary>The sums of one channel.</summary>
    public ChannelSum Of(string name)
    {
        if (!_sums.TryGetValue(name, out ChannelSum? sum))
            _sums.Add(name, sum = new ChannelSum());
        return sum;
    }

    /// <summary>A copy of what was carried.</summary>
    public ChannelSums Carried()
    {
        ChannelSums carried = new();
        foreach ((string name, ChannelSum sum) in _sums)
            carried._sums.Add(name, sum.Carried());
        return carried;
    }
}
