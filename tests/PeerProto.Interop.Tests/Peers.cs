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

    public static void RequireTool(string program)
    {
        string[] directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        bool found = Array.Exists(directories, directory => File.Exists(Path.Combine(directory, program)));
        Require(found ? null : $"The program '{program}' is not on the PATH.");
    }

    public static void RequireFolder(string folder, string command) =>
        Require(Directory.Exists(folder) ? null : $"'{folder}' is not there; '{command}' brings it.");

    private static void Require(string? reasonAgainst)
    {
        if (reasonAgainst is null)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable(RequireVariable) == "1")
        {
            Assert.Fail($"{RequireVariable}=1, yet: {reasonAgainst}");
        }

        Assert.Skip(reasonAgainst);
    }
}
