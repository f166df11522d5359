using System.Diagnostics;
using System.Reflection;

namespace PeerProto.Cli.Tests.Lock;

/// <summary>A project in a folder of its own, built by the SDK with the generator of this repository, and the tool run on it from the command line.</summary>
internal sealed class LockedProject : IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerproto-locked-");

    public LockedProject()
    {
        string root = Metadata("RepositoryRoot");
        string generator = Path.Combine(root, "generators", "PeerProto.Generators", "bin", Metadata("Configuration"), "netstandard2.0", "PeerProto.Generators.dll");
        File.WriteAllText(Path.Combine(_folder.FullName, "Chat.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "PeerProto.Abstractions.dll")}" />
                <Analyzer Include="{generator}" />
              </ItemGroup>
              <Import Project="{Path.Combine(root, "src", "PeerProto.Abstractions", "buildTransitive", "PeerProto.Abstractions.targets")}" />
            </Project>
            """);
    }

    public string LockPath => Path.Combine(_folder.FullName, "Chat.peerlock");

    /// <summary>Makes this the whole source.</summary>
    public void Write(string source) => File.WriteAllText(Path.Combine(_folder.FullName, "Chat.cs"), "using PeerProto;\nnamespace Chat;\n" + source);

    /// <summary>Runs <c>dotnet build</c>.</summary>
    public Task<(int ExitCode, string Output)> BuildAsync() => RunAsync("build", "--nologo", "-nodeReuse:false", "-verbosity:minimal");

    /// <summary>Runs <c>peerproto lock</c>.</summary>
    public Task<(int ExitCode, string Output)> LockAsync(params string[] arguments) =>
        RunAsync([Path.Combine(AppContext.BaseDirectory, "PeerProto.Cli.dll"), "lock", .. arguments]);

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(Guard);
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };

        // The build that runs these tests leaves settings behind that a person's shell does not have.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(guard.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(guard.Token);
            await process.WaitForExitAsync(guard.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static string Metadata(string key) =>
        typeof(LockedProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
