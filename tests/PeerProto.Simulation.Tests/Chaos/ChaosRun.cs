using PeerProto.Connections;
using PeerProto.Protocol;
using PeerProto.Protocol.FlowControl;

namespace PeerProto.Testing.Tests.Chaos;

/// <summary>A run of one seed: peers come, talk, and are put through all that can go wrong; then it is mended, everybody finishes, and what should be is compared with what is.</summary>
internal sealed class ChaosRun
{
    private const int ChannelCount = 8;

    /// <summary>What may stand written beyond the room that senders look for: a large message that was begun, and frames that need no room.</summary>
    private const int MostPendingBytes = (128 + 256) * 1024;

    /// <summary>What may wait beyond a window: the one message that begins within it, and what blocks of memory have left over.</summary>
    private const int MostHeldBeyond = 512 * 1024;

    private static readonly TimeSpan MostMending = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MostLingering = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    private readonly Simulation _simulation;
    private readonly List<ChaosApp> _apps = [];

    private ChaosRun(int seed, ChaosFault fault)
    {
        _simulation = new Simulation(seed);
        Fault = fault;
        _simulation.Trace.IncludesPackets = Environment.GetEnvironmentVariable("PEERPROTO_CHAOS_PACKETS") == "1";
        Plan = ChaosPlan.Create(_simulation.Random);
        _simulation.HasStreams = Plan.HasStreams;
    }

