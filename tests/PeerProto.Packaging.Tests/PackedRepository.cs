using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace PeerProto.Packaging.Tests;

/// <summary>
/// The repository's packages, packed once into a temporary folder under a version that no other run has. The build has output folders of its
/// own, so it never touches what other tests are running from.
/// </summary>
public sealed class PackedRepository : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(15);

    private readonly string _folder = Directory.CreateTempSubdirectory("peerproto-pack-").FullName;

    /// <summary>The version of all packages, a preview after which nothing was published.</summary>
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmss}.{Environment.ProcessId}");

    /// <summary>The folder with all packages: a package source as it is.</summary>
    public string Folder => Path.Combine(_folder, "packages");

    /// <summary>The names of the shipped projects, each of which makes a package of that name.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Root =>
        typeof(PackedRepository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!;

    public async ValueTask InitializeAsync() => await RunDotnetAsync(
        "pack",
        Path.Combine(Root, "PeerProto.sln"),
        "--configuration", "Release",
        "--output", Folder,
        "--artifacts-path", Path.Combine(_folder, "artifacts"),
        "--nologo",
        "-nodeReuse:false",
        $"-p:Version={Version}",
        "-p:UseSharedCompilation=false");

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    internal Package Open(string name) => new(Path.Combine(Folder, $"{name}.{Version}.nupkg"));

    internal Package OpenSymbols(string name) => new(Path.Combine(Folder, $"{name}.{Version}.snupkg"));

    private static async Task RunDotnetAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        // A build that runs these tests leaves its own settings in the environment; this one finds its own.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using CancellationTokenSource guard = new(Guard);
        using Process process = Process.Start(start)!;
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
}
