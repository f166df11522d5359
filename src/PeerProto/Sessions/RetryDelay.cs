namespace PeerProto.Sessions;

/// <summary>The pauses between attempts: they double, each is shortened by chance so that peers do not come back together, and they begin anew when something has changed for the better.</summary>
/// <param name="jitter">What to multiply a pause with, one half to one.</param>
internal sealed class RetryDelay(Func<double> jitter)
{
    /// <summary>The first pause.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause: what it costs at most where no event tells that the network is back.</summary>
    public static readonly TimeSpan Last = TimeSpan.FromSeconds(10);

    private TimeSpan _next = First;

    public TimeSpan Next()
    {
        TimeSpan pause = _next * jitter();
        _next = _next * 2 < Last ? _next * 2 : Last;
        return pause;
    }

    public void Reset() => _next = First;
}
