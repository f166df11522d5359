using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;

namespace PeerProto.Benchmarks.Link.Carriers;

/// <summary>Kestrel's WebSocket on one side and <see cref="ClientWebSocket"/> on the other; a write is a WebSocket message.</summary>
internal sealed class WebSocketCarrier : Carrier
{
    public override Task<int> ListenAsync(Func<Stream, Task> serve) => WebServer.StartAsync(
        _ => { },
        server =>
        {
            server.UseWebSockets();
            server.Run(async context => await serve(ToStream(await context.WebSockets.AcceptWebSocketAsync())));
        });

    public override async Task<Stream> ConnectAsync(int port)
    {
        ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}"), CancellationToken.None);
        return ToStream(socket);
    }

    private static WebSocketStream ToStream(WebSocket socket) => WebSocketStream.Create(socket, WebSocketMessageType.Binary);
}
