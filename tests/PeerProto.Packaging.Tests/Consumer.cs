using System.Diagnostics;

namespace PeerProto.Packaging.Tests;

/// <summary>
/// A folder outside the repository in which an app is built against the packed packages alone. It has a package cache of its own, since the common one may hold an older
/// build of the same version, and takes other packages from the common one, so that it works offline.
/// </summary>
internal sealed class Consumer : IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("peerproto-app-").FullName;
    private readonly Dictionary<string, string> _environment;

    /// <param name="packed">The packages.</param>
    /// <param name="projects">The projects of the folder, and the sources each is made of.</param>
    public Consumer(PackedRepository packed, params (string Name, string[] Sources)[] projects)
    {
        _environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(_folder, "cache") };
        foreach ((string name, string[] sources) in projects)
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
            string project = File.ReadAllText(Path.Combine(Consumers, name, $"{name}.csproj"));
            File.WriteAllText(Path.Combine(_folder, name, $"{name}.csproj"), project.Replace("$PackageVersion$", packed.Version, StringComparison.Ordinal));
            foreach (string source in sources)
                File.Copy(Path.Combine(Consumers, "Shared", source), Path.Combine(_folder, name, source));
        }

        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{packed.Folder}" />
                <add key="restored" value="{CommonCache}" />
              </packageSources>
            </configuration>
            """);
    }

    private static string Consumers => Path.Combine(AppContext.BaseDirectory, "Consumers");

    private static string CommonCache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public Task BuildAsync(string project) =>
        DotnetCommand.RunAsync(Path.Combine(_folder, project), _environment, "build", "--configuration", "Release", "--nologo", "-nodeReuse:false", "-warnaserror");

    /// <summary>Starts two instances of a built app and lets one connect to the other.</summary>
    /// <returns>What each of them printed last.</returns>
    public async Task<(string Answering, string Calling)> TalkAsync(string project)
    {
        using CancellationTokenSource guard = new(Guard);
        string app = Path.Combine(_folder, project, "bin", "Release", "net10.0", $"{project}.dll");
        using Process answering = DotnetCommand.Start(_folder, null, app);
        try
        {
            string endpoint = await answering.StandardOutput.ReadLineAsync(guard.Token) ?? await answering.StandardError.ReadToEndAsync(guard.Token);
            using Process calling = DotnetCommand.Start(_folder, null, app, endpoint);
            try
            {
                return (await LastLineAsync(answering, guard.Token), await LastLineAsync(calling, guard.Token));
            }
            finally
            {
                calling.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            answering.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> LastLineAsync(Process process, CancellationToken cancellationToken)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, output + await errors);
        return output.TrimEnd().Split('\n')[^1];
    }
}
