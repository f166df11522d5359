using System.Net;
using Microsoft.Extensions.Logging;
using PeerProto.Discovery;
using PeerProto.Networking;

namespace PeerProto;

/// <summary>Makes what finds and offers services on the local network.</summary>
public static class PeerDiscovery
{
    /// <summary>Makes the discovery that sessions and pairings use unless they are given one.</summary>
    /// <param name="options">What it is to be like, or null for the defaults.</param>
    /// <returns>A discovery that is not in use yet. Whoever asked for it disposes it.</returns>
    public static IPeerDiscovery CreateDefault(PeerDiscoveryOptions? options = null)
    {
        options ??= new PeerDiscoveryOptions();
        IPAddress? address = options.Address is { } given && !given.Equals(IPAddress.Any) && !given.Equals(IPAddress.IPv6Any) ? given : null;
        if (UsesSystem(options.Backend, address, IsSystemPreferred))
        {
            return new SystemDiscovery(new SystemDiscoveryOptions
            {
                InterfaceIndex = address is null ? 0 : IndexOf(address, options),
                IncludePeerToPeer = options.IncludePeerToPeer,
                TimeProvider = options.TimeProvider,
                LoggerFactory = options.LoggerFactory,
            });
        }

        if (options.IncludePeerToPeer)
            PeerDiscoveryLog.NoPeerToPeer(options.LoggerFactory.CreateLogger("PeerProto.Discovery"));
        return new MdnsDiscovery(new MdnsDiscoveryOptions
        {
            InterfaceFilter = address is null ? null : candidate => candidate.Addresses.Any(own => own.Address.Equals(address)),
            NetworkMonitor = options.NetworkMonitor,
            TimeProvider = options.TimeProvider,
            TaskScheduler = options.Scheduler,
            LoggerFactory = options.LoggerFactory,
        });
    }

    /// <summary>
    /// On Apple's systems and Windows the service is everybody's, and iOS lets nobody else multicast. On Linux it is one of several, and the managed
    /// backend shares the port with it. What stays on this machine needs no service.
    /// </summary>
    internal static bool UsesSystem(DiscoveryBackend backend, IPAddress? address, bool isSystemPreferred) => backend switch
    {
        DiscoveryBackend.System => true,
        DiscoveryBackend.Managed => false,
        _ => isSystemPreferred && !(address is not null && IPAddress.IsLoopback(address)),
    };

    /// <summary>Windows' own calls tell less than the managed backend finds out by itself, so there it takes Bonjour.</summary>
    private static bool IsSystemPreferred =>
        (OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsMacCatalyst() || OperatingSystem.IsWindows()) && SystemDiscovery.IsBonjour;

    private static int IndexOf(IPAddress address, PeerDiscoveryOptions options)
    {
        if (options.NetworkMonitor is { } given)
            return given.Current.FindOwner(address)?.Index ?? 0;
        using NetworkMonitor monitor = new(options.TimeProvider);
        return monitor.Current.FindOwner(address)?.Index ?? 0;
    }
}
