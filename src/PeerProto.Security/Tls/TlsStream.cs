using System.Net.Security;

namespace PeerProto.Security.Tls;

/// <summary>The system's TLS stream, which tells the peer when it is disposed (close_notify, RFC 8446 section 6.1) and owns the stream below.</summary>
internal sealed class TlsStream(Stream inner, StreamSecurityOptions options) : SslStream(inner, leaveInnerStreamOpen: false)
{
    private int _disposed;

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0 && IsAuthenticated)
            await TellEndAsync();
        await base.DisposeAsync();
    }

    private async Task TellEndAsync()
    {
        try
        {
            await ShutdownAsync().WaitAsync(options.CloseDeadline, options.TimeProvider);
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or TimeoutException)
        {
            // The link is lost, or the peer does not read: it will see the end without the word for it.
        }
    }
}
