using System.Runtime.Versioning;

namespace PeerProto.Transports.Quic.Tests;

/// <summary>Whether this machine has QUIC. Where it does not, a test is skipped with the reason; PEERPROTO_REQUIRE_QUIC=1 makes that a failure.</summary>
internal static class QuicLibrary
{
    [SupportedOSPlatformGuard("linux")]
    [SupportedOSPlatformGuard("macos")]
    [SupportedOSPlatformGuard("windows")]
    public static bool IsHere => QuicSupport.IsSupported;

    public static void Require()
    {
        if (IsHere)
            return;
        string reason = $"There is no QUIC on this machine. {QuicSupport.Remedy}.";
        if (Environment.GetEnvironmentVariable("PEERPROTO_REQUIRE_QUIC") == "1")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
