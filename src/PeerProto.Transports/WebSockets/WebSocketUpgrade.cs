using PeerProto.Transports.Http;
using PeerProto.Transports.Sockets;

namespace PeerProto.Transports.WebSockets;

/// <summary>The opening handshake on a secured stream (RFC 6455 section 4), in either role. How long it may take is its caller's concern.</summary>
internal sealed class WebSocketUpgrade(WebSocketOptions options, SocketLinkSettings settings, PeerEndpoint remote, Action abort)
{
    /// <summary>How much is dropped at a time while a refused client hangs up.</summary>
    private const int DroppedBytes = 512;

    private static ReadOnlySpan<byte> FirstBytes => "GET "u8;

    /// <summary>Asks for the upgrade.</summary>
    public Task<Stream> AskAsync(Stream secured, PeerEndpoint endpoint, CancellationToken cancellationToken) =>
        RunAsync(AskCoreAsync(secured, endpoint, cancellationToken), cancellationToken);

    /// <summary>Waits for the peer to ask for the upgrade.</summary>
    public Task<Stream> TakeAsync(Stream secured, CancellationToken cancellationToken) =>
        RunAsync(TakeCoreAsync(secured, cancellationToken), cancellationToken);

    /// <summary>Waits for the peer's first bytes, and upgrades if they ask for it. A frame cannot begin like that: the first one is a Hello.</summary>
    public Task<Stream> TakeEitherAsync(Stream secured, CancellationToken cancellationToken) =>
        RunAsync(TakeEitherCoreAsync(secured, cancellationToken), cancellationToken);

    private async Task<Stream> AskCoreAsync(Stream secured, PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        string key = WebSocketHandshake.CreateKey();
        await secured.WriteAsync(WebSocketHandshake.Request(endpoint, key), cancellationToken);
        await secured.FlushAsync(cancellationToken);
        (HttpHead? head, ReadOnlyMemory<byte> behind) = await HttpHeadReader.ReadAsync(secured, cancellationToken);
        return WebSocketHandshake.Judge(head, key) is { } wrong
            ? throw TransportFailure.UpgradeRefused(endpoint, wrong)
            : Over(secured, behind, isServer: false);
    }

    private async Task<Stream> TakeCoreAsync(Stream secured, CancellationToken cancellationToken)
    {
        (HttpHead? head, ReadOnlyMemory<byte> behind) = await HttpHeadReader.ReadAsync(secured, cancellationToken);
        if (WebSocketHandshake.Judge(head, options, out string key) is { } refusal)
        {
            await secured.WriteAsync(refusal.ToBytes(), cancellationToken);
            await secured.FlushAsync(cancellationToken);
            await HangUpAsync(secured, cancellationToken);
            throw TransportFailure.UpgradeNotTaken(remote, refusal.Code, refusal.Sentence);
        }

        await secured.WriteAsync(WebSocketHandshake.Agreement(key, head!.HasElement("Sec-WebSocket-Protocol", WebSocketTransport.SubProtocol)), cancellationToken);
        await secured.FlushAsync(cancellationToken);
        return Over(secured, behind, isServer: true);
    }

    private async Task<Stream> TakeEitherCoreAsync(Stream secured, CancellationToken cancellationToken)
    {
        var first = new byte[FirstBytes.Length];
        int filled = 0;
        while (filled < first.Length)
        {
            int count = await secured.ReadAsync(first.AsMemory(filled), cancellationToken);
            filled += count;
            if (count == 0 || !FirstBytes.StartsWith(first.AsSpan(0, filled)))
                return new PrefixedStream(first.AsMemory(0, filled), secured);
        }

        return await TakeCoreAsync(new PrefixedStream(first, secured), cancellationToken);
    }

    private WebSocketStream Over(Stream secured, ReadOnlyMemory<byte> behind, bool isServer) =>
        new(behind.IsEmpty ? secured : new PrefixedStream(behind, secured), isServer, options, settings, abort);

    /// <summary>Lets a refused client read its answer and go: a link closed earlier may be reset before that.</summary>
    private async Task HangUpAsync(Stream secured, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(settings.LingerDeadline, settings.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var dropped = new byte[DroppedBytes];
        try
        {
            while (await secured.ReadAsync(dropped, linked.Token) > 0)
            {
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // Gone, or taking its time.
        }
    }

    private async Task<Stream> RunAsync(Task<Stream> upgrading, CancellationToken cancellationToken)
    {
        try
        {
            return await upgrading;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            throw TransportFailure.UpgradeLost(remote, failure);
        }
    }
}
