namespace PeerProto.Diagnostics;

/// <summary>What an interface of a pcapng capture says about its packets.</summary>
/// <param name="LinkType">What their first header is.</param>
/// <param name="Resolution">Parts of a second: a power of ten, or of two where the highest bit is set.</param>
/// <param name="OffsetSeconds">What to add.</param>
internal readonly record struct CaptureClock(int LinkType, byte Resolution, long OffsetSeconds)
{
    public long ToNanoseconds(ulong time)
    {
        int power = Resolution & 0x7F;
        if (power > ((Resolution & 0x80) != 0 ? 63 : 18))
            throw new CaptureException("an interface has a clock that none can have");
        UInt128 unit = 1;
        if ((Resolution & 0x80) != 0)
        {
            unit <<= power;
        }
        else
        {
            for (int i = 0; i < power; i++)
                unit *= 10;
        }

        Int128 nanoseconds = (Int128)((UInt128)time * 1_000_000_000 / unit) + ((Int128)OffsetSeconds * 1_000_000_000);
        return nanoseconds is var value && value >= 0 && value <= long.MaxValue ? (long)value : throw new CaptureException("a packet has a time that none can have");
    }
}
