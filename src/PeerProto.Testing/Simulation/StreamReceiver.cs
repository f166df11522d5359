namespace PeerProto.Testing;

/// <summary>The reading end of a simulated stream: puts packets in order, drops those it has, and says how far it has come and how much room there is.</summary>
internal sealed class StreamReceiver
{
    /// <summary>How many bytes may arrive that nobody has read.</summary>
    public const int BufferBytes = 64 * 1024;

    private readonly SimulatedConnection _connection;
    private readonly long _stream;
    private readonly Action _done;
    private readonly SimulatedWait _reader;
    private readonly Queue<ReadOnlyMemory<byte>> _ready = [];
    private readonly SortedDictionary<long, Packet> _early = [];
    private ReadOnlyMemory<byte> _rest;
    private Memory<byte> _wanted;
    private Exception? _failure;
    private long _arrived;
    private long _consumed;
    private long _announced = BufferBytes;
    private bool _isDiscarding;
    private long? _stopCode;

    /// <param name="connection">The link.</param>
    /// <param name="stream">The stream within it.</param>
    /// <param name="done">Called when everything up to the end has arrived, and when some of it comes again afterwards.</param>
    public StreamReceiver(SimulatedConnection connection, long stream, Action done)
    {
        _connection = connection;
        _stream = stream;
        _done = done;
        _reader = new SimulatedWait(connection.Process.Scheduler);
    }

    /// <summary>Whether everything up to the end has arrived.</summary>
    public bool HasEnd { get; private set; }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<int>(cancellationToken);
        if (_reader.IsTaken)
            return ValueTask.FromException<int>(new InvalidOperationException("Another read is under way."));
        if (_failure is not null)
            return ValueTask.FromException<int>(_failure);
        if (Take(buffer.Span) is var count and > 0)
            return new ValueTask<int>(count);
        if (HasEnd || buffer.IsEmpty)
            return new ValueTask<int>(0);
        _wanted = buffer;
        return _reader.Begin(cancellationToken);
    }

    public void OnData(Packet packet)
    {
        if (packet.Offset > _arrived)
        {
            if (packet.Offset < _consumed + (2 * BufferBytes))
                _early.TryAdd(packet.Offset, packet);
        }
        else if (packet.Offset == _arrived && !HasEnd)
        {
            Accept(packet);
            while (_early.Remove(_arrived, out Packet? next))
                Accept(next);
            Wake();
        }

        Confirm();
        if (HasEnd)
            _done();
        else if (_stopCode is { } code)
            Send(PacketKind.StopStream, offset: 0, code);
    }

    /// <summary>The writer has given the stream up: what is there and was not read is dropped.</summary>
    public void OnReset(Packet packet)
    {
        if (!HasEnd)
        {
            HasEnd = true;
            _arrived = packet.Offset + 1;
            Fail(new IOException($"The peer gave the stream up with code {packet.Limit}."));
        }

        Confirm();
        _done();
    }

    /// <summary>Says how far the stream has come, and how far it may go.</summary>
    public void Confirm()
    {
        _announced = _consumed + BufferBytes;
        Send(PacketKind.Confirm, _arrived, _announced);
    }

    /// <summary>Nobody will read any more, and the writer is asked to stop.</summary>
    public void Stop(long code)
    {
        Discard();
        if (HasEnd || _stopCode is not null)
            return;
        _stopCode = code;
        Send(PacketKind.StopStream, offset: 0, code);
    }

    /// <summary>Nobody reads any more: what arrives from now on is dropped, and confirmed.</summary>
    public void Discard()
    {
        _isDiscarding = true;
        Fail(new ObjectDisposedException(nameof(ITransportConnection)));
    }

    /// <summary>Reading fails, and what is there is dropped.</summary>
    public void Fail(Exception failure)
    {
        _failure ??= failure;
        _ready.Clear();
        _early.Clear();
        _rest = default;
        _consumed = _arrived;
        _wanted = default;
        _reader.Complete(0, _failure);
    }

    private void Send(PacketKind kind, long offset, long limit) => _connection.Send(new Packet
    {
        Kind = kind,
        Link = _connection.Number,
        ToOpener = !_connection.IsOpener,
        Stream = _stream,
        Offset = offset,
        Limit = limit,
    });

    private void Accept(Packet packet)
    {
        _arrived += packet.Payload.Length;
        if (_isDiscarding)
            _consumed = _arrived;
        else if (!packet.Payload.IsEmpty)
            _ready.Enqueue(packet.Payload);
        if (!packet.IsLast)
            return;
        _arrived++;
        HasEnd = true;
    }

    private void Wake()
    {
        if (!_reader.IsWaiting)
            return;
        int count = Take(_wanted.Span);
        if (count == 0 && !HasEnd)
            return;
        _wanted = default;
        _reader.Complete(count, null);
    }

    private int Take(Span<byte> buffer)
    {
        int taken = 0;
        while (taken < buffer.Length && (!_rest.IsEmpty || _ready.TryDequeue(out _rest)))
        {
            int count = Math.Min(buffer.Length - taken, _rest.Length);
            _rest.Span[..count].CopyTo(buffer[taken..]);
            _rest = _rest[count..];
            taken += count;
        }

        _consumed += taken;
        if (_consumed + BufferBytes - _announced >= BufferBytes / 2 && !HasEnd)
            Confirm();
        return taken;
    }
}
