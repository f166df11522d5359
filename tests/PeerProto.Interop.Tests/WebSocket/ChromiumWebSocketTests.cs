using System.Net;

namespace PeerProto.Interop.Tests.WebSocket;

/// <summary>A page in a real browser as a plain client of RFC 6455.</summary>
public sealed class ChromiumWebSocketTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    // It dials three times: with subprotocols, without, and where its origin is not welcome. What it sends is more than one frame of the browser's.
    private const string Page = """
        <!doctype html>
        <script>
        const sent = Uint8Array.from({ length: 70000 }, (_, index) => index * 7);
        const dial = (url, offered) => new Promise((done) => {
          const socket = offered ? new WebSocket(url, offered) : new WebSocket(url);
          const seen = { opened: false, protocol: null, echoed: 0, equal: true };
          socket.binaryType = 'arraybuffer';
          socket.onopen = () => {
            seen.opened = true;
            seen.protocol = socket.protocol;
            socket.send(sent);
          };
          socket.onmessage = ({ data }) => {
            const received = new Uint8Array(data);
            seen.equal &&= received.every((byte, index) => byte === sent[seen.echoed + index]);
            seen.echoed += received.length;
            if (seen.echoed === sent.length) socket.close(1000);
          };
          socket.onclose = ({ code, wasClean }) => done({ ...seen, code, wasClean });
        });
        (async () => {
          const told = [await dial('WELCOMING', ['other', 'peerproto']), await dial('WELCOMING'), await dial('REFUSING')];
          await fetch('/told', { method: 'POST', body: JSON.stringify(told) });
        })();
        </script>
        """;

    [Fact]
    public async Task PageOfABrowser_IsTakenWhereItsOriginIsAllowed()
    {
        Chromium.Require();
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(Guard);
        await using Chromium browser = new();
        await using ITransportListener welcoming = await ListenAsync([browser.Origin]);
        await using ITransportListener refusing = await ListenAsync([]);
        Task echoing = EchoAsync(welcoming, links: 2);
        Task<PeerConnectionException> refused = Assert.ThrowsAsync<PeerConnectionException>(() => EchoAsync(refusing, links: 1));

        browser.Open(Page
            .Replace("WELCOMING", $"ws://{welcoming.LocalEndpoint.Address}/", StringComparison.Ordinal)
            .Replace("REFUSING", $"ws://{refusing.LocalEndpoint.Address}/", StringComparison.Ordinal));
        string told = await browser.Told.WaitAsync(guard.Token);

        Assert.Equal(
            """[{"opened":true,"protocol":"peerproto","echoed":70000,"equal":true,"code":1000,"wasClean":true},"""
            + """{"opened":true,"protocol":"","echoed":70000,"equal":true,"code":1000,"wasClean":true},"""
            + """{"opened":false,"protocol":null,"echoed":0,"equal":true,"code":1006,"wasClean":false}]""",
            told);
        Assert.Contains("status 403", (await refused.WaitAsync(guard.Token)).Cause, StringComparison.Ordinal);
        await echoing.WaitAsync(guard.Token);

        async Task<ITransportListener> ListenAsync(IReadOnlyCollection<string> origins)
        {
            WebSocketOptions options = new() { AllowedOrigins = origins };
            return await new TcpTransport(new TcpTransportOptions { WebSocket = options }).ListenAsync(new TransportListenOptions { Address = IPAddress.Loopback }, guard.Token);
        }

        async Task EchoAsync(ITransportListener listener, int links)
        {
            for (int i = 0; i < links; i++)
            {
                await using ITransportConnection connection = await listener.AcceptAsync(guard.Token);
                Stream stream = await connection.CompleteAsync(connection.Stream, guard.Token);
                await stream.CopyToAsync(stream, guard.Token);
            }
        }
    }
}
