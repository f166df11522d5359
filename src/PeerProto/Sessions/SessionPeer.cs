using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Sessions.States;

namespace PeerProto.Sessions;

/// <summary>A peer of a session: one connection, its state and path, and the generated proxy over it.</summary>
internal sealed class SessionPeer<TContract> : Peer<TContract>
    where TContract : class, IPeerContract<TContract>
{
    private readonly ConnectionStates _states = new(PeerConnectionState.Ready);
    private volatile bool _isCancelled;
    private TContract? _contract;

    public SessionPeer(PeerConnection connection, TimeProvider timeProvider)
    {
        Connection = connection;
        Id = connection.Remote.Id;
        DisplayName = connection.Remote.DisplayName;
        Names = new NamesOfPeer(connection.Remote);
        Paths = new PathWatch(connection.LocalEndpoint, connection.RemoteEndpoint, timeProvider);
    }

    public PeerConnection Connection { get; }

    public PathWatch Paths { get; }

    /// <summary>The names that the peer is announced under.</summary>
    public NamesOfPeer Names { get; }

    public override PeerId Id { get; }

    public override string DisplayName { get; }

    public override PeerKey? Key => Connection.RemoteKey;

    public override int ContractVersion => Connection.Remote.ContractVersion;

    public override PeerEndpoint RemoteEndpoint => Connection.RemoteEndpoint;

    public override bool IsConnected => Connection.Failure is null;

    public override CancellationToken Disconnected => Connection.Disconnected;

    public override long UnconfirmedMessages => Connection.UnconfirmedMessages;

    public override TContract Contract => _contract ?? throw new InvalidOperationException("The peer is not admitted yet, so nothing can be sent to it.");

    public override PeerConnectionState State => _states.Current;

    public override PeerPath Path
    {
        get
        {
            LinkStatistics? link = Connection.LinkStatistics;
            return Paths.Current with { RoundTripTime = link?.RoundTripTime ?? Connection.RoundTripTime, BytesInFlight = link?.BytesInFlight };
        }
    }

    /// <summary>Whether the two sides let each other go in order, so that neither is to be connected to by itself.</summary>
    public bool IsLetGo => State.Kind == PeerConnectionStateKind.Cancelled || State.Diagnosis?.Code == PeerDiagnosisCode.Closed;

    public override IAsyncEnumerable<PeerConnectionState> StatesAsync(CancellationToken cancellationToken = default) => _states.ReadAsync(cancellationToken);

    public override IAsyncEnumerable<PeerPath> PathsAsync(CancellationToken cancellationToken = default) => Paths.ReadAsync(cancellationToken);

    public override bool Supports(int id) => Connection.Agreement.Supports(id);

    public override event Action<ChannelStall>? Stalled
    {
        add => Connection.Stalled += value;
        remove => Connection.Stalled -= value;
    }

    public override ChannelStatistics GetChannelStatistics(int channel) => Connection.GetChannelStatistics(channel);

    public override ValueTask FlushAsync(CancellationToken cancellationToken = default) => Connection.FlushAsync(cancellationToken);

    public override ValueTask CancelAsync(CancellationToken cancellationToken = default)
    {
        _isCancelled = true;
        Task written = Connection.WhenLinesWritten();
        if (written.IsCompleted)
            LetGo();
        else
            _ = Task.Factory.StartNew(() => LetGoBehindAsync(written), CancellationToken.None, TaskCreationOptions.DenyChildAttach, Connection.Options.Scheduler);
        return new ValueTask(Connection.Ended.WaitHereAsync(cancellationToken));
    }

    public override void ForceCancel()
    {
        _isCancelled = true;
        Connection.Abort();
    }

    private void LetGo() => Connection.Close(Protocol.CloseCode.None, "the app let go of the peer");

    /// <summary>Messages that were taken and stand in line go first, as far as the peer takes them within the close deadline.</summary>
    private async Task LetGoBehindAsync(Task written)
    {
        using CancellationTokenSource deadline = new(Connection.Options.Timings.Close, Connection.Options.TimeProvider);
        try
        {
            await written.WaitHereAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            // what is left is told by UnconfirmedMessages
        }

        LetGo();
    }

    /// <summary>Both sides have taken the connection.</summary>
    public void OnReady() => _contract = TContract.Descriptor.CreateProxy(new ConnectionLink(Connection));

    /// <summary>The connection is over.</summary>
    public void OnEnded()
    {
        if (_isCancelled || Connection.WasEndedHere)
            _states.TryTake(ConnectionStep.Cancel);
        else
            _states.TryTake(ConnectionStep.Lost, Connection.Failure!.Diagnosis);
        Paths.Complete();
    }
}
