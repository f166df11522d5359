using System.Net;
using System.Net.Sockets;

namespace PeerProto.Security.Tests.Tls;

/// <summary>The two ends of one TCP connection on the loopback interface, made by the base library alone.</summary>
internal sealed record LoopbackStreams(NetworkStream Client, NetworkStream Server) : IDisposable
{
    public static async Task<LoopbackStreams> ConnectAsync(CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(listener.LocalEndpoint, cancellationToken);
        Socket server = await listener.AcceptSocketAsync(cancellationToken);
        server.NoDelay = true;
        return new LoopbackStreams(new NetworkStream(client, ownsSocket: true), new NetworkStream(server, ownsSocket: true));
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
