namespace PeerProto.Testing;

/// <summary>The way between two peers of a simulation. All their connections share it.</summary>
public sealed class SimulatedLink
{
    private readonly Simulation _simulation;
    private readonly Direction _forth = new();
    private readonly Direction _back = new();
    private LinkImpairment? _impairment;

    internal SimulatedLink(Simulation simulation, SimulatedPeer first, SimulatedPeer second)
    {
        _simulation = simulation;
        First = first;
        Second = second;
    }

    /// <summary>One end.</summary>
    public SimulatedPeer First { get; }

    /// <summary>The other end.</summary>
    public SimulatedPeer Second { get; }

    /// <summary>What it does to packets from now on. <see cref="Simulation.Impairment"/> until it is set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value makes no sense.</exception>
    public LinkImpairment Impairment
    {
        get => _impairment ?? _simulation.Impairment;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Validate();
            _impairment = value;
        }
    }

    /// <summary>Whether nothing comes through.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Lets nothing through any more. Nobody is told: what is sent vanishes, and so does what is on its way.</summary>
    public void Cut() => Switch(isCut: true);

    /// <summary>Lets packets through again.</summary>
    public void Heal() => Switch(isCut: false);

    /// <summary>The two peers.</summary>
    /// <returns>Their names.</returns>
    public override string ToString() => $"{First.Name} - {Second.Name}";

    internal void Send(SimulatedPeer from, SimulatedPeer to, Packet packet)
    {
        SimulationCounters counters = _simulation.Counters;
        counters.Packets++;
        counters.Bytes += packet.Bytes;
        _simulation.MixIn(from, to, packet);
        if (!Passes)
        {
            counters.Vanished++;
            return;
        }

        LinkImpairment impairment = Impairment;
        SeededRandom chance = _simulation.LinkRandom;
        Direction direction = from == First ? _forth : _back;
        long now = _simulation.Clock.Now;
        long sent = now;
        if (impairment.BytesPerSecond is { } rate)
        {
            long begin = Math.Max(now, direction.FreeAt);
            if ((double)(begin - now) * rate / TimeSpan.TicksPerSecond > impairment.QueueBytes)
            {
                counters.Overflowed++;
                return;
            }

            sent = direction.FreeAt = begin + (long)((double)packet.Bytes * TimeSpan.TicksPerSecond / rate);
        }

        if (chance.Chance(impairment.Loss))
        {
            counters.Lost++;
            return;
        }

        long arrival = Math.Max(now, sent + impairment.Delay.Ticks - impairment.Jitter.Ticks + chance.UpTo(impairment.Jitter * 2));
        if (chance.Chance(impairment.Reorder))
        {
            counters.Reordered++;
            arrival += impairment.ReorderDelay.Ticks;
        }
        else
        {
            direction.LastArrival = arrival = Math.Max(arrival, direction.LastArrival);
        }

        _simulation.Clock.At(arrival, () => Arrive(from, to, packet));
        if (!chance.Chance(impairment.Duplication))
            return;
        counters.Duplicated++;
        _simulation.Clock.At(arrival + chance.UpTo(impairment.ReorderDelay), () => Arrive(from, to, packet));
    }

    private bool Passes => !IsCut && First.IsOn && Second.IsOn;

    private void Arrive(SimulatedPeer from, SimulatedPeer to, Packet packet)
    {
        if (Passes)
            to.Receive(from, packet);
        else
            _simulation.Counters.Vanished++;
    }

    private void Switch(bool isCut)
    {
        if (IsCut == isCut)
            return;
        IsCut = isCut;
        _simulation.Trace.Add(First.Name, $"link to {Second.Name} is {(isCut ? "cut" : "healed")}");
        _simulation.Services.Review();
    }

    private sealed class Direction
    {
        public long FreeAt { get; set; }

        public long LastArrival { get; set; }
    }
}
