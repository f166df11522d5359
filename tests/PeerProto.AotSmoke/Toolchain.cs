using System.Runtime.InteropServices;

namespace PeerProto.AotSmoke;

/// <summary>
/// What publishing ahead of time needs besides the .NET SDK. Where it is missing the test is skipped and says why; with
/// <c>PEERPROTO_REQUIRE_PEERS=1</c> it fails instead, so that a build server cannot leave it out unnoticed.
/// </summary>
internal static class Toolchain
{
    private const string RequireVariable = "PEERPROTO_REQUIRE_PEERS";

    public static void Require()
    {
        string? missing = Missing();
        if (missing is null)
            return;
        if (Environment.GetEnvironmentVariable(RequireVariable) == "1")
            Assert.Fail($"{RequireVariable}=1, yet: {missing}");
        Assert.Skip(missing);
    }

    private static string? Missing()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
            return $"The baseline is for {NativeExample.Runtime}.";
        string[] directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Array.Find(["clang", "ld"], program => !Array.Exists(directories, directory => File.Exists(Path.Combine(directory, program)))) is { } program
            ? $"The program '{program}' is not on the PATH; Native AOT links with it."
            : null;
    }
}
