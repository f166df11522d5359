using System.Diagnostics;

namespace PeerProto.Packaging.Tests;

/// <summary>Runs the SDK as a person would: with none of the settings that the build which runs these tests has left in the environment.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using CancellationTokenSource guard = new(Guard);
        using Process process = Start(folder, environment, arguments);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(guard.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(guard.Token);
            await process.WaitForExitAsync(guard.Token);
            Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public static Process Start(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
