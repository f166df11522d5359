using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary><c>peerproto apple crash</c>, without console.</summary>
internal sealed class CrashVerb(ICrashOutput output, TextReader input, int frames)
{
    private static readonly string[] Extensions = [".ips", ".crash", ".txt"];

    /// <summary>Shows reports, or their groups.</summary>
    /// <returns>The exit code: success only when every file was a crash report.</returns>
    public int Run(IReadOnlyList<string> places, bool isGrouped, CancellationToken cancellationToken)
    {
        CrashGrouping grouping = new(frames);
        bool isGood = true;
        int shown = 0;
        foreach (string place in places)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isGrouped && place != "-")
            {
                grouping.AddFiles(FilesIn(place), cancellationToken);
                continue;
            }

            foreach ((string name, string? text, string? failure) in TextsIn(place))
            {
                if (text is null)
                {
                    output.Write(new CrashUnread(name, failure!));
                    isGood = false;
                }
                else if (isGrouped)
                {
                    grouping.AddText(name, text);
                }
                else if (CrashReport.TryParse(text, out CrashReport? report, out CrashReportException? refusal))
                {
                    output.Write(name, report, report.SignatureOf(frames));
                    shown++;
                }
                else
                {
                    output.Write(new CrashUnread(name, $"{refusal.Cause}. {refusal.Remedy}"));
                    isGood = false;
                }
            }
        }

        if (isGrouped)
        {
            output.Write(grouping);
            return isGood && grouping.Count > 0 && grouping.UnreadCount == 0 ? ExitCodes.Success : ExitCodes.Nothing;
        }

        if (shown == 0 && isGood)
            output.Write(new CrashUnread(string.Join(' ', places), "there is no file that ends in .ips, .crash or .txt"));
        return isGood && shown > 0 ? ExitCodes.Success : ExitCodes.Nothing;
    }

    private static IEnumerable<string> FilesIn(string place) => Directory.Exists(place)
        ? Directory.EnumerateFiles(place, "*", new EnumerationOptions { RecurseSubdirectories = true }).Where(static path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
        : [place];

    private IEnumerable<(string Name, string? Text, string? Failure)> TextsIn(string place)
    {
        if (place == "-")
        {
            yield return ("-", BoundedText.Read(input, CrashReport.MaximumLength), null);
            yield break;
        }

        foreach (string path in FilesIn(place))
        {
            string? text = null;
            string? failure = null;
            try
            {
                using StreamReader reader = new(path);
                text = BoundedText.Read(reader, CrashReport.MaximumLength);
            }
            catch (Exception caught) when (caught is IOException or UnauthorizedAccessException)
            {
                failure = caught.Message.TrimEnd('.');
            }

            yield return (path, text, failure);
        }
    }
}
