using System.Text;

namespace PeerProto.Security.Tls;

/// <summary>
/// Sees the first bytes that go each way in clear, before TLS takes over: what a failed handshake was really about. The system's TLS tells an alert of the other side in words of its own, if
/// at all, and takes a program that speaks no TLS for a broken one. Behind the first bytes it only hands on.
/// </summary>
internal sealed class HandshakeWitness(Stream inner) : Stream
{
    private const int WitnessedBytes = 7; // the head of a record (RFC 8446 section 5.1) and an alert (section 6)
    private const byte FirstRecordType = 20;
    private const byte LastRecordType = 23;
    private const byte AlertRecord = 21;
    private const byte MajorVersion = 3;

    private readonly byte[] _received = new byte[WitnessedBytes];
    private readonly byte[] _sent = new byte[WitnessedBytes];
    private int _receivedCount;
    private int _sentCount;

    /// <summary>The alert that one of the two sides sent instead of a first answer, or null.</summary>
    public byte? Alert => AlertIn(_received, _receivedCount) ?? AlertIn(_sent, _sentCount);

    /// <summary>Whether the other side's first bytes are no TLS.</summary>
    public bool SawOtherProtocol =>
        (_receivedCount > 0 && _received[0] is < FirstRecordType or > LastRecordType) || (_receivedCount > 1 && _received[1] != MajorVersion);

    /// <summary>The other side's first bytes, for people to read.</summary>
    public string FirstBytes
    {
        get
        {
            ReadOnlySpan<byte> bytes = _received.AsSpan(0, _receivedCount);
            return bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? Convert.ToHexStringLower(bytes) : $"'{Encoding.ASCII.GetString(bytes)}'";
        }
    }

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
        _receivedCount == WitnessedBytes ? inner.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_sentCount < WitnessedBytes)
            Note(buffer.Span, _sent, ref _sentCount);
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int count = await inner.ReadAsync(buffer, cancellationToken);
        Note(buffer.Span[..count], _received, ref _receivedCount);
        return count;
    }

    private static void Note(ReadOnlySpan<byte> bytes, byte[] place, ref int noted)
    {
        int taken = Math.Min(bytes.Length, place.Length - noted);
        bytes[..taken].CopyTo(place.AsSpan(noted));
        noted += taken;
    }

    private static byte? AlertIn(byte[] bytes, int count) => count == WitnessedBytes && bytes[0] == AlertRecord && bytes[3] == 0 && bytes[4] == 2 ? bytes[6] : null;
}
