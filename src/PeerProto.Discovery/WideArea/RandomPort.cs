using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace PeerProto.Discovery.WideArea;

/// <summary>Ports that nobody can foresee, for questions to name servers.</summary>
internal static class RandomPort
{
    private const int MaximumPortsDrawn = 8;
    private const int FirstPort = 1024;

    /// <summary>
    /// Takes such a port, which some systems do not by themselves (RFC 5452 section 9.2). Where those that were drawn are taken, the system gives one.
    /// </summary>
    public static void Bind(Socket socket)
    {
        IPAddress any = socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        for (int attempt = 0; attempt < MaximumPortsDrawn; attempt++)
        {
            try
            {
                socket.Bind(new IPEndPoint(any, RandomNumberGenerator.GetInt32(FirstPort, IPEndPoint.MaxPort + 1)));
                return;
            }
            catch (SocketException failure) when (failure.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // another one
            }
        }
    }
}
