using System.Security.Cryptography;

namespace PeerProto;

/// <summary>The session's random numbers: from the system unless a seed makes them repeatable. Safe for concurrent use.</summary>
internal sealed class RandomSource(int? seed)
{
    private readonly Lock _gate = new();
    private readonly Random? _seeded = seed is { } value ? new Random(value) : null;

    public void Fill(Span<byte> bytes)
    {
        if (_seeded is null)
        {
            RandomNumberGenerator.Fill(bytes);
            return;
        }

        lock (_gate)
            _seeded.NextBytes(bytes);
    }

    public ulong NextUInt64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    /// <summary>A factor for delays, 0.5 up to 1, so that peers that failed together do not come back together.</summary>
    public double NextJitter() => 0.5 + ((NextUInt64() >> 11) * (0.5 / (1UL << 53)));
}
