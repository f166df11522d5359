using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Tasks.Sources;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>
/// Writes the bytes that this side sends in a byte stream: straight into the connection's output, in pieces, as far as credit and room go. A flush completes when all bytes before it have
/// gone there. What the app writes between two flushes waits in one buffer; memory that it hands over whole is sent from where it lies.
/// </summary>
internal sealed class BytePipeWriter(PeerConnection connection, CallState call) : PipeWriter, IOutputWaiter, IValueTaskSource<FlushResult>
{
    private const int SmallestBuffer = 16 * 1024;

    /// <summary>Who writes much at a time writes it to the link as well, instead of waking the writing loop for it.</summary>
    private const int WriteBytes = 32 * 1024;

    private ManualResetValueTaskSourceCore<FlushResult> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;
    private TaskCompletionSource? _finished;
    private ReadOnlySequence<byte> _direct;
    private byte[] _buffer = [];
    private int _sent;
    private int _committed;
    private int _written;
    private Exception? _failure;
    private bool _isWaiting;
    private bool _isCancelRequested;
    private bool _isStopped;
    private bool _isCompleted;

    /// <summary>Why nothing can be sent any more, or null.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _written - _committed;

    private bool HasUnsent => _sent < _committed || !_direct.IsEmpty;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        ThrowIfCompleted();
        int needed = Math.Max(sizeHint, 1);
        if (_buffer.Length - _written < needed)
            MakeRoom(needed);
        return _buffer.AsMemory(_written);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, _buffer.Length - _written);
        _written += bytes;
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => WriteAsync(ReadOnlySequence<byte>.Empty, cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        WriteAsync(new ReadOnlySequence<byte>(source), cancellationToken);

    /// <summary>Writes bytes that lie in several pieces, as if they lay in one.</summary>
    public ValueTask<FlushResult> WriteAsync(in ReadOnlySequence<byte> source, CancellationToken cancellationToken)
    {
        bool isMuch;
        ValueTask<FlushResult> flushed;
        lock (connection.Gate)
        {
            ThrowIfCompleted();
            if (_isWaiting)
                throw new InvalidOperationException("The last flush has not completed. Await it before the next.");
            if (cancellationToken.IsCancellationRequested)
                return ValueTask.FromCanceled<FlushResult>(cancellationToken);
            if (_failure is not null)
                return ValueTask.FromException<FlushResult>(_failure);
            _committed = _written;
            _direct = source;
            isMuch = Send(WriteBytes);
            flushed = !HasUnsent || _isCancelRequested ? new ValueTask<FlushResult>(TakeResult()) : WaitAsync(cancellationToken);
        }

        if (isMuch)
            connection.WriteNow();
        return flushed;
    }

    public override void CancelPendingFlush()
    {
        lock (connection.Gate)
        {
            _isCancelRequested = true;
            if (_isWaiting)
                EndWait(TakeResult());
        }
    }

    /// <summary>Ends the writing: what was written is still sent and its end is told. With an exception nothing more is sent, and the other side is told its code.</summary>
    public override void Complete(Exception? exception = null)
    {
        lock (connection.Gate)
        {
            if (_isCompleted)
                return;
            _isCompleted = true;
            _committed = _written;
            if (exception is not null)
            {
                DropUnsent();
                connection.Machine.ResetItems(call, (ulong)PeerStreamException.CodeOf(exception));
            }

            Send();
            if (HasUnsent)
                connection.AddWaiter(this, call.Outbound!);
        }

        connection.WriteNow();
    }

    /// <summary>Completes when all bytes of a completed writer have gone into the output, or nobody wants them any more; fails where they cannot.</summary>
    public Task WhenFinished()
    {
        lock (connection.Gate)
        {
            if (_failure is not null and not PeerStreamException)
                return Task.FromException(_failure);
            if (!HasUnsent)
                return Task.CompletedTask;
            _finished ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _finished.Task;
        }
    }

    /// <summary>The other side takes no more.</summary>
    public void Stop(long code)
    {
        if (code != PeerStreamException.NoError)
        {
            Fail(new PeerStreamException(code));
            return;
        }

        lock (connection.Gate)
        {
            _isStopped = true;
            Send();
            OnSent();
        }
    }

    /// <summary>Nothing can be sent any more.</summary>
    public void Fail(Exception failure)
    {
        lock (connection.Gate)
        {
            _failure ??= failure;
            if (_failure is not PeerStreamException)
                _finished?.TrySetException(_failure);
            Send();
            if (!_isWaiting)
                return;
            _isWaiting = false;
            _core.SetException(_failure);
        }
    }

    bool IOutputWaiter.Resume()
    {
        Send();
        if (HasUnsent)
            return true;
        OnSent();
        return false;
    }

    void IOutputWaiter.Fail(PeerConnectionException failure) => Fail(failure);

    FlushResult IValueTaskSource<FlushResult>.GetResult(short token)
    {
        _core.ThrowUnlessCompleted(token);
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _cancellation.Dispose();
            _core.Reset();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<FlushResult>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<FlushResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void ThrowIfCompleted()
    {
        if (_isCompleted)
            throw new InvalidOperationException("Nothing can be written after the writer was completed.");
    }

    private ValueTask<FlushResult> WaitAsync(CancellationToken cancellationToken)
    {
        _isWaiting = true;
        connection.AddWaiter(this, call.Outbound!);
        ValueTask<FlushResult> task = new(this, _core.Version);
        _cancellation = cancellationToken.UnsafeRegister(static (state, token) => ((BytePipeWriter)state!).CancelWait(token), this);
        return task;
    }

    private void CancelWait(CancellationToken cancellationToken)
    {
        lock (connection.Gate)
        {
            if (!_isWaiting)
                return;
            KeepDirect();
            _isWaiting = false;
            _core.SetException(new OperationCanceledException(cancellationToken));
        }
    }

    private FlushResult TakeResult()
    {
        bool isCancelled = _isCancelRequested;
        _isCancelRequested = false;
        KeepDirect();
        if (HasUnsent)
            connection.AddWaiter(this, call.Outbound!);
        return new FlushResult(isCancelled, _isStopped);
    }

    private void EndWait(FlushResult result)
    {
        _isWaiting = false;
        _core.SetResult(result);
    }

    /// <summary>Sends what is committed as far as credit and room go, and says that it was all once it was.</summary>
    /// <param name="much">How much may gather before the caller is to write it.</param>
    /// <returns>Whether to call <see cref="PeerConnection.WriteNow"/>.</returns>
    private bool Send(int much = int.MaxValue)
    {
        if (_isStopped || _failure is not null)
            DropUnsent();
        long sent = 0;
        if (_sent < _committed)
        {
            sent = SendPieces(new ReadOnlySequence<byte>(_buffer, _sent, _committed - _sent));
            _sent += (int)sent;
        }

        if (_sent == _committed && !_direct.IsEmpty)
        {
            long direct = SendPieces(_direct);
            _direct = _direct.Slice(direct);
            sent += direct;
        }

        if (_isCompleted && !HasUnsent)
            Close();
        return sent > 0 && connection.RequestWrite(call.Outbound!, much);
    }

    /// <returns>How many bytes went into the output.</returns>
    private long SendPieces(in ReadOnlySequence<byte> bytes)
    {
        long sent = 0;
        while (sent < bytes.Length && connection.HasRoom(call.Outbound!))
        {
            ReadOnlySequence<byte> piece = bytes.Slice(sent, Math.Min(bytes.Length - sent, connection.Machine.PieceBytes));
            if (!connection.Machine.TryWriteEncoded(call.Outbound!, piece))
                break;
            sent += piece.Length;
        }

        return sent;
    }

    private void OnSent()
    {
        if (_isWaiting)
            EndWait(new FlushResult(isCanceled: false, _isStopped));
    }

    private void Close()
    {
        if (_failure is null)
            connection.Machine.WriteEnd(call);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _sent = _committed = _written = 0;
        _finished?.TrySetResult();
    }

    private void DropUnsent()
    {
        _sent = _committed;
        _direct = default;
    }

    /// <summary>Copies what is left of memory that the app takes back.</summary>
    private void KeepDirect()
    {
        if (_direct.IsEmpty)
            return;
        int length = checked((int)_direct.Length);
        if (_buffer.Length - _written < length)
            MakeRoom(length);
        _direct.CopyTo(_buffer.AsSpan(_written));
        _written += length;
        _committed = _written;
        _direct = default;
    }

    /// <summary>Makes room behind what was written. The app has no memory of the buffer in its hands then.</summary>
    private void MakeRoom(int needed)
    {
        lock (connection.Gate)
        {
            int used = _written - _sent;
            byte[] old = _buffer;
            if (used > 0 || old.Length < needed)
                _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestBuffer, Math.Max(2 * used, used + needed)));
            old.AsSpan(_sent, used).CopyTo(_buffer);
            _committed -= _sent;
            _sent = 0;
            _written = used;
            if (old.Length > 0 && old != _buffer)
                ArrayPool<byte>.Shared.Return(old);
        }
    }
}
