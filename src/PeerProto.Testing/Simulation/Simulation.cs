using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace PeerProto.Testing;

/// <summary>
/// Any number of peers in one process, on virtual time and one thread: the caller's, while it is inside one of the <c>Run</c> methods. Latency, loss, the order in which tasks run and all
/// that is left to chance come from the seed, so a seed that failed fails again in the same way, step by step. An hour of virtual time takes as long as what happens in it.
/// </summary>
/// <remarks>
/// Everything that runs inside has to stay on the simulation's scheduler, which <c>await</c> does by itself. What leaves it (<c>Task.Run</c>, <c>ConfigureAwait(false)</c>, a real timer or
/// socket) is found out and ends the run with a <see cref="SimulationException"/>. Not safe for concurrent use; several simulations may run beside each other.
/// </remarks>
public sealed class Simulation
{
    /// <summary>How much virtual time <see cref="Run(Func{Task}, TimeSpan?)"/> takes at most unless told otherwise: an hour.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromHours(1);

    private static readonly TimeSpan RealGrace = TimeSpan.FromSeconds(2);

    private const int MostTasksAtOneTime = 1_000_000;
    private const int MostPeers = 65_000;

    private readonly List<SimulatedPeer> _peers = [];
    private readonly Dictionary<(SimulatedPeer, SimulatedPeer), SimulatedLink> _links = [];
    private readonly SeededRandom _sessionRandom;
    private LinkImpairment _impairment = LinkImpairment.Lan;
    private long _lastLink;
    private bool _isRunning;

    /// <summary>Makes a simulation without peers.</summary>
    /// <param name="seed">What all chance comes from.</param>
    public Simulation(int seed)
    {
        Seed = seed;
        SeededRandom seeds = new((uint)seed);
        LinkRandom = new SeededRandom(seeds.NextUInt64());
        Line = new TaskLine(new SeededRandom(seeds.NextUInt64()));
        _sessionRandom = new SeededRandom(seeds.NextUInt64());
        Random = new SeededRandom(seeds.NextUInt64());
        Trace = new SimulationTrace(Clock);
        Services = new ServiceBoard(this);
        SimulatedScheduler scheduler = new(Line);
        Scheduler = scheduler;
        TimeProvider = new SimulatedTime(Clock, scheduler);
    }

    /// <summary>What all chance comes from.</summary>
    public int Seed { get; }

    /// <summary>The virtual time since the simulation began.</summary>
    public TimeSpan Elapsed => Clock.Elapsed;

    /// <summary>Virtual time for the test itself, for example <c>Task.Delay(time, simulation.TimeProvider)</c>. Never suspended.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Where the test's own tasks run. Never suspended.</summary>
    public TaskScheduler Scheduler { get; }

    /// <summary>Random numbers for the test, from the seed.</summary>
    public Random Random { get; }

    /// <summary>What happened.</summary>
    public SimulationTrace Trace { get; }

    /// <summary>What the links carried and did to it.</summary>
    public SimulationCounters Counters { get; } = new();

    /// <summary>Which log lines of the sessions go into the trace. Information and above unless told otherwise.</summary>
    public LogLevel MinimumLogLevel { get; set; } = LogLevel.Information;

