using System.Net.Sockets;

namespace PeerProto.Discovery.Sockets;

/// <summary>What Windows tells a socket about hosts that have no use for an earlier datagram.</summary>
internal static class DatagramRefusals
{
    private const int ReportRefusals = unchecked((int)0x9800000C); // SIO_UDP_CONNRESET

    /// <summary>Lets receiving go on when somebody refuses what was sent. Elsewhere a socket without a peer is not told.</summary>
    public static void Ignore(Socket socket)
    {
        if (OperatingSystem.IsWindows())
            socket.IOControl(ReportRefusals, BitConverter.GetBytes(0), null);
    }
}
