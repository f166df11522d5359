namespace PeerProto.Testing;

/// <summary>One end of a link between two simulated transports. The system of its peer keeps it: it goes on with what was written after it was disposed, and while the process is suspended.</summary>
internal sealed class SimulatedConnection : ITransportConnection
{
    private static readonly TimeSpan FirstOpenTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SimulatedPeer _remote;
    private readonly StreamSender _sender;
    private readonly StreamReceiver _receiver;
    private TimeSpan _openTimeout = FirstOpenTimeout;
    private bool _isClosing;
    private bool _isGone;

    public SimulatedConnection(SimulatedProcess process, SimulatedPeer remote, long number, bool isOpener, bool hasStreams, PeerEndpoint local, PeerEndpoint remoteEndpoint)
    {
        Process = process;
        Number = number;
        IsOpener = isOpener;
        LocalEndpoint = local;
        RemoteEndpoint = remoteEndpoint;
        _remote = remote;
        _sender = new StreamSender(this, stream: 0, OnStreamDone);
        _receiver = new StreamReceiver(this, stream: 0, OnStreamDone);
        Stream = new SimulatedStream(_receiver, _sender, Close);
        Streams = hasStreams ? new SimulatedMultistream(this) : null;
    }

    public SimulatedProcess Process { get; }

    public long Number { get; }

    public bool IsOpener { get; }

    public Stream Stream { get; }

    /// <summary>The streams beside the first, or null where the link has none.</summary>
    public SimulatedMultistream? Streams { get; }

    /// <summary>What a session gets of it.</summary>
    public ITransportConnection Transport => Streams ?? (ITransportConnection)this;

    public PeerEndpoint LocalEndpoint { get; }

    public PeerEndpoint RemoteEndpoint { get; }

    public EventQueue Clock => Process.Simulation.Clock;

    /// <summary>Completes when the other side has taken the link, fails when it has not.</summary>
    public Task Opened => _opened.Task;

    /// <summary>How long there and back takes at most, as long as nothing is lost.</summary>
    public TimeSpan RoundTripTime
    {
        get
        {
            LinkImpairment impairment = Process.Simulation.Link(Process.Peer, _remote).Impairment;
            return (impairment.Delay + impairment.Jitter) * 2;
        }
    }

    public LinkStatistics? GetStatistics() => new()
    {
        RoundTripTime = RoundTripTime,
        BytesInFlight = _sender.UnderWay,
        UnsentBytes = _sender.Unsent,
    };

    public void Abort()
    {
        if (_isGone)
            return;
        Send(Make(PacketKind.Reset));
        Vanish(new IOException("This side aborted the connection."));
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return default;
    }

    /// <summary>Asks for the link, again and again until there is an answer.</summary>
    public void Open(int port)
    {
        if (_isGone || _opened.Task.IsCompleted)
            return;
        Send(new Packet { Kind = PacketKind.Open, Link = Number, ToOpener = false, Offset = port, Limit = LocalEndpoint.Port, HasStreams = Streams is not null });
        Clock.After(_openTimeout, () => Open(port));
        _openTimeout *= 2;
    }

    /// <summary>Waits no longer for an answer. One that has come counts, also where nobody has looked at it yet.</summary>
    public void GiveUp(Exception reason)
    {
        if (!_opened.Task.IsCompleted)
            Vanish(reason);
    }

    /// <summary>Takes the link; once more when the word of it was lost.</summary>
    public void Accept() => Send(Make(PacketKind.Accept));

    public void Handle(Packet packet)
    {
        if (packet.Stream != 0)
        {
            Streams?.Handle(packet);
            return;
        }

        switch (packet.Kind)
        {
            case PacketKind.Accept:
                _opened.TrySetResult();
                break;
            case PacketKind.Refuse:
                Vanish(new IOException("Nobody listens there."));
                break;
            case PacketKind.Data:
                _receiver.OnData(packet);
                break;
            case PacketKind.Confirm:
                _sender.OnConfirmed(packet.Offset, packet.Limit);
                break;
            case PacketKind.Probe:
                _receiver.Confirm();
                break;
            case PacketKind.Reset:
                Process.Simulation.Counters.LinksBroken++;
                Vanish(new IOException("The peer aborted the connection."));
                break;
        }
    }

    public void Send(Packet packet)
    {
        if (!_isGone)
            Process.Peer.Send(_remote, packet);
    }

    public void CountRepetition() => Process.Simulation.Counters.Retransmitted++;

    /// <summary>A stream's end has arrived there or here.</summary>
    public void OnStreamDone()
    {
        if (_isClosing && _sender.IsDone && _receiver.HasEnd && Streams is null or { IsSent: true })
            Vanish(new ObjectDisposedException(nameof(ITransportConnection)));
    }

    /// <summary>The link is lost.</summary>
    public void Break(string reason)
    {
        Process.Simulation.Counters.LinksBroken++;
        Process.Simulation.Trace.Add(Process.Peer.Name, $"link {Number} to {_remote.Name} broke: {reason}");
        Vanish(new IOException($"The connection broke: {reason}."));
    }

    /// <summary>Forgets the link without a word to the other side.</summary>
    public void Vanish(Exception failure)
    {
        if (_isGone)
            return;
        _isGone = true;
        Process.Connections.Remove((Number, IsOpener));
        _sender.Fail(failure);
        _receiver.Fail(failure);
        Streams?.Fail(failure);
        _opened.TrySetException(failure);
        _ = _opened.Task.Exception;
    }

    private void Close()
    {
        if (_isClosing || _isGone)
            return;
        _isClosing = true;
        _sender.End();
        _receiver.Discard();
        Streams?.Close();
        OnStreamDone();
        Clock.After(Linger, () => Vanish(new ObjectDisposedException(nameof(ITransportConnection))));
    }

    private Packet Make(PacketKind kind) => new() { Kind = kind, Link = Number, ToOpener = !IsOpener };
}