    /// <summary>What links do to packets that were not told otherwise. <see cref="LinkImpairment.Lan"/> unless told otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value makes no sense.</exception>
    public LinkImpairment Impairment
    {
        get => _impairment;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Validate();
            _impairment = value;
        }
    }

    /// <summary>
    /// Whether connections that are opened from now on have streams of their own, as those of QUIC have: then each channel and each call with items has one for itself, and what waits on one
    /// holds up no other. False unless told otherwise: one stream each way, as with TCP.
    /// </summary>
    public bool HasStreams { get; set; }

    /// <summary>The peers, in the order they were added.</summary>
    public IReadOnlyList<SimulatedPeer> Peers => _peers;

    internal EventQueue Clock { get; } = new();

    internal TaskLine Line { get; }

    internal SeededRandom LinkRandom { get; }

    internal ServiceBoard Services { get; }

    /// <summary>Adds a peer: a device with power, on which no session runs yet.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The peer.</returns>
    public SimulatedPeer AddPeer(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_peers.Count, MostPeers, nameof(name));
        int number = _peers.Count + 1;
        SimulatedPeer peer = new(this, name, new IPAddress([10, 0, (byte)(number >> 8), (byte)number]));
        _peers.Add(peer);
        return peer;
    }

    /// <summary>The link between two peers.</summary>
    /// <param name="first">One peer.</param>
    /// <param name="second">The other; the link is the same whichever comes first.</param>
    /// <returns>The link.</returns>
    public SimulatedLink Link(SimulatedPeer first, SimulatedPeer second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (_links.TryGetValue((first, second), out SimulatedLink? link))
            return link;
        link = new SimulatedLink(this, first, second);
        _links[(first, second)] = _links[(second, first)] = link;
        return link;
    }

    /// <summary>Cuts every link between some peers and the others. Links among them stay.</summary>
    /// <param name="apart">The peers on one side.</param>
    public void Partition(params IEnumerable<SimulatedPeer> apart)
    {
        HashSet<SimulatedPeer> here = [.. apart];
        foreach (SimulatedPeer one in _peers.Where(here.Contains))
        {
            foreach (SimulatedPeer other in _peers.Where(peer => !here.Contains(peer)))
                Link(one, other).Cut();
        }
    }

    /// <summary>Heals every link.</summary>
    public void Heal()
    {
        foreach (SimulatedPeer one in _peers)
        {
            foreach (SimulatedPeer other in _peers)
                Link(one, other).Heal();
        }
    }

    /// <summary>Runs asynchronous work, and all peers beside it, until the work is done.</summary>
    /// <param name="work">The work. It runs on <see cref="Scheduler"/>.</param>
    /// <param name="limit">The virtual time it may take; <see cref="DefaultLimit"/> when null.</param>
    /// <exception cref="SimulationException">The work did not end in time, nothing was left that could end it, or something left the simulation's thread.</exception>
    public void Run(Func<Task> work, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        Task running = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Scheduler).Unwrap();
        Pump(() => running.IsCompleted, limit ?? DefaultLimit, isAsked: true);
        running.GetAwaiter().GetResult();
    }

    /// <summary>Runs asynchronous work, and all peers beside it, until the work is done.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">The work. It runs on <see cref="Scheduler"/>.</param>
    /// <param name="limit">The virtual time it may take; <see cref="DefaultLimit"/> when null.</param>
    /// <returns>What the work gave.</returns>
    /// <exception cref="SimulationException">The work did not end in time, nothing was left that could end it, or something left the simulation's thread.</exception>
    public T Run<T>(Func<Task<T>> work, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        T result = default!;
        Run(async () => { result = await work(); }, limit);
        return result;
    }

    /// <summary>Lets a span of virtual time pass.</summary>
    /// <param name="time">How much.</param>
    /// <exception cref="SimulationException">Something left the simulation's thread.</exception>
    public void RunFor(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Pump(static () => false, time, isAsked: false);
    }

    /// <summary>Lets virtual time pass until something is so. Looks whenever all that could happen at a moment has happened.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="limit">The virtual time it may take.</param>
    /// <exception cref="SimulationException">It was not so in time, nothing was left that could bring it about, or something left the simulation's thread.</exception>
    public void RunUntil(Func<bool> condition, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Pump(condition, limit, isAsked: true);
    }

    /// <summary>The seed and how far it came, for messages.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, {_peers.Count} peers, {Elapsed.TotalSeconds:0.000} s, {Counters.Packets} packets, trace {Trace.Hash:x16}");

    internal SimulatedPeer? FindPeer(IPAddress address) => _peers.Find(peer => peer.Address.Equals(address));

    internal long NextLinkNumber() => ++_lastLink;

    internal int NextSessionSeed() => _sessionRandom.Next();

    internal void MixIn(SimulatedPeer from, SimulatedPeer to, Packet packet)
    {
        if (Trace.IncludesPackets)
            Trace.Add(from.Name, $"{packet} to {to.Name}");
        Trace.Mix((ulong)Clock.Now);
        Trace.Mix(((ulong)packet.Link << 8) | ((ulong)packet.Kind << 2) | (packet.ToOpener ? 2u : 0) | (packet.IsLast ? 1u : 0));
        Trace.Mix((ulong)packet.Offset ^ ((ulong)packet.Stream << 40));
        Trace.Mix((ulong)packet.Limit);
        Trace.Mix(packet.Payload.Span);
    }

    private void Pump(Func<bool> isDone, TimeSpan limit, bool isAsked)
    {
        if (_isRunning)
            throw new InvalidOperationException("The simulation runs already. Inside of it, await; the Run methods are for the outside.");
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        Line.TakeThread();
        _isRunning = true;
        try
        {
            long end = Clock.Now + limit.Ticks;
            while (true)
            {
                RunReady();
                if (isDone())
                    return;
                if (Clock.NextTime() is { } next && next <= end)
                {
                    Clock.AdvanceTo(next);
                    Clock.RunDue();
                    continue;
                }

                if (isAsked)
                    throw GiveUp(limit);
                Clock.AdvanceTo(end);
                return;
            }
        }
        finally
        {
            _isRunning = false;
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Runs all that can run now.</summary>
    private void RunReady()
    {
        for (int tasks = 0; !Line.IsEmpty; tasks++)
        {
            if (tasks == MostTasksAtOneTime)
                throw Fail("a million tasks ran without time passing", "Look for a loop that waits for something without letting time pass");
            Counters.Tasks++;
            Line.RunOne();
        }

        if (Line.Escape is { } where)
            throw Escaped(where);
    }

    /// <summary>Says why what was asked for does not come about. What left the simulation may be on its way back only now, so it is given a moment of real time.</summary>
    private SimulationException GiveUp(TimeSpan limit)
    {
        SpinWait.SpinUntil(() => Line.Escape is not null, RealGrace);
        if (Line.Escape is { } where)
            return Escaped(where);
        return Clock.NextTime() is null
            ? Fail("nothing is left that could happen, and what was waited for is not so", "Look for what waits for something that never comes")
            : Fail($"what was waited for did not come about within {limit} of virtual time", "Look at the trace for what happened instead, or give it more time");
    }

    private SimulationException Escaped(string where) => Fail(
        $"something left the simulation's thread and came back from another one:{Environment.NewLine}{where}{Environment.NewLine}",
        "Leave out ConfigureAwait(false), Task.Run, CancelAsync, channels' ReadAllAsync, and real timers and sockets inside a simulation: with them each run is another one");

    private SimulationException Fail(string cause, string remedy) =>
        new(Seed, $"{cause} (at {Elapsed}; the newest of the trace:{Environment.NewLine}{Trace.Tail()}{Environment.NewLine})", remedy);
}
