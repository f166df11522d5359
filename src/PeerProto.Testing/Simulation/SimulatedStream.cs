namespace PeerProto.Testing;

/// <summary>The bytes of a simulated stream. Asynchronous only: a blocked thread could not be simulated.</summary>
internal sealed class SimulatedStream(StreamReceiver? receiver, StreamSender? sender, Action close) : Stream
{
    private const string AsynchronousOnly = "A simulated link reads and writes asynchronously only.";

    public override bool CanRead => receiver is not null;

    public override bool CanWrite => sender is not null;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        receiver?.ReadAsync(buffer, cancellationToken) ?? throw new NotSupportedException("This stream is only written.");

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        sender?.WriteAsync(buffer, cancellationToken) ?? throw new NotSupportedException("This stream is only read.");

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
        if (disposing)
            close();
        base.Dispose(disposing);
    }
}
