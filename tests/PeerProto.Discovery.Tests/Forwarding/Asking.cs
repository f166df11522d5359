using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>Asks a forwarder over its sockets.</summary>
internal static class Asking
{
    public static async Task<byte[]> OverUdpAsync(IPEndPoint forwarder, byte[] question, CancellationToken cancellationToken)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(forwarder, cancellationToken);
        await socket.SendAsync(question, SocketFlags.None, cancellationToken);
        byte[] buffer = new byte[ushort.MaxValue];
        return buffer[..await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken)];
    }

    public static async Task<byte[]> OverTcpAsync(IPEndPoint forwarder, byte[] question, CancellationToken cancellationToken)
    {
        await using NetworkStream stream = await ConnectAsync(forwarder, cancellationToken);
        await WriteAsync(stream, question, cancellationToken);
        return await ReadAsync(stream, cancellationToken);
    }

    public static async Task<NetworkStream> ConnectAsync(IPEndPoint forwarder, CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(forwarder, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task WriteAsync(NetworkStream stream, byte[] message, CancellationToken cancellationToken)
    {
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)message.Length);
        await stream.WriteAsync((byte[])[.. length, .. message], cancellationToken);
    }

    public static async Task<byte[]> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] length = new byte[2];
        await stream.ReadExactlyAsync(length, cancellationToken);
        byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(message, cancellationToken);
        return message;
    }
}
