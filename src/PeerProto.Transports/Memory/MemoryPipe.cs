using System.Diagnostics;

namespace PeerProto.Transports.Memory;

/// <summary>
/// A bounded ring of bytes with one writer and one reader, each of which may wait for the other. Waiting allocates nothing: each end reuses one
/// <see cref="MemoryWait"/>. System.IO.Pipelines is not used because an abort must reach into both ends at any time, which its buffers do not bear,
/// and because it allocates for every continuation it schedules.
/// </summary>
internal sealed class MemoryPipe
{
    private const int FirstBufferBytes = 1024;

    private readonly Lock _gate = new();
    private readonly int _capacity;
    private readonly MemoryWait _reader;
    private readonly MemoryWait _writer;
    private Memory<byte> _wanted;
    private ReadOnlyMemory<byte> _unwritten;
    private byte[] _ring;
    private int _start;
    private int _count;
    private bool _writingEnded;
    private bool _readingEnded;
    private bool _abortedByReader;
    private bool _abortedByWriter;

    public MemoryPipe(MemoryNetworkOptions options)
    {
        _capacity = options.BufferBytes;
        _ring = new byte[Math.Min(_capacity, FirstBufferBytes)];
        _reader = new MemoryWait(options.Scheduler, CancelWait);
        _writer = new MemoryWait(options.Scheduler, CancelWait);
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<int>(cancellationToken);
        lock (_gate)
        {
            if (_reader.IsTaken)
                return ValueTask.FromException<int>(new InvalidOperationException("Another read is under way."));
            if (ReaderFailure() is { } failure)
                return ValueTask.FromException<int>(failure);
            if (_count > 0)
            {
                int count = TakeFromRing(buffer.Span);
                Refill();
                return new ValueTask<int>(count);
            }

            if (_writingEnded)
                return new ValueTask<int>(0);
            _wanted = buffer;
            return _reader.Begin(cancellationToken);
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        lock (_gate)
        {
            if (_writer.IsTaken)
                return ValueTask.FromException(new InvalidOperationException("Another write is under way."));
            if (WriterFailure() is { } failure)
                return ValueTask.FromException(failure);
            _unwritten = buffer;
            FillRing();
            if (_reader.IsWaiting && _count > 0)
            {
                _reader.Complete(TakeFromRing(_wanted.Span), null);
                _wanted = default;
                FillRing();
            }

            return _unwritten.IsEmpty ? default : _writer.BeginWithoutResult(cancellationToken);
        }
    }

    /// <summary>The writer is done: the reader gets what is in the ring, then the end.</summary>
    public void EndWriting()
    {
        lock (_gate)
        {
            if (_writingEnded)
                return;
            _writingEnded = true;
            if (_writer.IsWaiting)
                FailWriter();
            if (_reader.IsWaiting)
                CompleteReader(0, null);
        }
    }

    /// <summary>The reader is done: whatever is in the ring is dropped, and writing fails from here on.</summary>
    public void EndReading()
    {
        lock (_gate)
        {
            if (_readingEnded)
                return;
            _readingEnded = true;
            DropRing();
            if (_reader.IsWaiting)
                CompleteReader(0, ReaderFailure());
            if (_writer.IsWaiting)
                FailWriter();
        }
    }

    /// <summary>Both ends fail at once, and what is in the ring is dropped. An end that was closed in order keeps saying so.</summary>
    public void Abort(bool byReader)
    {
        lock (_gate)
        {
            if (_abortedByReader || _abortedByWriter)
                return;
            _abortedByReader = byReader;
            _abortedByWriter = !byReader;
            DropRing();
            if (_reader.IsWaiting)
                CompleteReader(0, ReaderFailure());
            if (_writer.IsWaiting)
                FailWriter();
        }
    }

    private Exception? ReaderFailure() =>
        _readingEnded ? new ObjectDisposedException(nameof(ITransportConnection))
        : _abortedByReader ? new IOException("This side aborted the connection.")
        : _abortedByWriter ? new IOException("The peer aborted the connection.")
        : null;

    private Exception? WriterFailure() =>
        _writingEnded ? new ObjectDisposedException(nameof(ITransportConnection))
        : _abortedByWriter ? new IOException("This side aborted the connection.")
        : _abortedByReader ? new IOException("The peer aborted the connection.")
        : _readingEnded ? new IOException("The peer closed the connection.")
        : null;

    private void CancelWait(MemoryWait wait)
    {
        lock (_gate)
        {
            if (!wait.IsWaiting || !wait.Token.IsCancellationRequested)
                return;
            if (wait == _reader)
            {
                CompleteReader(0, new OperationCanceledException(wait.Token));
                return;
            }

            _unwritten = default;
            wait.Complete(0, new OperationCanceledException(wait.Token));
        }
    }

    private void CompleteReader(int count, Exception? failure)
    {
        _wanted = default;
        _reader.Complete(count, failure);
    }

    private void FailWriter()
    {
        _unwritten = default;
        _writer.Complete(0, WriterFailure());
    }

    /// <summary>After the reader made room: takes more of a waiting write.</summary>
    private void Refill()
    {
        if (!_writer.IsWaiting)
            return;
        FillRing();
        if (_unwritten.IsEmpty)
            _writer.Complete(0, null);
    }

    private void FillRing()
    {
        int count = Math.Min(_unwritten.Length, _capacity - _count);
        if (count == 0)
            return;
        if (_count + count > _ring.Length)
            Grow(_count + count);
        ReadOnlySpan<byte> source = _unwritten.Span[..count];
        int end = (_start + _count) % _ring.Length;
        int first = Math.Min(count, _ring.Length - end);
        source[..first].CopyTo(_ring.AsSpan(end));
        source[first..].CopyTo(_ring);
        _count += count;
        _unwritten = _unwritten[count..];
    }

    private int TakeFromRing(Span<byte> destination)
    {
        int count = Math.Min(destination.Length, _count);
        int first = Math.Min(count, _ring.Length - _start);
        _ring.AsSpan(_start, first).CopyTo(destination);
        _ring.AsSpan(0, count - first).CopyTo(destination[first..]);
        _count -= count;
        _start = _count == 0 ? 0 : (_start + count) % _ring.Length;
        return count;
    }

    private void Grow(int needed)
    {
        Debug.Assert(needed <= _capacity, "The caller keeps to the capacity.");
        var larger = new byte[(int)Math.Min(_capacity, Math.Max(needed, _ring.Length * 2L))];
        int kept = TakeFromRing(larger);
        _ring = larger;
        _start = 0;
        _count = kept;
    }

    private void DropRing()
    {
        _ring = [];
        _start = 0;
        _count = 0;
    }
}
