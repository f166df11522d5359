using System.Diagnostics;
using System.Reflection;

namespace PeerProto.AotSmoke;

/// <summary>
/// The Lamp example, published with Native AOT in a folder outside the repository, so that nothing there is built twice at once. It references the shipped assemblies
/// as they were built for these tests.
/// </summary>
internal sealed class NativeExample : IDisposable
{
    private const string Name = "Lamp";
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("peerproto-aot-").FullName;

    /// <summary>The runtime that the example is published for, and that the baseline of its size names.</summary>
    public const string Runtime = "linux-x64";

    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public string Program => Path.Combine(_folder, "published", Name);

    /// <returns>What the build printed.</returns>
    public async Task<string> PublishAsync()
    {
        foreach (string source in Directory.EnumerateFiles(Path.Combine(RepositoryRoot, "examples", Name), "*.cs"))
            File.Copy(source, Path.Combine(_folder, Path.GetFileName(source)));
        string project = Path.Combine(_folder, $"{Name}.csproj");
        await File.WriteAllTextAsync(project, Project());
        return await RunAsync("dotnet", "publish", project, "--configuration", "Release", "--output", Path.Combine(_folder, "published"), "--nologo", "-nodeReuse:false");
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(Guard);
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(guard.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(guard.Token);
            await process.WaitForExitAsync(guard.Token);
            string printed = await output + await errors;
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{printed}");
            return printed;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Project()
    {
        string generator = Path.Combine(RepositoryRoot, "generators", "PeerProto.Generators", "bin", Metadata("Configuration"), "netstandard2.0", "PeerProto.Generators.dll");
        IEnumerable<string> references = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(path => IsShipped(Path.GetFileNameWithoutExtension(path)));
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <RuntimeIdentifier>{Runtime}</RuntimeIdentifier>
                <PublishAot>true</PublishAot>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
              </PropertyGroup>
              <ItemGroup>
                <Analyzer Include="{generator}" />
                {string.Join("\n    ", references.Select(path => $"<Reference Include=\"{path}\" />"))}
              </ItemGroup>
            </Project>
            """;
    }

    private static bool IsShipped(string assembly) =>
        assembly == "PeerProto" || (assembly.StartsWith("PeerProto.", StringComparison.Ordinal) && assembly != typeof(NativeExample).Assembly.GetName().Name)
        || assembly is "BouncyCastle.Cryptography" or "System.Security.Cryptography.ProtectedData"
        || assembly.StartsWith("Microsoft.Extensions.Logging.Abstractions", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.Extensions.DependencyInjection.Abstractions", StringComparison.Ordinal);

    private static string Metadata(string key) =>
        typeof(NativeExample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
