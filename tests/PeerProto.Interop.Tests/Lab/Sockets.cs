using System.Net;
using System.Net.Sockets;
using System.Text;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Lab;

/// <summary>Sockets on hosts of a lab, for tests of the lab itself.</summary>
internal static class Sockets
{
    public static Socket Udp(LabHost host, IPAddress address) => host.Invoke(() =>
    {
        Socket socket = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    });

    public static Socket Joined(LabHost host, IPAddress group, int port) => host.Invoke(() =>
    {
        Socket socket = new(group.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        if (group.AddressFamily == AddressFamily.InterNetwork)
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(group));
        }
        else
        {
            socket.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
            socket.SetSocketOption(
                SocketOptionLevel.IPv6, SocketOptionName.AddMembership, new IPv6MulticastOption(group, host.LinkLocalAddress!.ScopeId));
        }

        return socket;
    });

    public static int Port(this Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>One datagram there and one back: the sender's text returns with "pong: " before it.</summary>
    public static async Task<string> PingAsync(Socket from, Socket to, IPAddress toAddress, string text, CancellationToken cancellationToken)
    {
        await from.SendToAsync(Encoding.UTF8.GetBytes(text), new IPEndPoint(toAddress, to.Port()), cancellationToken);
        byte[] buffer = new byte[1_500];
        SocketReceiveFromResult asked = await to.ReceiveFromAsync(buffer, AnyOf(to), cancellationToken);
        byte[] answer = [.. "pong: "u8, .. buffer.AsSpan(0, asked.ReceivedBytes)];
        await to.SendToAsync(answer, asked.RemoteEndPoint, cancellationToken);
        SocketReceiveFromResult answered = await from.ReceiveFromAsync(buffer, AnyOf(from), cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, answered.ReceivedBytes);
    }

    private static IPEndPoint AnyOf(Socket socket) =>
        new(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
}
