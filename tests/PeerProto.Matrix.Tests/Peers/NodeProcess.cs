using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PeerProto.Matrix.Tests.Peers;

/// <summary>
/// Runs Node/reencode.mjs. Where Node or its package is missing the test is skipped and says why; with <c>PEERPROTO_REQUIRE_PEERS=1</c> it fails
/// instead, so that a build server cannot leave it out unnoticed.
/// </summary>
internal static class NodeProcess
{
    private const string RequireVariable = "PEERPROTO_REQUIRE_PEERS";
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    private static string Folder { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "Node");

    /// <returns>For each message what it is as JSON, and its bytes as Node encodes it.</returns>
    public static async Task<(string Json, byte[] Bytes)[]> ReencodeAsync(IEnumerable<byte[]> messages)
    {
        Require();
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(Guard);
        ProcessStartInfo start = new("node", ["reencode.mjs"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(guard.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(guard.Token);
            await process.StandardInput.WriteAsync(string.Concat(messages.Select(bytes => Convert.ToHexStringLower(bytes) + "\n")).AsMemory(), guard.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(guard.Token);
            Assert.True(process.ExitCode == 0, await errors);
            return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(parts => (parts[0], Convert.FromHexString(parts[1])))];
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static void Require()
    {
        string[] directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string? missing = !Array.Exists(directories, directory => File.Exists(Path.Combine(directory, "node"))) ? "The program 'node' is not on the PATH."
            : !Directory.Exists(Path.Combine(Folder, "node_modules")) ? "The packages of Node are not there: npm ci --prefix tests/PeerProto.Matrix.Tests/Node brings them."
            : null;
        if (missing is null)
            return;
        if (Environment.GetEnvironmentVariable(RequireVariable) == "1")
            Assert.Fail($"{RequireVariable}=1, yet: {missing}");
        Assert.Skip(missing);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
