using System.Net.Quic;
using System.Runtime.Versioning;

namespace PeerProto.Transports.Quic;

[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
internal sealed class QuicSubstream : ITransportSubstream
{
    private readonly QuicStream _stream;
    private readonly bool _isOutbound;
    private Task? _writesClosed;
    private int _ended;

    public QuicSubstream(QuicStream stream, PeerEndpoint peer)
    {
        _stream = stream;
        _isOutbound = stream.CanWrite;
        Stream = new QuicByteStream(stream, peer, () => { });
    }

    public Stream Stream { get; }

    public Task WritesClosed => _writesClosed ??= WaitAsync(_stream.WritesClosed);

    public void CompleteWrites()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            _stream.CompleteWrites();
    }

    public void Abort(long code)
    {
        Interlocked.Exchange(ref _ended, 1);
        try
        {
            _stream.Abort(_isOutbound ? QuicAbortDirection.Write : QuicAbortDirection.Read, code);
        }
        catch (ObjectDisposedException)
        {
            // Given up already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0 && _isOutbound)
            _stream.Abort(QuicAbortDirection.Write, QuicCode.Done);
        await Stream.DisposeAsync();
        await _stream.DisposeAsync(); // asks the writer to stop where the end was not read, with the default code, which is 0
    }

    private static async Task WaitAsync(Task closed) => await closed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
