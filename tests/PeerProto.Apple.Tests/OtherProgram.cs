using System.Diagnostics;

namespace PeerProto.Apple.Tests;

/// <summary>Runs a program of others that reads what was written here, or writes what is read here. A test is skipped where it is absent, unless peers are required.</summary>
internal static class OtherProgram
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    public static async Task<string> RunAsync(string program, string[] arguments, string input, CancellationToken cancellationToken)
    {
        if (Find(program) is not { } path)
        {
            Assert.False(Environment.GetEnvironmentVariable("PEERPROTO_REQUIRE_PEERS") == "1", $"{program} is not installed, and peers are required.");
            Assert.Skip($"{program} is not installed.");
            return "";
        }

        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        guard.CancelAfter(Guard);
        using Process process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(guard.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(guard.Token);
        await process.StandardInput.WriteAsync(input.AsMemory(), guard.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(guard.Token);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await errors}");
        return await output;
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
