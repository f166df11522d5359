using System.Numerics;
using System.Runtime.InteropServices;

namespace PeerProto.Testing;

/// <summary>
/// What happened in a simulation, in order: links that came and went, faults, log lines of the sessions, notes of the test. The newest <see cref="MaximumEvents"/> are kept.
/// <see cref="Hash"/> covers all of it and every packet with its bytes, so two runs that have the same hash were the same run.
/// </summary>
public sealed class SimulationTrace
{
    /// <summary>How many events are kept: 10,000.</summary>
    public const int MaximumEvents = 10_000;

    private const ulong Multiplier = 0x9FB21C651E98DF25;

    private readonly Queue<SimulationEvent> _events = [];
    private readonly EventQueue _clock;

    internal SimulationTrace(EventQueue clock) => _clock = clock;

    /// <summary>A number that is the same for the same run.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Whether each packet gets a line of its own. False unless told otherwise; the hash covers packets in any case, and their lines as well.</summary>
    public bool IncludesPackets { get; set; }

    /// <summary>The newest events, oldest first.</summary>
    public IReadOnlyCollection<SimulationEvent> Events => _events;

    /// <summary>Notes something that the test does or sees.</summary>
    /// <param name="text">What it is. It counts for <see cref="Hash"/>, so it must be the same each time.</param>
    public void Note(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Add("", text);
    }

    /// <summary>The newest events as text, a line each.</summary>
    /// <param name="lines">How many at most.</param>
    /// <returns>The lines.</returns>
    public string Tail(int lines = 40) => string.Join(Environment.NewLine, _events.Skip(Math.Max(0, _events.Count - lines)));

    internal void Add(string peer, string text)
    {
        if (_events.Count == MaximumEvents)
            _events.Dequeue();
        _events.Enqueue(new SimulationEvent(_clock.Elapsed, peer, text));
        Mix((ulong)_clock.Now);
        Mix(MemoryMarshal.AsBytes(peer.AsSpan()));
        Mix(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    internal void Mix(ulong value) => Hash = BitOperations.RotateLeft((Hash ^ value) * Multiplier, 29) + (uint)value;

    internal void Mix(ReadOnlySpan<byte> bytes)
    {
        Mix((ulong)bytes.Length);
        ReadOnlySpan<ulong> whole = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong part in whole)
            Mix(part);
        foreach (byte rest in bytes[(whole.Length * sizeof(ulong))..])
            Mix(rest);
    }
}
