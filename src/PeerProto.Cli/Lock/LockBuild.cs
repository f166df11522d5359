using System.Diagnostics;
using PeerProto.Generators.Locking;

namespace PeerProto.Cli.Lock;

/// <summary>Learns from a build what a project is on the wire.</summary>
internal static class LockBuild
{
    private const string Comment = "// ";
    private const string Files = "*.PeerLock.g.cs";

    /// <summary>Builds the project, without analyzers, and reads what the generator wrote.</summary>
    /// <param name="project">The project file.</param>
    /// <param name="framework">The target framework, or null for all.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    public static async Task<IReadOnlyList<LockedType>> ReadAsync(string project, string? framework, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("peerproto-lock-");
        try
        {
            await BuildAsync(project, framework, folder.FullName, cancellationToken);
            string written = Path.Combine(folder.FullName, Path.GetFileNameWithoutExtension(project));
            if (!Directory.Exists(written))
                throw new LockException($"The build of '{Path.GetFileName(project)}' does not run the generator: reference PeerProto or PeerProto.Abstractions.");
            return Read(Directory.EnumerateFiles(written, Files, SearchOption.AllDirectories).SelectMany(File.ReadLines));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The types that generated comments tell of.</summary>
    internal static IReadOnlyList<LockedType> Read(IEnumerable<string> lines)
    {
        List<LockEntry> entries = [];
        foreach (string line in lines.Where(line => line.StartsWith(Comment, StringComparison.Ordinal) && line.Length > Comment.Length))
        {
            if (LockLineReader.Read(line[Comment.Length..], out _) is { } entry)
                entries.Add(entry);
        }

        foreach (IGrouping<(string, bool, long), LockEntry> same in entries.GroupBy(entry => entry.Key))
        {
            if (same.Distinct().Skip(1).FirstOrDefault() is { } other)
                throw new LockException($"The target frameworks differ, '{same.First()}' and '{other}': name one with --framework.");
        }

        return [.. new LockState().With(entries.Distinct()).Types];
    }

    private static async Task BuildAsync(string project, string? framework, string folder, CancellationToken cancellationToken)
    {
        List<string> arguments = ["build", project, "--nologo", "-verbosity:quiet", "-consoleLoggerParameters:NoSummary", $"-property:PeerProtoLockFolder={folder}"];
        if (framework is not null)
            arguments.Add($"-property:TargetFramework={framework}");
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new LockException("The SDK cannot be started: put 'dotnet' on the path.");
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new LockException($"'{Path.GetFileName(project)}' does not build: fix this first.\n{(await output).Trim()}\n{(await errors).Trim()}".TrimEnd());
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