    public ChaosPlan Plan { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public ChaosFault Fault { get; }

    public ChaosLedger Ledger { get; } = new();

    public TimeSpan Elapsed => _simulation.Elapsed;

    public Random Random => _simulation.Random;

    /// <summary>Whether faults and traffic go on.</summary>
    public bool IsActive { get; private set; } = true;

    public static ChaosResult Execute(int seed, ChaosFault fault = ChaosFault.None)
    {
        ChaosRun run = new(seed, fault);
        try
        {
            run.Execute();
        }
        catch (SimulationException stuck)
        {
            run.Ledger.Fail(stuck.Message);
        }

        return new ChaosResult(seed, run.Ledger, run._simulation);
    }

    public ChaosApp? FindApp(PeerId id) => _apps.Find(app => app.Session?.Id == id);

    /// <summary>Looks whether a sender takes more for confirmed than its receiver has, as long as that runs.</summary>
    public void LookAt(MessageStream stream)
    {
        if (stream.Receiver is { } receiver && _apps.Contains(receiver))
            receiver.LookAt(stream);
    }

    private void Execute()
    {
        for (int i = 0; i < Plan.Peers; i++)
        {
            SimulatedPeer host = _simulation.AddPeer($"p{i}");
            foreach (SimulatedPeer other in _simulation.Peers.Where(peer => peer != host))
                _simulation.Link(host, other).Impairment = ChaosPlan.CreateImpairment(Random);
            StartApp(host);
        }

        _simulation.Run(LiveAsync);
        IsActive = false;
        Mend();
        Settle();
        Inspect();
        Ledger.Review();
        _simulation.Run(() => Task.WhenAll(_apps.Select(app => app.StopAsync())), TimeSpan.FromMinutes(1));
        Linger();
    }

    private void StartApp(SimulatedPeer host)
    {
        ChaosApp app = new(this, host);
        _apps.Add(app);
        app.Start();
    }

    /// <summary>Lets things go wrong for as long as the plan says.</summary>
    private async Task LiveAsync()
    {
        Task looking = LookAsync();
        TimeSpan end = _simulation.Elapsed + Plan.Duration;
        while (_simulation.Elapsed < end)
        {
            await PauseAsync(Plan.CalmSeconds * 2000);
            Disturb();
        }

        IsActive = false;
        await looking;
    }

    private void Disturb()
    {
        SimulatedPeer victim = _simulation.Peers[Random.Next(Plan.Peers)];
        SimulatedPeer other = _simulation.Peers[Random.Next(Plan.Peers)];
        switch (Random.Next(9))
        {
            case 0 when victim != other:
                _simulation.Link(victim, other).Cut();
                Later(15_000, _simulation.Link(victim, other).Heal);
                break;
            case 1:
                _simulation.Partition(victim);
                Later(20_000, _simulation.Heal);
                break;
            case 2 when victim != other:
                _simulation.Link(victim, other).Impairment = ChaosPlan.CreateImpairment(Random);
                break;
            case 3 when victim.IsRunning:
                victim.Suspend();
                Later(15_000, () =>
                {
                    if (victim.IsRunning)
                        victim.Resume();
                });
                break;
            case 4:
                EndApp(victim, victim.Crash);
                Later(8000, () => Restart(victim));
                break;
            case 5:
                EndApp(victim, victim.PowerOff);
                Later(20_000, () => Restart(victim));
                break;
            case 6 when victim.IsRunning && _apps.Find(app => app.Host == victim) is { Session: not null } leaving:
                _apps.Remove(leaving);
                _ = leaving.StopAsync();
                StartApp(victim);
                break;
        }
    }

    private void Later(int mostMilliseconds, Action action) => _ = DoLaterAsync(mostMilliseconds, action);

    private async Task DoLaterAsync(int mostMilliseconds, Action action)
    {
        await PauseAsync(mostMilliseconds);
        if (IsActive)
            action();
    }

    private Task PauseAsync(int mostMilliseconds) => Task.Delay(TimeSpan.FromMilliseconds(Random.Next(mostMilliseconds)), _simulation.TimeProvider);

    private void EndApp(SimulatedPeer host, Action end)
    {
        foreach (ChaosApp app in _apps.Where(app => app.Host == host))
            app.End();
        _apps.RemoveAll(app => app.Host == host);
        end();
    }

    private void Restart(SimulatedPeer host)
    {
        if (host.IsRunning)
            return;
        host.Restart();
        StartApp(host);
    }

    private void Mend()
    {
        _simulation.Heal();
        foreach (SimulatedPeer host in _simulation.Peers)
        {
            if (host.IsSuspended)
                host.Resume();
            Restart(host);
        }
    }

    /// <summary>Waits until all are connected, have done what they do, and nothing has changed for a while.</summary>
    private void Settle()
    {
        TimeSpan? since = null;
        try
        {
            _simulation.RunUntil(
                () =>
                {
                    since = IsSettled() ? since ?? Elapsed : null;
                    return Elapsed - since >= Calm;
                },
                MostMending);
        }
        catch (SimulationException restless)
        {
            Ledger.Fail(restless.Message);
        }
    }

    private bool IsSettled() => _apps.TrueForAll(app => app.IsQuiet && app.Session is { } session && session.ConnectionCount == Plan.Peers - 1
        && session.Peers.Count == Plan.Peers - 1 && session.Peers.All(static peer => peer.IsConnected) && app.Connections.All(connection => CountLanes(app.Host, connection) is not { IsOdd: true }));

    /// <summary>Looks again and again whether anything grows past its bound.</summary>
    private async Task LookAsync()
    {
        while (IsActive)
        {
            await Task.Delay(LookInterval, _simulation.TimeProvider);
            foreach (PeerConnection connection in _apps.SelectMany(static app => app.Connections))
                LookAt(connection);
            foreach (ChaosApp app in _apps)
                app.Look();
        }
    }

    private void LookAt(PeerConnection connection)
    {
        if (connection.Machine.PendingOutputBytes > MostPendingBytes)
            Ledger.Fail($"{connection.Machine.PendingOutputBytes} bytes wait to be written to {connection.Peer}");
        for (int channel = 1; channel <= ChannelCount; channel++)
        {
            InboundFlow flow = connection.Machine.GetInboundChannel(channel);
            if (flow.Backlog.Count > flow.WindowMessages)
                Ledger.Fail($"{flow.Backlog.Count} messages of channel {channel} wait, and the window is {flow.WindowMessages}");
            if (flow.Backlog.HeldBytes > flow.WindowBytes + MostHeldBeyond)
                Ledger.Fail($"{flow.Backlog.HeldBytes} bytes of channel {channel} wait, and the window is {flow.WindowBytes}");
        }
    }

    /// <summary>All sessions have ended, so nothing may be left of their links.</summary>
    private void Linger()
    {
        try
        {
            _simulation.RunUntil(() => _simulation.Peers.All(static peer => !peer.Connections.Any()), MostLingering);
        }
        catch (SimulationException left)
        {
            Ledger.Fail($"{_simulation.Peers.Sum(static peer => peer.Connections.Count())} ends of links are left: {left.Message}");
        }
    }

    /// <summary>Nobody does anything any more, so nothing may be left of what was done.</summary>
    private void Inspect()
    {
        foreach (ChaosApp app in _apps)
        {
            if (app.RunningMethods != 0)
                Ledger.Fail($"{app.RunningMethods} methods of {app.Host.Name} run on");
            if (app.Session?.ConnectionCount != Plan.Peers - 1)
                Ledger.Fail($"{app.Host.Name} has {app.Session?.ConnectionCount} connections with {Plan.Peers - 1} peers");
            foreach (PeerConnection connection in app.Connections)
            {
                Inspect(app.Host.Name, connection);
                InspectLanes(app.Host, connection);
            }
        }
    }

    /// <summary>Each channel that was used has its lane for as long as the connection lives, and calls that have ended have none.</summary>
    private void InspectLanes(SimulatedPeer host, PeerConnection connection)
    {
        if (CountLanes(host, connection) is { IsOdd: true } lanes)
            Ledger.Fail($"between {host.Name} and {connection.Peer} are {lanes}");
    }

    /// <returns>The lanes of a connection, or null where its link has but one stream.</returns>
    private static LaneCount? CountLanes(SimulatedPeer host, PeerConnection connection)
    {
        SimulatedMultistream? streams = host.Connections.FirstOrDefault(
            link => link.LocalEndpoint.Equals(connection.LocalEndpoint) && link.RemoteEndpoint.Equals(connection.RemoteEndpoint))?.Streams;
        if (streams is null)
            return null;
        IEnumerable<int> channels = Enumerable.Range(1, ChannelCount);
        return new LaneCount(
            streams.WritingCount, channels.Count(channel => connection.Machine.GetOutboundChannel(channel).SentMessages > 0),
            streams.ReadingCount, channels.Count(channel => connection.Machine.GetInboundChannel(channel).ReceivedMessages > 0));
    }

    private void Inspect(string name, PeerConnection connection)
    {
        if (connection.Machine.Calls.Count > 0)
            Ledger.Fail($"{connection.Machine.Calls.Count} calls between {name} and {connection.Peer} never ended: {string.Join(", ", connection.Machine.Calls.Select(static call => call.Descriptor.Name))}");
        if (connection.Machine.PendingOutputBytes > 0)
            Ledger.Fail($"{connection.Machine.PendingOutputBytes} bytes from {name} to {connection.Peer} were never written");
        for (int channel = 1; channel <= ChannelCount; channel++)
        {
            if (connection.FindChannelSender(channel) is { UnconfirmedMessages: > 0 } sender)
                Ledger.Fail($"{sender.UnconfirmedMessages} messages of channel {channel} from {name} to {connection.Peer} were never confirmed");
            if (connection.Machine.GetInboundChannel(channel).Backlog.Count > 0)
                Ledger.Fail($"messages of channel {channel} from {connection.Peer} to {name} were never handled");
        }
    }

    /// <summary>How many streams are written and read, and how many channels were used in each direction.</summary>
    private sealed record LaneCount(int Written, int Sent, int Read, int Received)
    {
        public bool IsOdd => Written != Sent || Read != Received;
    }
}
