using System.Net;
using System.Net.Sockets;

namespace PeerProto.Transports.Tests.Tcp;

internal static class IPv6
{
    /// <summary>Skips the test where this machine has no IPv6, as in many containers.</summary>
    public static void Require()
    {
        try
        {
            using Socket probe = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        }
        catch (SocketException failure)
        {
            Assert.Skip($"This machine has no IPv6: {failure.Message}");
        }
    }
}
