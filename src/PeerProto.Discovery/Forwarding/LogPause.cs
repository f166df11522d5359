namespace PeerProto.Discovery.Forwarding;

/// <summary>Lets something be told once a minute at most, however often askers make it happen. Safe for concurrent use.</summary>
internal sealed class LogPause(TimeProvider timeProvider)
{
    /// <summary>How long it is not told again.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _toldAt;

    /// <summary>Whether it is to be told now.</summary>
    public bool TryTell()
    {
        lock (_gate)
        {
            if (_toldAt is { } at && timeProvider.GetElapsedTime(at) < Length)
                return false;
            _toldAt = timeProvider.GetTimestamp();
            return true;
        }
    }
}
