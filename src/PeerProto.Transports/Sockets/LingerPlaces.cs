namespace PeerProto.Transports.Sockets;

/// <summary>
/// How many ended links of a transport may wait for the peer's side to end. Beyond that they are closed at once, so that strangers who keep their side open cannot use up the
/// sockets or the memory of the machine.
/// </summary>
internal sealed class LingerPlaces
{
    /// <summary>The most that wait at a time.</summary>
    public const int Maximum = 256;

    private int _taken;

    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= Maximum)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _taken);
}
