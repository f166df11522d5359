using System.Net;
using System.Net.Sockets;

namespace PeerProto.Transports;

/// <summary>Tells a machine without a free port from one without an address: the system reports both as an address that is not available.</summary>
internal static class LocalPorts
{
    /// <summary>Whether this machine has an address from which a packet could go to another. None goes: UDP connects without a word, and has ports of its own.</summary>
    public static bool AreThereAddressesFor(IPEndPoint place)
    {
        try
        {
            using var probe = new Socket(place.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(place);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
