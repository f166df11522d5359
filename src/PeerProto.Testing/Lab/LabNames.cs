using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace PeerProto.Testing;

/// <summary>
/// The names of a lab's namespaces: <c>pp3fa1.4242.90113.host1</c>. They carry the creator's process identifier and start time,
/// so that whoever comes later can tell a lab in use from one whose creator was killed.
/// </summary>
internal static partial class LabNames
{
    public const int MaximumHostNameLength = 32;

    /// <summary>Where <c>ip netns</c> keeps its named namespaces.</summary>
    public const string NamespaceDirectory = "/run/netns";

    /// <summary>Starts with a character that no host name has, so it never meets one.</summary>
    public const string BridgeSuffix = "_bridge";

    public const string ProbeSuffix = "_probe";

    public static string NewLabName()
    {
        string random = RandomNumberGenerator.GetHexString(4, lowercase: true);
        return string.Create(CultureInfo.InvariantCulture, $"pp{random}.{Environment.ProcessId}.{StartTime(Environment.ProcessId)}");
    }

    public static string Namespace(string labName, string suffix) => $"{labName}.{suffix}";

    public static bool IsHostName(string name) => name.Length <= MaximumHostNameLength && HostNamePattern().IsMatch(name);

    /// <summary>The namespaces of labs whose creator is no longer running.</summary>
    public static IEnumerable<string> Abandoned()
    {
        if (!Directory.Exists(NamespaceDirectory))
        {
            yield break;
        }

        foreach (string path in Directory.EnumerateFileSystemEntries(NamespaceDirectory, "pp*"))
        {
            string name = Path.GetFileName(path);
            if (NamespacePattern().Match(name) is { Success: true } match && !IsRunning(match.Groups[1].Value, match.Groups[2].Value))
            {
                yield return name;
            }
        }
    }

    private static bool IsRunning(string processId, string startTime) =>
        int.TryParse(processId, CultureInfo.InvariantCulture, out int id) && StartTime(id) == startTime;

    /// <summary>When a process began, in clock ticks since boot: field 22 of its stat file, "" if there is no such process.</summary>
    private static string StartTime(int processId)
    {
        try
        {
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            // The second field is the program's name in parentheses and may hold anything; the third comes after the last of them.
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[22 - 3];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [GeneratedRegex(@"^pp[0-9a-f]{4}\.([0-9]+)\.([0-9]+)\.[a-z0-9_-]+$")]
    private static partial Regex NamespacePattern();

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")]
    private static partial Regex HostNamePattern();
}
