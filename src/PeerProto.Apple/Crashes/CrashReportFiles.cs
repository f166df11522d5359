using System.Diagnostics.CodeAnalysis;

namespace PeerProto.Apple;

/// <summary>Finds and reads the files of crash reports: never more of one than a report may have, and never what would wait for somebody to write, as a pipe does.</summary>
public static class CrashReportFiles
{
    /// <summary>How deep folders are searched.</summary>
    public const int MaximumDepth = 64;

    private static readonly string[] Extensions = [".ips", ".crash", ".txt"];

    /// <summary>
    /// Finds the files of a folder and below that end in <c>.ips</c>, <c>.crash</c> or <c>.txt</c>. Links to folders are not followed, so that the search ends; folders that this user may not list are
    /// passed over.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The paths, found one by one as they are asked for.</returns>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    public static IEnumerable<string> In(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new System.IO.Enumeration.FileSystemEnumerable<string>(
            folder,
            static (ref entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = MaximumDepth })
        {
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory && Extensions.Contains(Path.GetExtension(entry.FileName).ToString(), StringComparer.OrdinalIgnoreCase),
            ShouldRecursePredicate = static (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text; null where it is not read.</param>
    /// <param name="refusal">Why it is not read, as a sentence without its full stop; null where it is.</param>
    /// <returns>Whether it was read.</returns>
    public static bool TryRead(string path, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? refusal)
    {
        text = null;
        try
        {
            FileInfo file = new(path);
            long length = (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length;
            refusal = length switch
            {
                0 => "it is empty, or no file but a pipe or a device",
                > CrashReport.MaximumLength => $"it has more than {CrashReport.MaximumLength} bytes",
                _ => null,
            };
            if (refusal is not null)
                return false;
            using StreamReader reader = new(path);
            char[] content = new char[length]; // no character has less than a byte
            text = new string(content, 0, reader.ReadBlock(content));
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            refusal = failure.Message.Split(" (Parameter", 2)[0].TrimEnd('.');
            return false;
        }
    }
}
