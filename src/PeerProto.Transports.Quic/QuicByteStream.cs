using System.Net.Quic;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;

namespace PeerProto.Transports.Quic;

/// <summary>
/// A stream of a link, with the reason in words where it fails. One write is one write of the QUIC stream, which sends at once: there is nothing to flush. Only a write beyond
/// <see cref="MaximumPieceBytes"/> is several, because libmsquic copies each as a whole, however little the peer reads. Asynchronous only, as QUIC is.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
internal sealed class QuicByteStream(QuicStream stream, PeerEndpoint peer, Action ended) : Stream
{
    /// <summary>The most bytes that are written in one.</summary>
    public const int MaximumPieceBytes = 256 * 1024;

    private const string AsynchronousOnly = "A QUIC link reads and writes asynchronously only.";

    private volatile bool _isDisposed;

    public override bool CanRead => !_isDisposed && stream.CanRead;

    public override bool CanWrite => !_isDisposed && stream.CanWrite;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isDisposed)
            return ValueTask.FromException<int>(Disposed());
        ValueTask<int> reading = stream.ReadAsync(buffer, cancellationToken);
        return reading.IsCompletedSuccessfully ? reading : FinishReadingAsync(reading);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isDisposed)
            return ValueTask.FromException(Disposed());
        if (buffer.Length > MaximumPieceBytes)
            return WritePiecesAsync(buffer, cancellationToken);
        ValueTask writing = stream.WriteAsync(buffer, cancellationToken);
        return writing.IsCompletedSuccessfully ? writing : FinishWritingAsync(writing);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException(AsynchronousOnly);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException(AsynchronousOnly);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            ended();
        }

        base.Dispose(disposing);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FinishReadingAsync(ValueTask<int> reading)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (Exception failure) when (QuicLink.IsLoss(failure))
        {
            throw _isDisposed ? Disposed() : QuicFailure.Lost(peer, failure);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FinishWritingAsync(ValueTask writing)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        catch (Exception failure) when (QuicLink.IsLoss(failure))
        {
            throw _isDisposed ? Disposed() : QuicFailure.Lost(peer, failure);
        }
    }

    private async ValueTask WritePiecesAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(buffer.Length, MaximumPieceBytes)..])
            await WriteAsync(buffer[..Math.Min(buffer.Length, MaximumPieceBytes)], cancellationToken).ConfigureAwait(false);
    }

    private static ObjectDisposedException Disposed() => new(nameof(ITransportConnection));
}
