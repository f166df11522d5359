using Microsoft.Extensions.Logging;
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

    /// <summary>The connection whose other end is the given one, as long as both stand.</summary>
    public PeerConnection? FindOtherEnd(PeerConnection connection) => Connections.FirstOrDefault(
        candidate => candidate.LocalEndpoint.Equals(connection.RemoteEndpoint) && candidate.RemoteEndpoint.Equals(connection.LocalEndpoint));

    /// <summary>The app ends at once, with all that waits in it. Nobody may be told that more has reached it than it had by then.</summary>
    public void End()
    {
        foreach (MessageStream stream in _incoming)
        {
            PeerConnection? here = stream.Connection is { } there ? FindOtherEnd(there) : null;
            stream.OnReceiverEnded((int?)here?.GetChannelStatistics(stream.Channel).BacklogMessages);
        }

        Session = null;
    }

    /// <summary>Looks whether a sender takes more for confirmed than this app has.</summary>
    public void LookAt(MessageStream stream)
    {
        if (stream.Connection is not { Failure: null } there || FindOtherEnd(there) is not { } here)
            return;
        long confirmed = (long)there.Machine.GetOutboundChannel(stream.Channel).AcknowledgedMessages;
        if (stream.Compare(confirmed, (int)here.GetChannelStatistics(stream.Channel).BacklogMessages) is { } wrong)
            run.Ledger.Fail(wrong);
    }

    /// <summary>The same for all that comes to this app.</summary>
    public void Look() => _incoming.ForEach(LookAt);

    /// <summary>Ends the session in order.</summary>
    public async Task StopAsync()
    {
        if (Session is not { } session)
            return;
        foreach (MessageStream stream in _incoming)
            stream.ReceiverLives = false;
        Session = null;
        await session.DisposeAsync();
        _ending.Cancel();
    }

    /// <summary>Opens a stream of messages that this app gets.</summary>
    public void Expect(MessageStream stream)
    {
        _incoming.Add(stream);
        stream.ReceiverLives = Session is not null;
        stream.Receiver = this;
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
        _service = new ChaosService(run.Ledger, run.Fault, run.Random, host.TimeProvider);
        Session = (Session<IChaos>)await host.StartSessionAsync<IChaos>(_service, options =>
        {
            options.Limits = run.Plan.Limits;
            options.LoggerFactory = new ChaosLog(host.Name, options.LoggerFactory, run.Ledger);
        });
        await foreach (PeerEvent<IChaos> change in Session.PeersAsync(_ending.Token))
        {
            if (change.Kind == PeerEventKind.Joined)
                _traffic.Add(new ChaosTraffic(this, change.Peer).RunAsync());
            else if (change.Reason is null)
                run.Ledger.Fail($"{change.Peer} left {host.Name} without a reason");
        }
    }
}
