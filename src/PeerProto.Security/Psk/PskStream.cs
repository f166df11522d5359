using System.Buffers;
using System.Runtime.CompilerServices;
using Org.BouncyCastle.Tls;

namespace PeerProto.Security.Psk;

/// <summary>
/// A TLS connection with a pre-shared key over the stream below, which it owns. One read and any number of writes may run at a time; writes leave in the order in which they came. It keeps no
/// thread and no timer. Disposing it tells the other side (close_notify, RFC 8446 section 6.1) within the deadline for that.
/// </summary>
internal sealed class PskStream(Stream inner, PskEngine engine, StreamSecurityOptions options) : Stream
{
    private const int NeedsMore = -1;

    /// <summary>How many records go into one write of the link.</summary>
    private const int RecordsTogether = 4;

    /// <summary>The most bytes that the other side may send before it has proved anything. A handshake takes some 1,000.</summary>
    private const int MaximumHandshakeBytes = 64 * 1024;

    /// <summary>The most bytes of replies that wait for the next write. No peer in order causes more than one.</summary>
    private const int MaximumReplyBytes = 1024;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly RecordBuffer _records = new();
    private IOException? _readFailure;
    private IOException? _writeFailure;
    private int _reading;
    private int _disposed;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Goes through the handshake. Where it fails the other side is told why before this throws; the stream is to be disposed then.</summary>
    /// <exception cref="TlsException">The handshake failed.</exception>
    /// <exception cref="IOException">The link ended.</exception>
    public async Task ShakeHandsAsync(CancellationToken cancellationToken)
    {
        int received = 0;
        while (true)
        {
            await SendOutputAsync(cancellationToken).ConfigureAwait(false);
            if (engine.Handshake.IsComplete)
                break;
            try
            {
                if (OfferNext())
                    continue;
            }
            catch (IOException)
            {
                await TellEndAsync().ConfigureAwait(false);
                throw;
            }

            int count = await inner.ReadAsync(_records.Free, cancellationToken).ConfigureAwait(false);
            if (count == 0)
                throw new EndOfStreamException("The link ended during the handshake.");
            received += count;
            if (received > MaximumHandshakeBytes)
                throw new TlsFatalAlert(AlertDescription.handshake_failure, $"The other side sent more than {MaximumHandshakeBytes} bytes and did not finish the handshake.");
            _records.Add(count);
        }

        _records.IsEstablished = true;
    }

    /// <remarks>An empty buffer waits for the next bytes and takes none.</remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
            throw new NotSupportedException("This stream is read by one reader at a time.");
        int count;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            count = Take(buffer.Span);
        }
        catch (Exception failure)
        {
            Volatile.Write(ref _reading, 0);
            return ValueTask.FromException<int>(failure);
        }

        if (count == NeedsMore)
            return ReadMoreAsync(buffer, cancellationToken);
        Volatile.Write(ref _reading, 0);
        return new ValueTask<int>(count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <remarks>Cancelling a write that has begun ends the connection for writes: the other side would miss a part.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        byte[]? output = null;
        bool isSending = false;
        try
        {
            while (!buffer.IsEmpty)
            {
                (int taken, int length) = Protect(buffer.Span, ref output);
                isSending = true;
                await inner.WriteAsync(output.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
                isSending = false;
                buffer = buffer[taken..];
            }
        }
        catch (Exception failure) when (isSending)
        {
            _writeFailure ??= failure as IOException ?? new IOException("An earlier write ended in the middle of a record.", failure);
            throw;
        }
        finally
        {
            if (output is not null)
                ArrayPool<byte>.Shared.Return(output);
            _writing.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await TellEndAsync().ConfigureAwait(false);
            await inner.DisposeAsync().ConfigureAwait(false);
            lock (_gate)
                engine.Dispose();
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <remarks>Without the goodbye, which takes time.</remarks>
    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            inner.Dispose();
            lock (_gate)
                engine.Dispose();
        }

        base.Dispose(disposing);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                int received = await inner.ReadAsync(_records.Free, cancellationToken).ConfigureAwait(false);
                if (received == 0)
                    throw _readFailure = Truncated();
                _records.Add(received);
                int count = Take(buffer.Span);
                if (count != NeedsMore)
                    return count;
            }
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    /// <summary>Gives what is there, going through as many records as the buffer has room for.</summary>
    /// <returns>How many bytes; 0 where the other side has said that it sends no more, or the buffer is empty and bytes are there; <see cref="NeedsMore"/> where the link must be read.</returns>
    private int Take(Span<byte> buffer)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            int count = 0;
            while (true)
            {
                count += engine.Read(buffer[count..]);
                if (count == buffer.Length && (count > 0 || engine.InputBytes > 0))
                    return count;
                if (_readFailure is { } failed)
                    return count > 0 ? count : throw failed;
                if (engine.IsClosed)
                    return count;
                try
                {
                    if (!OfferNext())
                        return count > 0 ? count : NeedsMore;
                    if (!engine.IsClosed && engine.OutputBytes > MaximumReplyBytes)
                        throw new IOException("The other side asks for something again and again that was refused.");
                }
                catch (IOException failure)
                {
                    _readFailure = PskFailure.OfRecord(failure);
                }
            }
        }
    }

    private bool OfferNext()
    {
        if (!_records.TryTake(out int offset, out int length))
            return false;
        engine.Offer(_records.Bytes, offset, length);
        return true;
    }

    private (int Taken, int Length) Protect(ReadOnlySpan<byte> bytes, ref byte[]? output)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            if (_writeFailure is { } failed)
                throw new IOException(failed.Message, failed);
            if (engine.IsClosed)
                throw new IOException("The TLS connection has ended: nothing more can be written to it.", _readFailure);
            int taken = Math.Min(bytes.Length, engine.RecordBytes * RecordsTogether);
            output ??= ArrayPool<byte>.Shared.Rent(taken + (RecordsTogether + 1) * PskEngine.MaximumOverheadBytes);
            int length = 0;
            for (int at = 0; at < taken;)
            {
                int record = Math.Min(taken - at, engine.RecordBytes);
                engine.Write(bytes.Slice(at, record));
                length += engine.TakeOutput(output, length);
                at += record;
            }

            return (taken, length);
        }
    }

    private async Task SendOutputAsync(CancellationToken cancellationToken)
    {
        byte[] output;
        lock (_gate)
        {
            output = new byte[engine.OutputBytes];
            engine.TakeOutput(output, 0);
        }

        if (output.Length > 0)
            await inner.WriteAsync(output, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends the goodbye, or the alert that says why there is none, as far as the deadline lets it.</summary>
    private async Task TellEndAsync()
    {
        using CancellationTokenSource deadline = new(options.CloseDeadline, options.TimeProvider);
        bool entered = false;
        try
        {
            await _writing.WaitAsync(deadline.Token).ConfigureAwait(false);
            entered = true;
            if (_writeFailure is not null)
                return;
            lock (_gate)
                engine.Close();
            await SendOutputAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The link is lost, or the other side does not read: it will see the end without the word for it.
        }
        finally
        {
            if (entered)
                _writing.Release();
        }
    }

    private EndOfStreamException Truncated() => new EndOfStreamException(
        _records.HoldsPart ? "The link ended in the middle of a TLS record." : "The link ended without the other side's word for it (close_notify): bytes may be missing.");
}
