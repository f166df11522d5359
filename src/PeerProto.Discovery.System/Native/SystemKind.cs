namespace PeerProto.Discovery.Native;

/// <summary>What is said of the system's service on this system.</summary>
internal static class SystemKind
{
    public static bool IsApple { get; } =
        OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsMacCatalyst() || OperatingSystem.IsWatchOS();

    /// <summary>What there is none of where the library cannot be loaded, as a sentence without its full stop.</summary>
    public static string WhatIsMissing { get; } =
        OperatingSystem.IsWindows() ? "Bonjour is not installed on this machine, and this Windows is older than version 1809 of Windows 10, which brings DNS-SD of its own"
        : OperatingSystem.IsLinux() ? "Avahi's compatibility library is not installed on this machine: there is no libdns_sd.so.1"
        : "This system has no DNS-SD service that programs can use";

    /// <summary>What brings the service, as a sentence without its full stop.</summary>
    public static string HowToInstall { get; } =
        OperatingSystem.IsWindows() ? "Install Bonjour, update Windows, or use MdnsDiscovery, which needs nothing of the system"
        : OperatingSystem.IsLinux() ? "Install avahi-daemon and libavahi-compat-libdnssd1, or use MdnsDiscovery, which needs nothing of the system"
        : "Use MdnsDiscovery, which needs nothing of the system";

    /// <summary>What lets the service run, as a sentence without its full stop.</summary>
    public static string HowToStart { get; } =
        OperatingSystem.IsWindows() ? "Start the Bonjour Service, or the DNS Client where Bonjour is not installed; discovery goes on by itself then"
        : OperatingSystem.IsLinux() ? "Start avahi-daemon, which needs D-Bus; discovery goes on by itself then"
        : "The system starts mDNSResponder by itself, and discovery goes on then; restart the machine if it does not";
}
