namespace PeerProto.Apple.Tests;

/// <summary>The posts of <c>Posts/</c>, by the number that begins their file's name.</summary>
internal static class ForumPost
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Posts");

    public static IReadOnlyList<string> Names { get; } = [.. Directory.EnumerateFiles(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name + ".txt"));

    public static string Read(int number) => Read(Names.Single(name => name.StartsWith($"{number:00}-", StringComparison.Ordinal)));
}
