using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>
/// Reads the bytes that the other side sends in a byte stream. They are copied once, from where they were received, and wait here within the stream's window; credit goes back as the app
/// advances. A failure overtakes bytes that were not read yet.
/// </summary>
internal sealed class BytePipeReader(PeerConnection connection, CallState call) : PipeReader
{
    private const int SegmentBytes = 16 * 1024;

    private readonly Lock _receiving = new();
    private readonly Pipe _pipe = new(new PipeOptions(
        readerScheduler: TaskPipeScheduler.Of(connection.Options.Scheduler), pauseWriterThreshold: 0, minimumSegmentSize: SegmentBytes, useSynchronizationContext: false));

    private ReadOnlySequence<byte> _read;
    private long _unreportedPieces;
    private bool _isEnded;
    private bool _isCompleted;

    /// <summary>Why no more bytes come, where they did not end by themselves.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Takes the next bytes, for the reader to see them at the next <see cref="Publish"/>. Called by the reading loop.</summary>
    public void Receive(in ReadOnlySequence<byte> bytes)
    {
        lock (_receiving)
        {
            if (_isEnded)
                return;
            Interlocked.Increment(ref _unreportedPieces);
            foreach (ReadOnlyMemory<byte> part in bytes)
                _pipe.Writer.Write(part.Span);
        }

        connection.PublishLater(this);
    }

    /// <summary>Lets the reader see all that was received. Called by the reading loop, once for what came together: each time may wake a thread.</summary>
    public void Publish()
    {
        lock (_receiving)
        {
            if (_isEnded)
                return;
            ValueTask<FlushResult> flushed = _pipe.Writer.FlushAsync(); // never waits: the peer's credit is the limit
            if (flushed.IsCompletedSuccessfully)
                _ = flushed.Result;
        }
    }

    /// <summary>The bytes are complete.</summary>
    public void End() => CompleteReceiving(null);

    /// <summary>No more bytes will come, and those that wait are dropped.</summary>
    public void Fail(Exception failure) => CompleteReceiving(failure);

    public override bool TryRead(out ReadResult result)
    {
        if (!_pipe.Reader.TryRead(out result))
            return false;
        _read = result.Buffer;
        return true;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        ValueTask<ReadResult> read = _pipe.Reader.ReadAsync(cancellationToken);
        if (!read.IsCompletedSuccessfully)
            return AwaitAsync(read);
        ReadResult result = read.Result;
        _read = result.Buffer;
        return new ValueTask<ReadResult>(result);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        long bytes = _read.Slice(_read.Start, consumed).Length;
        _read = default;
        _pipe.Reader.AdvanceTo(consumed, examined);
        if (bytes > 0)
            ReturnCredit(bytes);
    }

    public override void CancelPendingRead() => _pipe.Reader.CancelPendingRead();

    /// <summary>Ends the reading. Where bytes are still to come, the other side is told that nobody wants them, with the code of the failure.</summary>
    public override void Complete(Exception? exception = null)
    {
        if (_isCompleted)
            return;
        _isCompleted = true;
        lock (connection.Gate)
            connection.Machine.StopItems(call, (ulong)(exception is null ? PeerStreamException.NoError : PeerStreamException.CodeOf(exception)));
        CompleteReceiving(null);
        _pipe.Reader.Complete();
        connection.WriteNow();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> AwaitAsync(ValueTask<ReadResult> read)
    {
        ReadResult result = await read;
        _read = result.Buffer;
        return result;
    }

    private void CompleteReceiving(Exception? failure)
    {
        lock (_receiving)
        {
            if (_isEnded)
                return;
            _isEnded = true;
            Failure = failure;
            _pipe.Writer.Complete(failure);
        }
    }

    private void ReturnCredit(long bytes)
    {
        lock (connection.Gate)
            connection.Machine.Consume(call.Inbound!, Interlocked.Exchange(ref _unreportedPieces, 0), bytes, connection.Now);
        connection.WriteNow();
    }
}
