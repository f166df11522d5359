using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PeerProto.Interop.Tests;

/// <summary>Ports of the loopback address for programs that tests start.</summary>
internal static class Ports
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    /// <summary>A port that nobody uses at the moment.</summary>
    public static int Free()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Waits until a program listens. It says nowhere that it does, so that is tried.</summary>
    public static Task ListensAsync(int port, Process program, CancellationToken cancellationToken) => TryAsync(port, program, cancellationToken).WaitAsync(Guard, cancellationToken);

    private static async Task TryAsync(int port, Process program, CancellationToken cancellationToken)
    {
        while (true)
        {
            Assert.False(program.HasExited, "The program ended at once.");
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Yield();
            }
        }
    }
}
