using PeerProto.Generators.Locking;

namespace PeerProto.Cli.Lock;

/// <summary>Finds a project and its lock.</summary>
internal static class LockProject
{
    /// <summary>The project file that a path means: itself, or the only one in a folder.</summary>
    public static string Find(string path)
    {
        if (File.Exists(path))
            return Path.GetFullPath(path);
        string[] found = Directory.Exists(path) ? Directory.GetFiles(Path.GetFullPath(path), "*.csproj") : [];
        return found switch
        {
            [var project] => project,
            [] => throw new LockException($"There is no project at '{path}': name one with --project."),
            _ => throw new LockException($"There are several projects in '{path}': name one with --project."),
        };
    }

    /// <summary>The lock of a project: the one beside it, or where there is none, the one that would be made.</summary>
    public static string LockOf(string project)
    {
        string[] found = Directory.GetFiles(Path.GetDirectoryName(project)!, "*" + LockFile.Extension);
        return found switch
        {
            [] => Path.ChangeExtension(project, LockFile.Extension),
            [var file] => file,
            _ => throw new LockException($"There are several locks beside '{Path.GetFileName(project)}': a project has one."),
        };
    }
}
