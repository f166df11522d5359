using System.Net.Quic;
using System.Runtime.Versioning;

namespace PeerProto.Transports.Quic;

/// <summary>The one place that asks whether System.Net.Quic works here. Everything else in this room is reached only where it does.</summary>
internal static class QuicSupport
{
    [SupportedOSPlatformGuard("linux")]
    [SupportedOSPlatformGuard("macos")]
    [SupportedOSPlatformGuard("windows")]
    public static bool IsSupported => (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() || OperatingSystem.IsWindows()) && QuicListener.IsSupported;

    /// <summary>What a user of this system does to have QUIC, as a sentence without its full stop.</summary>
    public static string Remedy =>
        OperatingSystem.IsLinux()
            ? "Install libmsquic 2.2 or later (2.5.10 or later by preference): from packages.microsoft.com on Debian, Ubuntu, Fedora, RHEL and SUSE, with 'apk add libmsquic' on Alpine; or leave QUIC out, and TCP does the work"
        : OperatingSystem.IsMacOS()
            ? "Install libmsquic with Homebrew and let DYLD_FALLBACK_LIBRARY_PATH name its directory; or leave QUIC out, and TCP does the work"
        : OperatingSystem.IsWindows()
            ? "QUIC comes with .NET on Windows 11 and Windows Server 2022 or later, and TLS 1.3 must not be switched off there; elsewhere leave QUIC out, and TCP does the work"
            : "Leave QUIC out on this platform: .NET has none on iOS, tvOS, Android and in browsers, and TCP does the work";
}
