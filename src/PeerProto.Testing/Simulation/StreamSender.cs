namespace PeerProto.Testing;

/// <summary>
/// The writing end of a simulated stream: cuts what is written into packets, keeps them until they are confirmed, and sends again what is not. After TCP without congestion control:
/// a timeout that doubles, a repetition after three confirmations of the same place (RFC 5681 section 3.2), and no more on its way than the reader has room for.
/// </summary>
internal sealed class StreamSender
{
    /// <summary>How many bytes it takes that are not confirmed. A writer waits beyond.</summary>
    public const int BufferBytes = 64 * 1024;

    private const int DuplicatesUntilRepetition = 3;

    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SimulatedConnection _connection;
    private readonly long _stream;
    private readonly Action _done;
    private readonly SimulatedWait _writer;
    private readonly Queue<Segment> _waiting = [];
    private readonly Queue<Segment> _underWay = [];
    private ReadOnlyMemory<byte> _unwritten;
    private Exception? _failure;
    private DueEvent? _timer;
    private TimeSpan _timeout = ShortestTimeout;
    private long _made;
    private long _sent;
    private long _confirmed;
    private long _limit = StreamReceiver.BufferBytes;
    private long _repairUntil;
    private long _silentSince;
    private int _duplicates;
    private bool _hasEnd;

    /// <param name="connection">The link.</param>
    /// <param name="stream">The stream within it.</param>
    /// <param name="done">Called when everything up to the end has arrived.</param>
    public StreamSender(SimulatedConnection connection, long stream, Action done)
    {
        _connection = connection;
        _stream = stream;
        _done = done;
        _writer = new SimulatedWait(connection.Process.Scheduler);
    }

    /// <summary>Whether everything up to the end has arrived.</summary>
    public bool IsDone => _hasEnd && _confirmed == _made;

    /// <summary>The bytes sent and not confirmed.</summary>
    public long UnderWay => _sent - _confirmed;

    /// <summary>The bytes taken and not sent.</summary>
    public long Unsent => _made - _sent;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        if (_writer.IsTaken)
            return ValueTask.FromException(new InvalidOperationException("Another write is under way."));
        if (_failure is not null)
            return ValueTask.FromException(_failure);
        _unwritten = buffer;
        Cut();
        Send();
        return _unwritten.IsEmpty ? default : _writer.BeginWithoutResult(cancellationToken);
    }

    /// <summary>Says that nothing more will be written.</summary>
    public void End()
    {
        if (_hasEnd)
            return;
        Refuse(new ObjectDisposedException(nameof(ITransportConnection)));
        _hasEnd = true;
        _waiting.Enqueue(new Segment(_made++, default, IsLast: true));
        Send();
    }

    /// <summary>Gives the stream up, unless its end was written: what has not arrived is not sent any more, and the reader is told.</summary>
    public void Reset(long code, Exception failure)
    {
        Refuse(failure);
        if (_hasEnd)
            return;
        _hasEnd = true;
        _waiting.Clear();
        _underWay.Clear();
        _waiting.Enqueue(new Segment(_made++, default, IsLast: true) { ResetCode = code });
        Send();
    }

    /// <summary>Gives up: nothing more is sent, and writing fails.</summary>
    public void Fail(Exception failure)
    {
        Refuse(failure);
        _waiting.Clear();
        _underWay.Clear();
        _timer?.Cancel();
    }

    public void OnConfirmed(long offset, long limit)
    {
        bool isDuplicate = offset == _confirmed && limit <= _limit && _underWay.Count > 0;
        _limit = Math.Max(_limit, limit);
        if (offset > _confirmed)
        {
            _confirmed = offset;
            while (_underWay.TryPeek(out Segment? first) && first.End <= offset)
                _underWay.Dequeue();
            _duplicates = 0;
            _timeout = BaseTimeout;
            RestartTimer();
            if (_confirmed < _repairUntil)
                Repeat();
        }
        else if (isDuplicate && ++_duplicates == DuplicatesUntilRepetition)
        {
            _repairUntil = _sent;
            Repeat();
        }

        Cut();
        Send();
        if (_unwritten.IsEmpty)
            _writer.Complete(0, null);
        if (IsDone)
            _done();
    }

    private TimeSpan BaseTimeout
    {
        get
        {
            TimeSpan wanted = _connection.RoundTripTime * 2;
            return wanted > ShortestTimeout ? wanted : ShortestTimeout;
        }
    }

    private void Refuse(Exception failure)
    {
        _failure ??= failure;
        _unwritten = default;
        _writer.Complete(0, _failure);
    }

    /// <summary>Takes of what is being written what there is room for.</summary>
    private void Cut()
    {
        while (!_unwritten.IsEmpty)
        {
            int length = Math.Min(_unwritten.Length, Packet.MaximumPayload);
            if (_made - _confirmed + length > BufferBytes)
                return;
            _waiting.Enqueue(new Segment(_made, _unwritten[..length].ToArray(), IsLast: false));
            _unwritten = _unwritten[length..];
            _made += length;
        }
    }

    private void Send()
    {
        while (_waiting.TryPeek(out Segment? next) && (next.End <= _limit || next.IsLast))
        {
            _waiting.Dequeue();
            _underWay.Enqueue(next);
            if (_underWay.Count == 1)
                RestartTimer();
            _sent = next.End;
            Transmit(next);
        }

        if (_timer is null && _waiting.Count > 0)
            RestartTimer();
    }

    private void Transmit(Segment segment) => _connection.Send(new Packet
    {
        Kind = segment.ResetCode is null ? PacketKind.Data : PacketKind.ResetStream,
        Link = _connection.Number,
        ToOpener = !_connection.IsOpener,
        Stream = _stream,
        Offset = segment.Offset,
        Payload = segment.Payload,
        IsLast = segment.IsLast,
        Limit = segment.ResetCode ?? 0,
    });

    private void Repeat()
    {
        if (!_underWay.TryPeek(out Segment? first))
            return;
        _connection.CountRepetition();
        Transmit(first);
    }

    private void RestartTimer()
    {
        _timer?.Cancel();
        _silentSince = _connection.Clock.Now;
        _timer = _underWay.Count + _waiting.Count > 0 ? _connection.Clock.After(_timeout, OnTimeout) : null;
    }

    private void OnTimeout()
    {
        _timer = null;
        if (_underWay.Count + _waiting.Count == 0)
            return;
        if (_connection.Clock.Now - _silentSince >= Patience.Ticks && _underWay.Count > 0)
        {
            _connection.Break("the other end has confirmed nothing for a minute");
            return;
        }

        _timeout = _timeout * 2 < LongestTimeout ? _timeout * 2 : LongestTimeout;
        _duplicates = 0;
        _repairUntil = _sent;
        if (_underWay.Count > 0)
            Repeat();
        else
            _connection.Send(new Packet { Kind = PacketKind.Probe, Link = _connection.Number, ToOpener = !_connection.IsOpener, Stream = _stream });
        _timer = _connection.Clock.After(_timeout, OnTimeout);
    }
}
