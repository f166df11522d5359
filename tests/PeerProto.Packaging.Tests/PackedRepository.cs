using System.Reflection;

namespace PeerProto.Packaging.Tests;

/// <summary>The repository's packages, packed once into a temporary folder from what was built.</summary>
public sealed class PackedRepository : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("peerproto-pack-").FullName;

    /// <summary>The version of all packages.</summary>
    public string Version { get; } = Metadata("PackageVersion");

    /// <summary>The folder with all packages: a package source as it is.</summary>
    public string Folder => Path.Combine(_folder, "packages");

    /// <summary>The names of the shipped projects, each of which makes a package of that name.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Root => Metadata("RepositoryRoot");

    public async ValueTask InitializeAsync() => await DotnetCommand.RunAsync(
        Root, null, "pack", Path.Combine(Root, "PeerProto.sln"), "--configuration", Metadata("Configuration"), "--no-build", "--output", Folder, "--nologo", "-nodeReuse:false");

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    internal Package Open(string name) => new(Path.Combine(Folder, $"{name}.{Version}.nupkg"));

    internal Package OpenSymbols(string name) => new(Path.Combine(Folder, $"{name}.{Version}.snupkg"));

    private static string Metadata(string key) =>
        typeof(PackedRepository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
