using PeerProto.Discovery;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests;

/// <summary>
/// What a test needs besides the SDK. Where it is missing the test is skipped and says why; with <c>PEERPROTO_REQUIRE_PEERS=1</c>
/// it fails instead, so that a build server cannot leave a test out unnoticed.
/// </summary>
internal static class Peers
{
    private const string RequireVariable = "PEERPROTO_REQUIRE_PEERS";

    public static async Task RequireLabAsync() => Require((await NetworkLab.GetAvailabilityAsync()).Reason);

    public static async Task RequireAvahiAsync()
    {
        await RequireLabAsync();
        foreach (string program in AvahiDaemon.RequiredPrograms)
        {
            RequireTool(program);
        }
    }

    public static void RequireTool(string program) => Require(HasTool(program) ? null : $"The program '{program}' is not on the PATH.");

    /// <summary>One of several programs that serve alike.</summary>
    public static void RequireAnyTool(params string[] programs) =>
        Require(Array.Exists(programs, HasTool) ? null : $"None of the programs '{string.Join("', '", programs)}' is on the PATH.");

    public static bool HasTool(string program) =>
        Array.Exists((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), directory => File.Exists(Path.Combine(directory, program)));

    /// <summary>The library through which programs speak to Avahi as they do to Bonjour.</summary>
    public static void RequireSystemDiscovery() => Require(SystemDiscovery.UnsupportedReason);

    public static void RequireFolder(string folder, string command) =>
        Require(Directory.Exists(folder) ? null : $"'{folder}' is not there; '{command}' brings it.");

    /// <summary>QUIC needs libmsquic, which Debian does not have: its absence fails a test only with a variable of its own, <c>PEERPROTO_REQUIRE_QUIC=1</c>.</summary>
    public static void RequireQuic() => Require(QuicTransportProvider.IsSupported ? null : "This machine has no QUIC: there is no libmsquic.", "PEERPROTO_REQUIRE_QUIC");

    private static void Require(string? reasonAgainst, string variable = RequireVariable)
    {
        if (reasonAgainst is null)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable(variable) == "1")
        {
            Assert.Fail($"{variable}=1, yet: {reasonAgainst}");
        }

        Assert.Skip(reasonAgainst);
    }
}
