using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto.Discovery.WideArea;

/// <summary>The name servers that the interfaces of this machine were given, looked up every few seconds. Safe for concurrent use.</summary>
internal sealed class SystemNameServers(TimeProvider timeProvider)
{
    private const int DnsPort = 53;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private (long At, IReadOnlyList<IPEndPoint> Servers)? _known;

    /// <summary>The name servers, in the order of the interfaces; empty where there is none.</summary>
    public IReadOnlyList<IPEndPoint> Get()
    {
        lock (_gate)
        {
            if (_known is not { } known || timeProvider.GetElapsedTime(known.At) > Kept)
                _known = known = (timeProvider.GetTimestamp(), Find());
            return known.Servers;
        }
    }

    private static IReadOnlyList<IPEndPoint> Find()
    {
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(static network => network.OperationalStatus == OperationalStatus.Up)
                    .SelectMany(static network => network.GetIPProperties().DnsAddresses)
                    .Where(static address => !address.IsIPv6SiteLocal)
                    .Distinct()
                    .Select(static address => new IPEndPoint(address, DnsPort)),
            ];
        }
        catch (Exception failure) when (failure is NetworkInformationException or PlatformNotSupportedException)
        {
            return []; // the question then fails for want of a name server, with the remedy
        }
    }
}
