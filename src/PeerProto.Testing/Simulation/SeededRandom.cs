namespace PeerProto.Testing;

/// <summary>Random numbers that one seed gives for ever, whatever the version of .NET (SplitMix64).</summary>
internal sealed class SeededRandom(ulong seed) : Random
{
    private ulong _state = seed;

    /// <summary>Whether something of a probability happens. Asks for no number when it never does, so that switching one fault on does not change the others.</summary>
    public bool Chance(double probability) => probability > 0 && NextDouble() < probability;

    /// <summary>A time up to a bound, whose every value is as likely.</summary>
    public long UpTo(TimeSpan bound) => bound <= TimeSpan.Zero ? 0 : NextInt64(bound.Ticks + 1);

    public override int Next() => (int)(NextUInt64() >> 33);

    public override int Next(int maxValue) => (int)NextInt64(0, maxValue);

    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    public override long NextInt64() => (long)(NextUInt64() >> 1);

    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        ulong range = (ulong)maxValue - (ulong)minValue;
        return range == 0 ? minValue : minValue + (long)Math.BigMul(NextUInt64(), range, out _);
    }

    public override double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    public override float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1U << 24));

    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    public override void NextBytes(Span<byte> buffer)
    {
        foreach (ref byte value in buffer)
            value = (byte)NextUInt64();
    }

    public ulong NextUInt64()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    protected override double Sample() => NextDouble();
}
