namespace PeerProto.Testing;

/// <summary>Finds programs as a shell would.</summary>
internal static class Executables
{
    private const string DotnetHost = "dotnet";

    /// <summary>The path of a program, or null if there is none: a name is looked up on the PATH, anything with a slash is taken as it is.</summary>
    public static string? Find(string fileName)
    {
        if (fileName.Contains(Path.DirectorySeparatorChar))
        {
            return File.Exists(fileName) ? fileName : null;
        }

        string[] directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return directories.Select(directory => Path.Combine(directory, fileName)).FirstOrDefault(File.Exists);
    }

    /// <summary>The program that runs .NET assemblies: the one running this process, if that is it, else where the SDK says it is.</summary>
    public static string FindDotnet()
    {
        string?[] candidates =
        [
            Path.GetFileNameWithoutExtension(Environment.ProcessPath) == DotnetHost ? Environment.ProcessPath : null,
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"),
            Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root ? Path.Combine(root, DotnetHost) : null,
            Find(DotnetHost),
        ];
        return Array.Find(candidates, File.Exists)
            ?? throw new NetworkLabException("looking for the dotnet program", "it is neither on the PATH nor in DOTNET_ROOT.", "Put the .NET SDK on the PATH.");
    }
}
