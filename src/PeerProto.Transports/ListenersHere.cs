using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto.Transports;

/// <summary>What listens on this machine, for the one who connects to another address of it than the listener has.</summary>
internal static class ListenersHere
{
    private const int MaximumNamed = 4;

    /// <summary>Where something listens at the port of an endpoint, if that is an address of this machine; null where nothing does, or where the machine does not tell.</summary>
    public static string? ElsewhereThan(PeerEndpoint endpoint)
    {
        if (endpoint.Address is not { } place)
            return null;
        try
        {
            if (!IPAddress.IsLoopback(place.Address) && !OwnAddresses().Contains(place.Address))
                return null;
            IPEndPoint[] listeners = [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == place.Port).Distinct().Take(MaximumNamed)];
            return listeners.Length > 0 ? string.Join(", ", listeners.Select(listener => listener.Address)) : null;
        }
        catch (Exception failure) when (failure is NetworkInformationException or PlatformNotSupportedException or IOException)
        {
            return null;
        }
    }

    private static IEnumerable<IPAddress> OwnAddresses() =>
        NetworkInterface.GetAllNetworkInterfaces().SelectMany(static network => network.GetIPProperties().UnicastAddresses).Select(static unicast => unicast.Address);
}
