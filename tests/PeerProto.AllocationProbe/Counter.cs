namespace PeerProto.AllocationProbe;

/// <summary>Counts what arrives.</summary>
internal sealed class Counter : ProbeBase
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    protected override ValueTask OnSamples(Peer from, Sample message)
    {
        Interlocked.Increment(ref _count);
        return default;
    }
}
