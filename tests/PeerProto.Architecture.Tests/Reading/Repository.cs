using System.Reflection;

namespace PeerProto.Architecture.Tests.Reading;

/// <summary>The repository these tests were built in.</summary>
internal static class Repository
{
    private const string GeneratorFramework = "netstandard2.0";

    public static string Root { get; } = Metadata("RepositoryRoot");

    public static IReadOnlyList<Project> Shipped { get; } = ProjectsIn("src", _ => AppContext.BaseDirectory);

    public static IReadOnlyList<Project> Generators { get; } =
        ProjectsIn("generators", directory => Path.Combine(directory, "bin", Metadata("Configuration"), GeneratorFramework));

    public static IEnumerable<string> SourcesIn(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Where(path => !IsBuildOutput(path));

    private static bool IsBuildOutput(string path) =>
        Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar) is var parts && (parts.Contains("obj") || parts.Contains("bin"));

    private static Project[] ProjectsIn(string folder, Func<string, string> outputOf) =>
        [.. Directory.EnumerateDirectories(Path.Combine(Root, folder))
            .SelectMany(directory => Directory.EnumerateFiles(directory, "*.csproj").Select(path => Project.Read(path, outputOf(directory))))
            .OrderBy(project => project.Name, StringComparer.Ordinal)];

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
