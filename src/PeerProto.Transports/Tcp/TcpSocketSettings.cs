using System.Net.Sockets;

namespace PeerProto.Transports.Tcp;

/// <summary>Sets a connected socket up as the options say, as far as the system has such settings.</summary>
internal static class TcpSocketSettings
{
    private const int TcpLevel = 6;
    private const int LinuxNotSentLowWater = 25;
    private const int MacNotSentLowWater = 0x201;
    private const int LinuxUserTimeout = 18;
    private const int MacRetransmitDropTime = 0x80;

    public static void Apply(Socket socket, TcpTransportOptions options)
    {
        socket.NoDelay = true;
        if (options.MaximumUnsentBytes is { } unsent)
            Set(socket, LinuxNotSentLowWater, MacNotSentLowWater, unsent);
        if (options.ConnectionDropTime is { } drop)
            Set(socket, LinuxUserTimeout, MacRetransmitDropTime, OperatingSystem.IsLinux() ? (int)drop.TotalMilliseconds : Math.Max(1, (int)drop.TotalSeconds));
        if (options.KeepAlive is not { } keepAlive)
            return;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, WholeSeconds(keepAlive.Idle));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, WholeSeconds(keepAlive.Interval));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, keepAlive.Count);
    }

    private static int WholeSeconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private static void Set(Socket socket, int linuxName, int macName, int value)
    {
        try
        {
            if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid())
                socket.SetRawSocketOption(TcpLevel, linuxName, BitConverter.GetBytes(value));
            else if (OperatingSystem.IsMacOS() || OperatingSystem.IsIOS())
                socket.SetRawSocketOption(TcpLevel, macName, BitConverter.GetBytes(value));
        }
        catch (SocketException)
        {
            // A kernel without that setting: the link works all the same.
        }
    }
}
