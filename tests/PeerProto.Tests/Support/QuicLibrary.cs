namespace PeerProto.Tests.Support;

/// <summary>Whether this machine has QUIC. Where it does not, a test is skipped with the reason; PEERPROTO_REQUIRE_QUIC=1 makes that a failure.</summary>
internal static class QuicLibrary
{
    public static void Require()
    {
        if (QuicTransportProvider.IsSupported)
            return;
        const string Reason = "There is no QUIC on this machine: it needs libmsquic.";
        if (Environment.GetEnvironmentVariable("PEERPROTO_REQUIRE_QUIC") == "1")
            Assert.Fail(Reason);
        Assert.Skip(Reason);
    }
}
