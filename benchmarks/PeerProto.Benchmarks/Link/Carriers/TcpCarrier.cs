using System.Net;
using System.Net.Sockets;

namespace PeerProto.Benchmarks.Link.Carriers;

/// <summary>A bare socket.</summary>
internal sealed class TcpCarrier : Carrier
{
    public override Task<int> ListenAsync(Func<Stream, Task> serve)
    {
        Socket listener = NewSocket();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                Socket socket = await listener.AcceptAsync();
                socket.NoDelay = true;
                _ = Task.Run(() => serve(new NetworkStream(socket)));
            }
        });
        return Task.FromResult(((IPEndPoint)listener.LocalEndPoint!).Port);
    }

    public override async Task<Stream> ConnectAsync(int port)
    {
        Socket socket = NewSocket();
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        return new NetworkStream(socket);
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
}
