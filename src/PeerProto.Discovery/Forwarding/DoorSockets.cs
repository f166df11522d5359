using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.Sockets;

namespace PeerProto.Discovery.Forwarding;

/// <summary>The sockets of one address: the same port over UDP and TCP.</summary>
internal sealed class DoorSockets : IDisposable
{
    private const int MaximumPortTries = 16;
    private const int Backlog = 64;

    private DoorSockets(AddressFamily family)
    {
        Connections = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        Datagrams = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
    }

    public Socket Datagrams { get; }

    public Socket Connections { get; }

    /// <summary>Where they listen.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)Connections.LocalEndPoint!;

    /// <summary>Opens them.</summary>
    /// <param name="endpoint">Where; port 0 for one that is free.</param>
    /// <param name="isForbidden">Says of an address that it must not be that one.</param>
    /// <exception cref="ArgumentException">The address is forbidden.</exception>
    /// <exception cref="SocketException">The system gives it not away.</exception>
    public static DoorSockets Open(IPEndPoint endpoint, Predicate<IPEndPoint> isForbidden)
    {
        for (int left = MaximumPortTries; ; left--)
        {
            DoorSockets sockets = new(endpoint.AddressFamily);
            try
            {
                sockets.Connections.Bind(endpoint);
                sockets.Datagrams.Bind(sockets.Endpoint);
                DatagramRefusals.Ignore(sockets.Datagrams);
                sockets.Connections.Listen(Backlog);
                if (!isForbidden(sockets.Endpoint))
                    return sockets;
                if (endpoint.Port != 0 || left == 1)
                    throw new ArgumentException($"The forwarder would ask itself: {endpoint} is an address of it and of a name server. Give one of them another address.", nameof(endpoint));
                sockets.Dispose();
            }
            catch (SocketException) when (endpoint.Port == 0 && left > 1)
            {
                sockets.Dispose(); // somebody else has that port over UDP
            }
            catch
            {
                sockets.Dispose();
                throw;
            }
        }
    }

    public void Dispose()
    {
        Datagrams.Dispose();
        Connections.Dispose();
    }
}
