using PeerProto.Connections;
using PeerProto.Sessions;

namespace PeerProto.Testing.Tests.Chaos;

/// <summary>One start of the app on one peer: its session, and its traffic with everyone it meets.</summary>
internal sealed class ChaosApp(ChaosRun run, SimulatedPeer host)
{
    private readonly List<Task> _traffic = [];
    private readonly List<MessageStream> _incoming = [];
    private readonly MessageStream _shouts = run.Ledger.Open($"shouts of {host.Name}", Promise.Newer);
    private readonly CancellationTokenSource _ending = new();
    private ChaosService? _service;
    private Task? _meeting;

    public SimulatedPeer Host => host;

    public ChaosRun Run => run;

    /// <summary>The session, once it has started.</summary>
    public Session<IChaos>? Session { get; private set; }

    public IEnumerable<PeerConnection> Connections => Session is null ? [] : Session.Roster.Snapshot.Select(static peer => peer.Connection);

    /// <summary>Whether all traffic has come to its end.</summary>
    public bool IsQuiet => _traffic.TrueForAll(static traffic => traffic.IsCompleted);

    public int RunningMethods => _service?.RunningMethods ?? 0;

    /// <summary>Starts the session and the traffic, as part of the app.</summary>
    public void Start() => _meeting = host.Run(MeetAsync);

    /// <summary>What this app gets is checked no more: it has ended.</summary>
    public void End()
    {
        foreach (MessageStream stream in _incoming)
            stream.ReceiverLives = false;
        Session = null;
    }

    /// <summary>Ends the session in order.</summary>
    public async Task StopAsync()
    {
        if (Session is not { } session)
            return;
        End();
        await session.DisposeAsync();
        _ending.Cancel();
    }

    /// <summary>Opens a stream of messages that this app gets.</summary>
    public void Expect(MessageStream stream)
    {
        _incoming.Add(stream);
        stream.ReceiverLives = Session is not null;
    }

    /// <summary>Sends to all that are there.</summary>
    public async Task ShoutAsync()
    {
        if (Session is not { } session)
            return;
        int number = _shouts.Begin();
        await session.Everyone.Shouts.SendAsync(Tagged.Create(_shouts.Number, number, size: 100));
    }

    private async Task MeetAsync()
    {
        _service = new ChaosService(run.Ledger, run.Random, host.TimeProvider);
        Session = (Session<IChaos>)await host.StartSessionAsync<IChaos>(_service, options => options.Limits = run.Plan.Limits);
        await foreach (PeerEvent<IChaos> change in Session.PeersAsync(_ending.Token))
        {
            if (change.Kind == PeerEventKind.Joined)
                _traffic.Add(new ChaosTraffic(this, change.Peer).RunAsync());
            else if (change.Reason is null)
                run.Ledger.Fail($"{change.Peer} left {host.Name} without a reason");
        }
    }
}
