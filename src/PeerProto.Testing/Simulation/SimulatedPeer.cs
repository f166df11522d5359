using System.Net;
using PeerProto.CompilerServices;

namespace PeerProto.Testing;

/// <summary>A device of a simulation and the app on it.</summary>
public sealed class SimulatedPeer
{
    private const int FirstPort = 20_000;

    private readonly Simulation _simulation;
    private SimulatedProcess? _process;
    private int _lastPort = FirstPort - 1;

    internal SimulatedPeer(Simulation simulation, string name, IPAddress address)
    {
        _simulation = simulation;
        Name = name;
        Address = address;
        _process = new SimulatedProcess(this, simulation);
    }

    /// <summary>Its name, in the trace and in what it tells others.</summary>
    public string Name { get; }

    /// <summary>Its address in the simulation, 10.0.0.1 and on.</summary>
    public IPAddress Address { get; }

    /// <summary>Whether the device has power.</summary>
    public bool IsOn { get; private set; } = true;

    /// <summary>Whether the app runs, suspended or not.</summary>
    public bool IsRunning => _process is not null;

    /// <summary>Whether the app stands still.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>The clock of the app, on virtual time. Each start of the app has its own, and its timers end with it.</summary>
    /// <exception cref="InvalidOperationException">The app does not run.</exception>
    public TimeProvider TimeProvider => Process.Time;

    /// <summary>Where the app's tasks run: on the simulation's thread, one at a time, in the order that the seed gives.</summary>
    /// <exception cref="InvalidOperationException">The app does not run.</exception>
    public TaskScheduler Scheduler => Process.Scheduler;

    private SimulatedProcess Process => _process ?? throw new InvalidOperationException($"The app on {Name} does not run. Restart it first.");

    /// <summary>
    /// Starts a session on this peer, over the simulation's links and found by its discovery, without security: TLS makes random numbers of its own, which no seed repeats.
    /// </summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="service">What the peer answers with.</param>
    /// <param name="configure">Changes the options once the simulation has set its own.</param>
    /// <returns>The session; wait for it inside <see cref="Simulation.Run(Func{Task}, TimeSpan?)"/>.</returns>
    /// <exception cref="InvalidOperationException">The app does not run.</exception>
    public Task<PeerSession<TContract>> StartSessionAsync<TContract>(PeerService<TContract> service, Action<PeerSessionOptions>? configure = null)
        where TContract : class, IPeerContract<TContract> =>
        PeerSession.StartAsync(service, options =>
        {
            Configure(options);
            configure?.Invoke(options);
        });

    /// <summary>Sets what ties a session to this peer: time, scheduler, transport, network, discovery, seed, log, and no security.</summary>
    /// <param name="options">The options of a session that starts on this peer.</param>
    /// <exception cref="InvalidOperationException">The app does not run.</exception>
    public void Configure(PeerSessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SimulatedProcess process = Process;
        options.DisplayName = Name;
        options.Security = PeerSecurity.None;
        options.Transports = [new SimulatedTransport(process)];
        options.NetworkMonitor = new SimulatedNetwork(Address);
        options.Discovery = new SimulatedDiscovery(process);
        options.TimeProvider = process.Time;
        options.Scheduler = process.Scheduler;
        options.RandomSeed = _simulation.NextSessionSeed();
        options.LoggerFactory = new TraceLoggerFactory(this, _simulation);
    }

    /// <summary>Runs work as part of the app: it stands still when the app is suspended, and never goes on once the app has crashed.</summary>
    /// <param name="work">The work.</param>
    /// <returns>Completes with the work.</returns>
    /// <exception cref="InvalidOperationException">The app does not run.</exception>
    public Task Run(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Process.Scheduler).Unwrap();
    }

    /// <summary>Lets the app stand still, as a phone does with an app in the background: its system goes on confirming packets until its buffers are full.</summary>
    /// <exception cref="InvalidOperationException">The app does not run.</exception>
    public void Suspend()
    {
        if (IsSuspended)
            return;
        Process.Scheduler.Hold();
        IsSuspended = true;
        Report("is suspended");
    }

    /// <summary>Lets the app go on. Timers that were due meanwhile call back now.</summary>
    /// <exception cref="InvalidOperationException">The app does not run.</exception>
    public void Resume()
    {
        if (!IsSuspended)
            return;
        IsSuspended = false;
        Process.Scheduler.Release();
        Report("goes on");
    }

    /// <summary>Ends the app at once. Its system tells the others: their links break.</summary>
    public void Crash() => End(tellsOthers: true, "crashes");

    /// <summary>Takes the power from the device. Nobody is told.</summary>
    public void PowerOff()
    {
        if (!IsOn)
            return;
        End(tellsOthers: false, "is off");
        IsOn = false;
        _simulation.Services.Review();
    }

    /// <summary>Gives the device power, and starts the app anew. It has no session yet.</summary>
    public void Restart()
    {
        if (_process is not null)
            Crash();
        IsOn = true;
        _process = new SimulatedProcess(this, _simulation);
        Report("starts");
        _simulation.Services.Review();
    }

    /// <inheritdoc cref="Name"/>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    /// <summary>The links that the system has for the app, of those that it has disposed the ones that still end.</summary>
    internal IEnumerable<SimulatedConnection> Connections => _process?.Connections.Values ?? Enumerable.Empty<SimulatedConnection>();

    internal int NextPort() => ++_lastPort;

    internal void Send(SimulatedPeer to, Packet packet) => _simulation.Link(this, to).Send(this, to, packet);

    internal void Receive(SimulatedPeer from, Packet packet)
    {
        if (_process is not null && _process.Connections.TryGetValue((packet.Link, packet.ToOpener), out SimulatedConnection? connection))
        {
            if (packet.Kind == PacketKind.Open)
                connection.Accept();
            else
                connection.Handle(packet);
        }
        else if (packet.Kind == PacketKind.Open)
        {
            Answer(from, packet);
        }
        else if (packet.Kind is not (PacketKind.Reset or PacketKind.Refuse))
        {
            Send(from, new Packet { Kind = PacketKind.Reset, Link = packet.Link, ToOpener = !packet.ToOpener });
        }
    }

    private void Answer(SimulatedPeer from, Packet packet)
    {
        if (_process is null || !_process.Listeners.TryGetValue((int)packet.Offset, out SimulatedListener? listener))
        {
            Send(from, new Packet { Kind = PacketKind.Refuse, Link = packet.Link, ToOpener = true });
            return;
        }

        PeerEndpoint remote = PeerEndpoint.FromAddress(SimulatedTransport.TransportName, new IPEndPoint(from.Address, (int)packet.Limit));
        SimulatedConnection accepted = new(_process, from, packet.Link, isOpener: false, packet.HasStreams, listener.LocalEndpoint, remote);
        if (!listener.TryOffer(accepted))
            return;
        _process.Connections.Add((packet.Link, false), accepted);
        _simulation.Counters.LinksOpened++;
        _simulation.Trace.Add(Name, $"link {packet.Link} from {from.Name}");
        accepted.Accept();
    }

    private void End(bool tellsOthers, string what)
    {
        if (_process is null)
            return;
        Report(what);
        SimulatedProcess ended = _process;
        ended.Kill(tellsOthers);
        _process = null;
        IsSuspended = false;
    }

    private void Report(string what) => _simulation.Trace.Add(Name, what);
}
