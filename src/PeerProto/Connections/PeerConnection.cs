using System.Diagnostics;
using System.IO.Pipelines;
using PeerProto.Observability;
using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Connections;

/// <summary>
/// Drives one <see cref="ConnectionMachine"/> over one link: reads what arrives, dispatches what the machine finds in it, writes what the machine puts out, and keeps its
/// deadlines. The machine is touched under <see cref="_gate"/> only; app code never runs while that is held. All loops run on the session's scheduler.
/// </summary>
internal sealed partial class PeerConnection
{
    private readonly Lock _gate = new();
    private readonly ConnectionMachine _machine;
    private readonly ConnectionOptions _options;
    private readonly ITransportConnection _transport;
    private readonly SecuredLink _secured;
    private readonly Stream _stream;
    private readonly long _origin;
    private readonly CancellationTokenSource _disconnected = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PeerConnectionException? _failure;
    private Exception? _linkFailure;
    private ITimer? _lastRead;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _readyTimestamp;
    private bool _wasReady;
    private Task _acceptingLanes = Task.CompletedTask;

    public PeerConnection(ITransportConnection transport, SecuredLink link, bool isInitiator, Hello hello, ulong seed, ConnectionOptions options)
    {
        _transport = transport;
        _secured = link;
        _stream = link.Stream;
        _multistream = ReferenceEquals(link.Stream, transport.Stream) ? transport as IMultistreamConnection : null; // else something secures the first stream alone
        _options = options;
        _reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: ReadBufferBytes, minimumReadSize: MinimumReadBytes, leaveOpen: true));
        _origin = options.TimeProvider.GetTimestamp();
        RemoteKey = link.RemoteKey;
        IsInitiator = isInitiator;
        RemoteEndpoint = transport.RemoteEndpoint;
        Disconnected = _disconnected.Token;
        Telemetry = new ConnectionTelemetry(this, options.Telemetry);
        _machine = new ConnectionMachine(
            new ConnectionSetup
            {
                IsInitiator = isInitiator,
                IsMultistream = _multistream is not null,
                Local = hello,
                Contract = options.Contract,
                RemoteKey = link.RemoteKey,
                Limits = options.Limits,
                Timings = options.Timings,
                MemoryBudget = options.MemoryBudget,
                Seed = seed,
            },
            TimeSpan.Zero);
        _timer = options.TimeProvider.CreateTimer(static state => ((PeerConnection)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether this side opened the link.</summary>
    public bool IsInitiator { get; }

    /// <summary>The key that the other side proved to hold, or null.</summary>
    public PeerKey? RemoteKey { get; }

    public PeerEndpoint RemoteEndpoint { get; }

    public PeerEndpoint LocalEndpoint => _transport.LocalEndpoint;

    /// <summary>What the platform tells of the link now, or null.</summary>
    public LinkStatistics? LinkStatistics => Failure is null ? _transport.GetStatistics() : null;

    /// <summary>How long the last ping took, or null before the first.</summary>
    public TimeSpan? RoundTripTime
    {
        get
        {
            lock (_gate)
                return _machine.RoundTripTime;
        }
    }

    /// <summary>Whether this side ended the connection in order.</summary>
    public bool WasEndedHere => _machine.CloseInfo is { Code: CloseCode.None, ByPeer: false };

    /// <summary>What the other side said of itself. There from <see cref="IConnectionOwner.Decide"/> on.</summary>
    public Hello Remote => _machine.Remote ?? throw new InvalidOperationException("The peer has not said hello.");

    /// <summary>The app's view of the other side. Set by the owner when the connection is ready.</summary>
    public Peer? Peer { get; set; }

    /// <summary>What <see cref="Peer"/> will be. Set by the owner before it admits the connection.</summary>
    public Peer? Candidate { get; set; }

    /// <summary>Signalled when the connection ends.</summary>
    public CancellationToken Disconnected { get; }

    /// <summary>Why the connection ended, or null while it lives.</summary>
    public PeerConnectionException? Failure => Volatile.Read(ref _failure);

    /// <summary>Completes when both sides have taken the connection; fails with <see cref="Failure"/> when it ends before.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Whether both ends turned out to be this session.</summary>
    public bool IsToSelf => _machine.CloseInfo?.Code == CloseCode.Self;

    /// <summary>When both sides had taken the connection, on the session's clock; 0 before.</summary>
    public long ReadyTimestamp
    {
        get => Volatile.Read(ref _readyTimestamp);
        private set => Volatile.Write(ref _readyTimestamp, value);
    }

    /// <summary>
    /// Whether no other connection of the peer may come beside this one: it lives, or it ends without having been ready. The peer may meet the admission of such a one late.
    /// </summary>
    public bool HoldsItsPlace
    {
        get
        {
            lock (_gate)
                return _failure is null && (ReadyTimestamp == 0 || _machine.Phase == ConnectionPhase.Ready);
        }
    }

    /// <summary>Completes when nothing of the connection is left.</summary>
    public Task Ended => _ended.Task;

    public long UnconfirmedMessages
    {
        get
        {
            lock (_gate)
                return (long)_machine.UnconfirmedMessages + _channelSenders.Values.Sum(static sender => sender.AcceptedMessages);
        }
    }

    /// <summary>The time that the machine counts by.</summary>
    public TimeSpan Now => _options.TimeProvider.GetElapsedTime(_origin);

    /// <summary>Runs the connection to its end. To be started on the session's scheduler; never fails.</summary>
    public async Task RunAsync()
    {
        ObservedConnections.Add(this);
        Activity.Current = null; // what the peer causes is no part of what the app was at when it connected
        Task writing = WriteAsync();
        try
        {
            lock (_gate)
                Rearm();
            _output.Set();
            await ReadAsync();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or OperationCanceledException)
        {
            OnLinkFailure(failure);
        }
        catch (Exception failure)
        {
            ConnectionLog.Broken(_options.Logger, RemoteEndpoint, failure);
            lock (_gate)
                _machine.Abort(CloseCode.InternalError, "the connection failed within itself");
        }

        End();
        await FinishWritingAsync(writing);
        await CloseLinkAsync();
        await _acceptingLanes;
        lock (_gate)
            _machine.Dispose();
        _ended.TrySetResult();
    }

    /// <summary>Takes the connection, and refuses the channels for which the peer has no permission.</summary>
    public void Admit()
    {
        int[] refused = [.. _options.Contract.Channels.Where(channel => Agreement.Supports(channel.Id) && !MayUse(Candidate!, channel.Permission)).Select(static channel => channel.Id)];
        lock (_gate)
            _machine.Admit(refused);
    }

    /// <summary>Ends the connection in order. What was written before still reaches the peer.</summary>
    public void Close(CloseCode code, string reason)
    {
        lock (_gate)
        {
            _machine.Close(code, reason, Now);
            Rearm();
        }

        _output.Set();
    }

    /// <summary>Ends the connection at once: what was not yet written is dropped.</summary>
    public void Abort() => _transport.Abort();

    /// <summary>
    /// Notes that nothing can be written any more. What the peer wrote before it closed may still be there, the reason above all, so reading goes on to its end, at most
    /// for the close deadline.
    /// </summary>
    private void OnWriteFailure(Exception failure)
    {
        lock (_gate)
        {
            if (_linkFailure is not null || _failure is not null)
                return;
            _linkFailure = failure;
            _lastRead = _options.TimeProvider.CreateTimer(
                static state => ((PeerConnection)state!).GiveUpReading(), this, _options.Timings.Close, Timeout.InfiniteTimeSpan);
        }
    }

    private void GiveUpReading()
    {
        lock (_gate)
            _machine.HandleEndOfInput("");
        _reader.CancelPendingRead();
    }

    private void OnLinkFailure(Exception failure)
    {
        lock (_gate)
        {
            _linkFailure ??= failure;
            _machine.HandleEndOfInput("");
        }
    }

    /// <summary>Why nothing that came is given to the app any more, also before everybody who waits has been told.</summary>
    public PeerConnectionException GetRefusal()
    {
        lock (_gate)
            return _failure ?? ToFailure(GetCloseInfo());
    }

    private CloseInfo GetCloseInfo() => _machine.CloseInfo ?? new CloseInfo(CloseCode.LinkLost, "", ByPeer: true);

    private PeerConnectionException ToFailure(CloseInfo info) => ConnectionFailure.From(info, _wasReady, _machine.Remote is not null, _secured, _linkFailure, _options.MayAsk);

    /// <summary>Tells everybody who waits that the connection is over.</summary>
    private void End()
    {
        CloseInfo info;
        lock (_gate)
        {
            info = GetCloseInfo();
            _failure = ToFailure(info);
            _timer.Dispose();
            _lastRead?.Dispose();
            _stallTimer?.Dispose();
        }

        Telemetry.OnEnded(info.Code, _wasReady ? _options.TimeProvider.GetElapsedTime(ReadyTimestamp) : null);

        if (_wasReady)
            ConnectionLog.Ended(_options.Logger, RemoteEndpoint, info.Code, _failure.Cause, _machine.UnconfirmedMessages);
        else if (info.Code != CloseCode.Duplicate)
            ConnectionLog.Refused(_options.Logger, RemoteEndpoint, info.Code, _failure.Cause);

        FailSenders(_failure);
        FailCalls(_failure);
        _options.Owner.OnEnded(this);
        _ready.TrySetException(_failure);
        _ = _ready.Task.Exception;
        try
        {
            _disconnected.Cancel();
        }
        catch (AggregateException thrown)
        {
            ConnectionLog.CallbackFailed(_options.Logger, RemoteEndpoint, thrown);
        }
    }

    private async ValueTask CloseLinkAsync()
    {
        if (_linkFailure is not null)
            _transport.Abort();
        try
        {
            await _stream.DisposeAsync();
            await _transport.DisposeAsync();
        }
        catch (Exception failure)
        {
            if (failure is not (IOException or ObjectDisposedException or OperationCanceledException))
                ConnectionLog.Broken(_options.Logger, RemoteEndpoint, failure);
            _transport.Abort();
        }
    }
}
