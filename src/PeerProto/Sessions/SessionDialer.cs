using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Sessions.States;

namespace PeerProto.Sessions;

/// <summary>Dials one endpoint for a session until it is connected, and follows what comes of it.</summary>
internal sealed class SessionDialer<TContract>(Session<TContract> session, PeerEndpoint endpoint) : PeerDialer<TContract>
    where TContract : class, IPeerContract<TContract>
{
    private readonly ConnectionStates _states = new(PeerConnectionState.Setup);
    private readonly CancellationTokenSource _cancelling = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _restart = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Peer<TContract>? _peer;
    private PeerConnectionException? _failure;
    private volatile bool _isForced;

    public override PeerEndpoint Endpoint => endpoint;

    public override PeerConnectionState State => _states.Current;

    public override Peer<TContract>? Peer => Volatile.Read(ref _peer);

    public override IAsyncEnumerable<PeerConnectionState> StatesAsync(CancellationToken cancellationToken = default) => _states.ReadAsync(cancellationToken);

    public override async ValueTask<Peer<TContract>> WhenReadyAsync(CancellationToken cancellationToken = default)
    {
        await foreach (PeerConnectionState state in StatesAsync(cancellationToken))
        {
            if (state.Kind == PeerConnectionStateKind.Ready)
                return Peer!;
            if (state.Diagnosis is { } why && state.Kind == PeerConnectionStateKind.Failed)
                throw new PeerConnectionException(why.Stage, _failure?.Code ?? PeerErrorCode.Unknown, why.Cause, why.Remedy, _failure, why.Code);
        }

        throw new PeerConnectionException(ConnectionStage.Connect, PeerErrorCode.Closed, $"the dialling of {endpoint} was cancelled", "Dial again");
    }

    public override void Restart()
    {
        if (State.Kind == PeerConnectionStateKind.Waiting)
            Volatile.Read(ref _restart).TrySetResult();
    }

    public override ValueTask CancelAsync(CancellationToken cancellationToken = default)
    {
        if (_states.Current.IsOver)
            return new ValueTask(_ended.Task.WaitHereAsync(cancellationToken));
        _cancelling.Cancel();
        if (Peer is { } peer)
            return CancelAsync(peer, cancellationToken);
        return new ValueTask(_ended.Task.WaitHereAsync(cancellationToken));
    }

    public override void ForceCancel()
    {
        _isForced = true;
        _cancelling.Cancel();
        Peer?.ForceCancel();
        _states.TryTake(ConnectionStep.Cancel);
    }

    /// <summary>Dials, waits where something stands in the way that may pass, and stays until the connection is over. Run by the session.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, _cancelling.Token);
        try
        {
            if (await ConnectAsync(ending.Token) is { } peer)
                await FollowAsync(peer);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            _states.TryTake(ConnectionStep.Cancel);
        }
        catch (Exception failure)
        {
            PeerConnectionException unexpected = LinkRace.Unexpected(endpoint, failure);
            if (!TryFail(ConnectionStep.Refusal, unexpected))
                TryFail(ConnectionStep.Lost, unexpected);
            throw;
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    private async Task<Peer<TContract>?> ConnectAsync(CancellationToken ending)
    {
        RetryDelay delay = new(session.NextJitter);
        while (true)
        {
            Task returned = session.WorthTrying;
            Volatile.Write(ref _restart, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _states.TryTake(ConnectionStep.Start);
            try
            {
                Peer<TContract> peer = await session.DialAsync([endpoint], expected: null, ending);
                if (await TryKeepAsync(peer))
                    _states.TryTake(ConnectionStep.Established);
                return peer;
            }
            catch (PeerConnectionException failure) when (!failure.Diagnosis.MayPass)
            {
                TryFail(ConnectionStep.Refusal, failure);
                return null;
            }
            catch (PeerConnectionException failure)
            {
                TryFail(ConnectionStep.Obstacle, failure);
            }

            // A network that came back while the attempt was still under way counts as well.
            if (await session.PauseAsync(delay.Next(), ending, returned, _restart.Task))
                delay.Reset();
        }
    }

    /// <summary>Waits for the end of the connection; where the peer has replaced it with another, of that one.</summary>
    private async Task FollowAsync(Peer<TContract> peer)
    {
        while (true)
        {
            PeerConnectionState last = peer.State;
            await foreach (PeerConnectionState state in peer.StatesAsync())
                last = state;
            if (_cancelling.IsCancellationRequested || last.Kind == PeerConnectionStateKind.Cancelled)
            {
                _states.TryTake(ConnectionStep.Cancel);
                return;
            }

            if (last.Diagnosis!.Code != PeerDiagnosisCode.DuplicateConnection || session.Roster.Find(peer.Id) is not { IsConnected: true } other)
            {
                _failure = ((SessionPeer<TContract>)peer).Connection.Failure;
                _states.TryTake(ConnectionStep.Lost, last.Diagnosis);
                return;
            }

            await TryKeepAsync(peer = other);
        }
    }

    /// <summary>Makes a peer that of this dialer, or lets it go where the app has cancelled before it could see it.</summary>
    private async ValueTask<bool> TryKeepAsync(Peer<TContract> peer)
    {
        Interlocked.Exchange(ref _peer, peer); // whoever cancels looks for it afterwards
        if (!_cancelling.IsCancellationRequested)
            return true;
        if (_isForced)
            peer.ForceCancel();
        else
            await peer.CancelAsync();
        return false;
    }

    private bool TryFail(ConnectionStep step, PeerConnectionException failure)
    {
        _failure = failure;
        return _states.TryTake(step, failure.Diagnosis);
    }

    private async ValueTask CancelAsync(Peer<TContract> peer, CancellationToken cancellationToken)
    {
        await peer.CancelAsync(cancellationToken);
        await _ended.Task.WaitHereAsync(cancellationToken);
    }
}
