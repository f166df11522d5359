namespace PeerProto.Security.Tests.Psk;

/// <summary>A link with faults.</summary>
internal sealed class CuttingStream(Stream inner) : Stream
{
    /// <summary>How many bytes still get through, or null for all.</summary>
    public int? Remaining { get; set; }

    /// <summary>Whether the last bit of each write is changed.</summary>
    public bool FlipsLastBit { get; set; }

    /// <summary>The most bytes that one read brings.</summary>
    public int LongestRead { get; init; } = int.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer[..Math.Min(buffer.Length, LongestRead)], cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        byte[] bytes = buffer[..Math.Min(buffer.Length, Remaining ?? buffer.Length)].ToArray();
        Remaining -= bytes.Length;
        if (FlipsLastBit)
            bytes[^1] ^= 1;
        await inner.WriteAsync(bytes, cancellationToken);
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
