using System.Net;
using System.Net.Sockets;

namespace PeerProto.Transports.Tests.Tcp;

/// <summary>A place where connecting neither succeeds nor fails: a listener whose queue is full. Linux drops what comes then.</summary>
internal sealed class SilentHost : IDisposable
{
    private readonly List<Socket> _sockets = [];

    private SilentHost(int port) => Port = port;

    public int Port { get; private set; }

    public static async Task<SilentHost> StartAsync(IPAddress address, int port)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux drops connection requests when a listener's queue is full.");
        var host = new SilentHost(port);
        Socket listener = host.Add(address);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(1);
        host.Port = ((IPEndPoint)listener.LocalEndPoint!).Port;

        // Linux lets one more wait than it was told.
        for (int i = 0; i < 2; i++)
            await host.Add(address).ConnectAsync(listener.LocalEndPoint, TestContext.Current.CancellationToken);
        return host;
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private Socket Add(IPAddress address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        return socket;
    }
}
