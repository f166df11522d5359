namespace PeerProto.Testing;

/// <summary>
/// A simulated link that has streams of its own beside the first, after QUIC (RFC 9000 section 2): one-way, numbered in the order they were opened, each repeated, confirmed and limited for
/// itself, so that what is lost on one holds up no other.
/// </summary>
internal sealed class SimulatedMultistream : IMultistreamConnection
{
    /// <summary>How many streams one end may have open whose end has not arrived; and how many it keeps of the other end's that nobody has read to their end.</summary>
    public const int MaximumStreams = 256;

    /// <summary>Even numbers are the opener's, and 0 is the first stream.</summary>
    private const int Step = 2;

    private readonly SimulatedConnection _connection;
    private readonly SortedDictionary<long, SimulatedSubstream> _writing = [];
    private readonly SortedDictionary<long, SimulatedSubstream> _reading = [];
    private readonly Queue<SimulatedSubstream> _arrived = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;
    private long _nextOwn;
    private long _nextOther;

    public SimulatedMultistream(SimulatedConnection connection)
    {
        _connection = connection;
        _nextOwn = connection.IsOpener ? Step : 1;
        _nextOther = connection.IsOpener ? 1 : Step;
    }

    public Stream Stream => _connection.Stream;

    public PeerEndpoint LocalEndpoint => _connection.LocalEndpoint;

    public PeerEndpoint RemoteEndpoint => _connection.RemoteEndpoint;

    /// <summary>How many streams this end writes whose end has not arrived.</summary>
    public int WritingCount => _writing.Count;

    /// <summary>How many of the other end's streams are here that were not read to their end.</summary>
    public int ReadingCount => _reading.Count;

    /// <summary>Whether everything has arrived that was written to streams.</summary>
    public bool IsSent => _writing.Count == 0;

    public LinkStatistics? GetStatistics() => _connection.GetStatistics();

    public void Abort() => _connection.Abort();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    public async ValueTask<ITransportSubstream> OpenStreamAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = WakeBy(cancellationToken);
        while (_writing.Count == MaximumStreams)
            await WaitAsync(cancellationToken);
        ThrowIfOver(cancellationToken);
        SimulatedSubstream stream = new(_connection, _nextOwn, isWriter: true, Remove);
        _writing.Add(_nextOwn, stream);
        _nextOwn += Step;
        _connection.Process.Simulation.Counters.StreamsOpened++;
        return stream;
    }

    public async ValueTask<ITransportSubstream> AcceptStreamAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = WakeBy(cancellationToken);
        while (_arrived.Count == 0)
            await WaitAsync(cancellationToken);
        return _arrived.Dequeue();
    }

    public void Handle(Packet packet)
    {
        if (packet.Kind is PacketKind.Confirm or PacketKind.StopStream)
        {
            if (_writing.TryGetValue(packet.Stream, out SimulatedSubstream? written))
                written.Handle(packet);
            return;
        }

        while (packet.Stream >= _nextOther && _reading.Count < MaximumStreams && _failure is null)
            Take();
        if (_reading.TryGetValue(packet.Stream, out SimulatedSubstream? read))
            read.Handle(packet);
        else if (packet.Stream < _nextOther)
            ConfirmAgain(packet);
    }

    /// <summary>The app is done with the link: what it has written to the end is still sent.</summary>
    public void Close()
    {
        foreach (SimulatedSubstream stream in _writing.Values.Concat(_reading.Values).ToArray())
            stream.Close();
        End(new ObjectDisposedException(nameof(ITransportConnection)));
    }

    /// <summary>The link is no more.</summary>
    public void Fail(Exception failure)
    {
        foreach (SimulatedSubstream stream in _writing.Values.Concat(_reading.Values).ToArray())
            stream.Fail(failure);
        _writing.Clear();
        _reading.Clear();
        End(failure);
    }

    private void End(Exception failure)
    {
        _failure ??= failure is IOException ? failure : new IOException("The connection is over.", failure);
        _arrived.Clear();
        _changed.TrySetResult();
    }

    /// <summary>Takes the next stream of the other end. A stream that comes first has all before it come as well (RFC 9000 section 3.2).</summary>
    private void Take()
    {
        SimulatedSubstream stream = new(_connection, _nextOther, isWriter: false, Remove);
        _reading.Add(_nextOther, stream);
        _nextOther += Step;
        _arrived.Enqueue(stream);
        _changed.TrySetResult();
    }

    /// <summary>The confirmation of a stream that is over was lost.</summary>
    private void ConfirmAgain(Packet packet) => _connection.Send(new Packet
    {
        Kind = PacketKind.Confirm,
        Link = _connection.Number,
        ToOpener = !_connection.IsOpener,
        Stream = packet.Stream,
        Offset = packet.Offset + packet.Payload.Length + (packet.IsLast ? 1 : 0),
    });

    private void Remove(SimulatedSubstream stream)
    {
        if (!_writing.Remove(stream.Number) && !_reading.Remove(stream.Number))
            return;
        _changed.TrySetResult();
        _connection.OnStreamDone();
    }

    private CancellationTokenRegistration WakeBy(CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static streams => ((SimulatedMultistream)streams!)._changed.TrySetResult(), this);

    /// <summary>Completes when something has changed.</summary>
    private Task WaitAsync(CancellationToken cancellationToken)
    {
        ThrowIfOver(cancellationToken);
        if (_changed.Task.IsCompleted)
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _changed.Task;
    }

    private void ThrowIfOver(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_failure is not null)
            throw new IOException(_failure.Message, _failure);
    }
}
